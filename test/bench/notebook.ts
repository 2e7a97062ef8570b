import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { rehearsalEnvironment } from "../../lib/notebook/rehearsal-environment.ts";
import { startNode } from "../../lib/notebook/node-process.ts";
import { prepareHome, jupyterEnvironment } from "../../lib/cli/jupyter/home.ts";
import { ConverterProcess } from "../../lib/notebook/converter.ts";
import { runNotebook } from "../../lib/notebook/run.ts";
import type { Figure } from "./figure.ts";
import { type BenchProject, benchProject, pathOf } from "./project.ts";
import { inTurns, timed } from "./timing.ts";

/** A solved notebook from start to end: without Jupyter, cold and warm, and by nbconvert. */
export async function notebookFigures(): Promise<Figure[]> {
  const project = benchProject();
  const slug = project.slugs.at(-1) ?? "";
  const file = join(project.root, pathOf(slug));
  const converter = new ConverterProcess(startNode, join(project.root, "solutions"));
  const run = (warm?: ConverterProcess) => () =>
    timed(async () => {
      const { ok } = await runNotebook(file, {
        start: startNode,
        env: rehearsalEnvironment,
        ...(warm === undefined ? {} : { converter: warm }),
      });
      if (!ok) throw new Error(`${slug} did not run to its end`);
    });
  try {
    await run(converter)();
    const [nbconvert = [], cold = [], warm = []] = await inTurns(2, [
      () => timed(() => convert(project, file)),
      run(),
      run(converter),
    ]);
    const name = `notebook ${slug}`;
    return [
      {
        name: `${name}, cold / nbconvert`,
        unit: "ms",
        measured: cold,
        floor: nbconvert,
        goal: { kind: "ratio", atMost: 1 },
      },
      {
        name: `${name}, warm converter / nbconvert`,
        unit: "ms",
        measured: warm,
        floor: nbconvert,
        goal: { kind: "none" },
      },
    ];
  } finally {
    await converter.close();
    project.remove();
  }
}

/** @throws Error that names the Debian package when nbconvert is missing */
async function convert({ root }: BenchProject, file: string): Promise<void> {
  // The same kernelspec as `npm start` writes.
  const home = prepareHome(process.cwd());
  const env = { ...jupyterEnvironment(home, process.env), ...rehearsalEnvironment };
  const words = ["nbconvert", "--execute", "--to", "notebook", "--output", "converted", file];
  await promisify(execFile)("jupyter", words, { cwd: root, env }).catch((cause: unknown) => {
    throw new Error("nbconvert failed; it comes with the Debian package jupyter-nbconvert.", {
      cause,
    });
  });
}
