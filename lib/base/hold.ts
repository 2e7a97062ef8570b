import { linkSync, readFileSync, renameSync, rmSync, writeFileSync } from "node:fs";
import type { LabError } from "./lab-error.ts";

/** Whether a process with this id exists, ours or another user's. */
export function isAlive(pid: number): boolean {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return isCode(error, "EPERM");
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
 * Holds something for this process, by a file with its id: `marker`. What a dead holder left is removed.
 *
 * @param refused the error to throw where a living process holds it
 * @returns the function that gives it back
 */
export function hold(marker: string, refused: (holder: number) => LabError): () => void {
  for (;;) {
    try {
      writeFileSync(marker, String(process.pid), { flag: "wx" });
      return () => rmSync(marker, { force: true });
    } catch (error) {
      if (!isCode(error, "EEXIST")) throw error;
    }
    const holder = holderOf(marker);
    if (holder !== undefined && isAlive(holder)) throw refused(holder);
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
