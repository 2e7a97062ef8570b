import { readFileSync, statSync } from "node:fs";
import { setTimeout as sleep } from "node:timers/promises";
import { LabError } from "../../base/lab-error.ts";
import { readNotebook } from "../../notebook/notebook.ts";

/** How often the files are looked at, in milliseconds. */
const LOOK_MS = 200;

/** How long a file may stay unreadable before it is no longer taken for half written, in milliseconds. */
const PATIENCE_MS = 3000;

/** A notebook whose code is not what it was; `problem` when it stays unreadable. */
interface SavedNotebook {
  path: string;
  problem?: LabError;
}

/** What is remembered of a file between two looks. */
interface Seen {
  /** Changes when the file is written or replaced. */
  stamp: string;
  /** What its code cells say; undefined until it could be read. */
  code?: string;
  /** Since when it is unreadable. */
  brokenAt?: number;
  told?: boolean;
}

/**
 * Yields each notebook when it has been saved with other code than before. The files are looked at
 * again and again rather than watched: Jupyter replaces them at each save, and shared and network
 * folders announce nothing. A file that cannot be read yet is looked at again. Ends at the signal.
 */
export async function* savedNotebooks(
  paths: readonly string[],
  signal: AbortSignal,
): AsyncGenerator<SavedNotebook> {
  const seen = new Map(paths.map((path) => [path, firstLook(path)]));
  while (!signal.aborted) {
    for (const path of paths) {
      const saved = look(path, seen.get(path) ?? { stamp: "" }, seen);
      if (saved !== undefined) yield saved;
    }
    await sleep(LOOK_MS, undefined, { signal }).catch(() => {});
  }
}

function firstLook(path: string): Seen {
  const code = codeOf(path);
  return { stamp: stampOf(path), ...(typeof code === "string" ? { code } : {}) };
}

function look(path: string, before: Seen, seen: Map<string, Seen>): SavedNotebook | undefined {
  const stamp = stampOf(path);
  const isSettled = before.brokenAt === undefined || before.told === true;
  if (stamp === before.stamp && isSettled) return undefined;
  const code = codeOf(path);
  if (typeof code === "string") {
    seen.set(path, { stamp, code });
    return code === before.code ? undefined : { path };
  }
  const brokenAt = (before.told === true ? undefined : before.brokenAt) ?? Date.now();
  const told = Date.now() - brokenAt >= PATIENCE_MS;
  seen.set(path, { ...before, stamp, brokenAt, told });
  return told ? { path, problem: code } : undefined;
}

function stampOf(path: string): string {
  const stats = statSync(path, { throwIfNoEntry: false });
  return stats === undefined ? "none" : `${stats.mtimeMs} ${stats.size} ${stats.ino}`;
}

function codeOf(path: string): string | LabError {
  try {
    const { cells } = readNotebook(readFileSync(path), path);
    const code = cells.filter((cell) => cell.cell_type === "code");
    return JSON.stringify(code.map(({ id, source }) => [id, source]));
  } catch (error) {
    if (error instanceof LabError) return error;
    return new LabError("notebook-missing", { what: "It is not there.", remedy: "Save it again." });
  }
}
