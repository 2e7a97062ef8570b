import { existsSync, readdirSync, readFileSync, statfsSync } from "node:fs";
import { BUNDLE, NOTEBOOKS } from "./view.ts";

/** Each file takes memory of the kernel's, even an empty one in a folder whose size is bounded. */
const MAX_FILES = 50_000;

/** What a watched family of processes may have at once. */
export interface FamilyLimits {
  memoryBytes: number;
  processes: number;
}

/** Whether a process and all that descend from it are within these limits (Linux only). */
export function isWithin(pid: number, limits: FamilyLimits): boolean {
  const family = familyOf(pid);
  const bytes = family.reduce((sum, member) => sum + heldBytes(member), 0);
  if (bytes > limits.memoryBytes || family.length > limits.processes) return false;
  return filesIn(family.at(-1) ?? pid) <= MAX_FILES;
}

/** The process and its descendants. */
function familyOf(pid: number): number[] {
  const family = [pid];
  for (const member of family) {
    // Enough to know that there are too many.
    if (family.length > 10_000) break;
    family.push(...childrenOf(member));
  }
  return family;
}

/** Each thread has children of its own: what a worker thread starts is in no other's list. */
function childrenOf(pid: number): number[] {
  const threads = unlessEnded(() => readdirSync(`/proc/${pid}/task`), []);
  return threads.flatMap((thread) =>
    textOf(`/proc/${pid}/task/${thread}/children`).split(" ").filter(Boolean).map(Number),
  );
}

/** What a process holds in memory, and what of it was moved to the disk (proc(5), `status`). */
function heldBytes(pid: number): number {
  const status = textOf(`/proc/${pid}/status`);
  return [...status.matchAll(/^Vm(?:RSS|Swap):\s+(\d+) kB$/gm)].reduce(
    (sum, [, kilobytes]) => sum + Number(kilobytes) * 1024,
    0,
  );
}

/** The files in the two folders that a process in a sandbox may write into; none where it is in no sandbox. */
function filesIn(pid: number): number {
  const root = `/proc/${pid}/root`;
  if (!existsSync(root + BUNDLE)) return 0;
  return ["/tmp", NOTEBOOKS].reduce((sum, folder) => sum + usedFiles(root + folder), 0);
}

function usedFiles(folder: string): number {
  return unlessEnded(() => {
    const { files, ffree } = statfsSync(folder);
    return files - ffree;
  }, 0);
}

function textOf(path: string): string {
  return unlessEnded(() => readFileSync(path, "utf8"), "");
}

/** What is read of a process, or this once it has ended. */
function unlessEnded<T>(read: () => T, ended: T): T {
  try {
    return read();
  } catch {
    return ended;
  }
}
