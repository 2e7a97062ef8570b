import { readdirSync, rmSync } from "node:fs";
import { join, relative } from "node:path";
import { hold } from "../base/hold.ts";
import { LabError } from "../base/lab-error.ts";
import { makeFolders } from "../base/project.ts";

/** Where a run keeps the results of single submissions, in the folder that its reports go to. */
export const RESULTS = ".results";

/** What a run unpacks into, and whose, by its process. */
const UNPACKED = ".unpacked-";

/** A folder beside the reports for what comes out of zips; the run's own. */
export function unpackedIn(out: string): string {
  return join(out, `${UNPACKED}${process.pid}`);
}

/**
 * Takes the folder of the reports for this run, and removes what a killed one left half done.
 *
 * @returns the function that gives it back
 * @throws LabError `out-in-use` while another run works there
 */
export function takeOut(out: string): () => void {
  makeFolders([out]);
  const marker = join(out, ".running");
  const giveBack = hold(
    marker,
    (holder) =>
      new LabError("out-in-use", {
        what: `Another run, process ${holder}, writes into this folder.`,
        where: out,
        remedy: `Wait for it, or name another folder with --out. If nothing grades, delete ${marker}.`,
      }),
  );
  for (const name of readdirSync(out))
    if (name.startsWith(UNPACKED)) rmSync(join(out, name), { recursive: true, force: true });
  return giveBack;
}

/**
 * Refuses a folder in which submissions and reports would be taken for each other.
 *
 * @throws LabError `out-in-submissions`
 */
export function refuseMixed(out: string, submissions: string, own: readonly string[]): void {
  const [top = ""] = relative(out, submissions).split(/[\\/]/u);
  if (top !== "" && ![...own, RESULTS].includes(top)) return;
  throw new LabError("out-in-submissions", {
    what: "The reports would lie among the submissions.",
    where: out,
    remedy: "Name a folder of their own with --out, such as graded.",
  });
}
