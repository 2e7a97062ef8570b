import { rmSync } from "node:fs";
import { hold } from "../../../base/hold.ts";
import { LabError } from "../../../base/lab-error.ts";

/**
 * Takes a database file for this process. SQLite's WebAssembly build locks with a folder
 * `<file>.lock` that survives a killed process, so who holds the file is written to `<file>.holder`;
 * what a dead holder left is removed. Returns the function that gives the file back. Throws LabError
 * `crm-store-locked` when a living process holds it.
 */
export function takeFile(file: string): () => void {
  const marker = `${file}.holder`;
  const giveBack = hold(
    marker,
    (holder) =>
      new LabError("crm-store-locked", {
        what: `The CRM's database is in use by process ${holder}.`,
        where: file,
        remedy: `End that process, or choose another file. If it is no CRM, delete ${marker}.`,
      }),
  );
  rmSync(`${file}.lock`, { recursive: true, force: true });
  return giveBack;
}
