import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import { LabError } from "../../../base/lab-error.ts";

/** Whether a process with this id exists, ours or another user's. */
function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error instanceof Error && "code" in error && error.code === "EPERM";
  }
}

const isCode = (error: unknown, code: string): boolean =>
  error instanceof Error && "code" in error && error.code === code;

function holderOf(marker: string): number | undefined {
  try {
    const pid = Number(readFileSync(marker, "utf8"));
    return Number.isSafeInteger(pid) && pid > 0 ? pid : undefined;
  } catch {
    return undefined;
  }
}

/**
 * Takes a database file for this process. SQLite's WebAssembly build locks with a folder
 * `<file>.lock` that survives a killed process, so who holds the file is written to `<file>.holder`;
 * what a dead holder left is removed. Returns the function that gives the file back. Throws LabError
 * `crm-store-locked` when a living process holds it.
 */
export function takeFile(file: string): () => void {
  const marker = `${file}.holder`;
  for (;;) {
    try {
      writeFileSync(marker, String(process.pid), { flag: "wx" });
      rmSync(`${file}.lock`, { recursive: true, force: true });
      return () => rmSync(marker, { force: true });
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
    }
    const holder = holderOf(marker);
    if (holder !== undefined && isAlive(holder)) {
      throw new LabError("crm-store-locked", {
        what: `The CRM's database is in use by process ${holder}.`,
        where: file,
        remedy: `End that process, or choose another file. If it is no CRM, delete ${marker}.`,
      });
    }
    discard(marker, holder);
  }
}

/**
 * Removes the mark of a dead holder. Between reading and removing it another starter may have done
 * the same and put its own there: then that one is put back.
 */
function discard(marker: string, dead: number | undefined): void {
  const aside = `${marker}.${process.pid}`;
  try {
    renameSync(marker, aside);
  } catch (error) {
    if (isCode(error, "ENOENT")) return;
    throw error;
  }
  if (holderOf(aside) !== dead) linkSync(aside, marker);
  rmSync(aside, { force: true });
}
