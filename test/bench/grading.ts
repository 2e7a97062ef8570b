import { mkdtempSync, readdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { jupyterEnvironment, prepareHome } from "../../lib/cli/jupyter/home.ts";
import { rehearsalEnvironment } from "../../lib/notebook/rehearsal-environment.ts";
import { makeFolders } from "../../lib/base/project.ts";
import { writeClass } from "./generated-class.ts";
import { ProcessorAccount } from "./processor.ts";

const ROOT = process.cwd();
const LAB = join(ROOT, "lib", "dist", "cli", "main.js");

/** What one notebook took, in milliseconds: of all processes on processors, and on the clock. */
export interface Cost {
  processor: number;
  clock: number;
}

/** Grades a class of so many notebooks by the command; starting it is part of the cost. */
export async function gradeOnce(folder: string, jobs: number, count: number): Promise<Cost> {
  const out = mkdtempSync(`${folder}-out-`);
  const words = [LAB, "grade", folder, "--out", out, "--jobs", String(jobs)];
  const { printed, cost } = await measured([process.execPath, ...words], count);
  if (!printed.includes(`${count} of ${count} submissions graded`)) throw new Error(printed);
  return cost;
}

/** Runs the notebooks of one student by `jupyter nbconvert --execute`, all in one command. */
export async function convertOnce(mark: string, place: string): Promise<Cost> {
  makeFolders([join(ROOT, ".lab")]);
  // Inside the project, where the kernel finds its packages.
  const folder = mkdtempSync(join(ROOT, ".lab", "bench-"));
  try {
    const count = writeClass(folder, 1, ROOT, { mark, where: "inside" });
    const files = readdirSync(folder, { recursive: true, encoding: "utf8" })
      .filter((name) => name.endsWith(".ipynb"))
      .map((name) => join(folder, name));
    const out = mkdtempSync(join(place, "converted-"));
    const words = ["--execute", "--to", "notebook", "--output-dir", out, ...files];
    const env = { ...jupyterEnvironment(prepareHome(ROOT), process.env), ...rehearsalEnvironment };
    return (await measured(["jupyter", "nbconvert", ...words], count, env)).cost;
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

async function measured(
  words: readonly string[],
  count: number,
  env: NodeJS.ProcessEnv = process.env,
): Promise<{ printed: string; cost: Cost }> {
  const account = new ProcessorAccount("command");
  const begun = performance.now();
  try {
    const printed = await account.run(words, { cwd: ROOT, env });
    const clock = (performance.now() - begun) / count;
    return { printed, cost: { processor: account.used() / count, clock } };
  } finally {
    await account.close();
  }
}
