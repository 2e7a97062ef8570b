import { existsSync, readFileSync, statfsSync } from "node:fs";
import { BUNDLE, NOTEBOOKS } from "./view.ts";

/** How often a sandbox is looked at, in milliseconds. */
const PERIOD_MS = 100;
const PAGE_BYTES = 4096;

/** Each file takes memory of the kernel's, even an empty one in a folder whose size is bounded. */
const MAX_FILES = 50_000;

/** What a watched family of processes may have at once. */
export interface FamilyLimits {
  memoryBytes: number;
  processes: number;
}

/**
 * Looks at a process and all that descend from it until it is gone (Linux only): where they hold more
 * memory or are more than allowed, or keep too many files, `exceeded` is called once.
 *
 * @returns ends the watch
 */
export function watchFamily(pid: number, limits: FamilyLimits, exceeded: () => void): () => void {
  const timer = setInterval(() => {
    const family = familyOf(pid);
    const bytes = family.reduce((sum, member) => sum + residentBytes(member), 0);
    const isWithin = bytes <= limits.memoryBytes && family.length <= limits.processes;
    if (isWithin && filesIn(family.at(-1) ?? pid) <= MAX_FILES) return;
    clearInterval(timer);
    exceeded();
  }, PERIOD_MS);
  timer.unref();
  return () => clearInterval(timer);
}

/** The process and its descendants; a thread of Node starts processes too, so each one is asked. */
function familyOf(pid: number): number[] {
  const family = [pid];
  for (const member of family) {
    // Enough to know that there are too many.
    if (family.length > 10_000) break;
    family.push(...childrenOf(member));
  }
  return family;
}

function childrenOf(pid: number): number[] {
  return readOrEmpty(`/proc/${pid}/task/${pid}/children`).split(" ").filter(Boolean).map(Number);
}

/** proc(5): the second field of statm is the resident set, in pages. */
function residentBytes(pid: number): number {
  return Number(readOrEmpty(`/proc/${pid}/statm`).split(" ")[1] ?? 0) * PAGE_BYTES;
}

/** The files in the two folders that a process in a sandbox may write into; none where it is in no sandbox. */
function filesIn(pid: number): number {
  const root = `/proc/${pid}/root`;
  if (!existsSync(root + BUNDLE)) return 0;
  return ["/tmp", NOTEBOOKS].reduce((sum, folder) => sum + usedFiles(root + folder), 0);
}

function usedFiles(folder: string): number {
  try {
    const { files, ffree } = statfsSync(folder);
    return files - ffree;
  } catch {
    // The process has ended.
    return 0;
  }
}

function readOrEmpty(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    // The process has ended.
    return "";
  }
}
