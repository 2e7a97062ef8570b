import { type ChildProcess, spawn, spawnSync, type StdioOptions } from "node:child_process";
import { join } from "node:path";
import { Duplex } from "node:stream";
import { libraryFolder } from "../base/project.ts";
import type { ProcessEnd, ProcessEntry, StartedProcess } from "./child.ts";

/** What a process cannot do without on some platform; none of it is a secret. */
const ESSENTIAL = [
  "PATH",
  "LANG",
  "LC_ALL",
  "TZ",
  "TMPDIR",
  "TEMP",
  "TMP",
  "SystemRoot",
  "ComSpec",
];

/**
 * Flags of Node for the compiler. V8 before Node 22 optimizes a function as soon as it is a little warm,
 * and again when it has seen more. Eight times its patience saves a quarter of the compiler's time in one
 * lesson and an eighth over two hundred notebooks; machine code until then a little more. Later versions
 * do not know the first flag and gain nothing from the second.
 */
export const PATIENCE: readonly string[] =
  Number(process.versions.node.split(".")[0]) < 22
    ? ["--interrupt-budget=528000", "--always-sparkplug"]
    : [];

const running = new Set<ChildProcess>();
process.on("exit", () => {
  for (const child of running) killGroup(child);
});

/**
 * Starts one of the package's own entry files with this Node. Its environment is `env` and the few
 * variables that a process cannot do without.
 *
 * @param entry relative to the package's build (`lib/dist`).
 */
export function startNode(
  entry: ProcessEntry,
  options: { cwd: string; env: Record<string, string> },
): StartedProcess {
  const script = join(libraryFolder(), "dist", entry);
  const env = { ...essentials(), ...options.env };
  const flags = entry === "notebook/process/converter.js" ? PATIENCE : [];
  return startCommand([process.execPath, ...flags, script], { cwd: options.cwd, env });
}

/**
 * Starts a command in a process group of its own, with a two-way line on descriptor 3 and no other,
 * and with this environment and no other. The group ends with this process, unless this one is killed.
 */
export function startCommand(
  words: readonly string[],
  options: { cwd: string; env: Record<string, string> },
): StartedProcess & { pid: number | undefined } {
  const stdio: StdioOptions = ["ignore", "ignore", "ignore", "pipe"];
  const { child, ended, kill } = startGroup(words, options, stdio);
  const own = child.stdio[3];
  const line = own instanceof Duplex ? own : Duplex.from([]);
  return { pid: child.pid, line, ended, kill };
}

/**
 * Starts a command in a process group of its own, with this environment and no other. The group ends
 * with this process, unless this one is killed.
 */
export function startGroup(
  [command = "", ...words]: readonly string[],
  options: { cwd: string; env: Record<string, string> },
  stdio: StdioOptions,
): { child: ChildProcess; ended: Promise<ProcessEnd>; kill: () => void } {
  const child = spawn(command, words, {
    ...options,
    stdio,
    detached: process.platform !== "win32",
    windowsHide: true,
  });
  running.add(child);
  return { child, ended: ending(child), kill: () => killGroup(child) };
}

function essentials(): Record<string, string> {
  const entries = ESSENTIAL.map((name) => [name, process.env[name]] as const);
  return Object.fromEntries(
    entries.filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function ending(child: ChildProcess): Promise<ProcessEnd> {
  return new Promise((resolve) => {
    child.once("exit", (code, signal) => resolve({ code, signal }));
    child.once("error", (error) => resolve({ code: null, signal: null, error: error.message }));
  });
}

/** The leader may be gone while others of its group go on, so the group is ended in any case. */
function killGroup(child: ChildProcess): void {
  if (!running.delete(child) || child.pid === undefined) return;
  if (process.platform === "win32") {
    spawnSync("taskkill", ["/pid", String(child.pid), "/T", "/F"], { windowsHide: true });
    return;
  }
  try {
    process.kill(-child.pid, "SIGKILL");
  } catch {
    // No process of the group is left.
  }
}
