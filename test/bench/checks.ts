import { startJupyter } from "../counterparts/jupyter.ts";
import { RealKernel } from "../kernel/real-kernel.ts";
import type { Figure } from "./figure.ts";
import { type BenchProject, benchProject, codeCells, pathOf } from "./project.ts";

/** Runs of each check; the first one is the slowest, and part of what a learner sees. */
const RUNS = 7;

/**
 * What the goal leaves out: 03.3 runs git, 03.4 starts the CRM's process, 04.3 connects six clients to
 * servers that the answer makes. 01.3 misses it: seven connector turns with twenty MCP requests.
 */
const GOAL = { kind: "absolute", atMost: 50 } as const;

/** How long `await check(…)` takes inside a cell of the real kernel, for each solved exercise. */
export async function checkFigures(): Promise<Figure[]> {
  const project = benchProject();
  const jupyter = await startJupyter({ notebookDir: project.root });
  try {
    const figures: Figure[] = [];
    for (const slug of project.slugs) {
      const kernel = await RealKernel.start(jupyter, pathOf(slug));
      figures.push(...(await checksOf(kernel, project, slug)));
      await kernel.close();
    }
    return figures;
  } finally {
    await jupyter.stop();
    project.remove();
  }
}

async function checksOf(
  kernel: RealKernel,
  project: BenchProject,
  slug: string,
): Promise<Figure[]> {
  const figures: Figure[] = [];
  for (const { id, source } of codeCells(project, slug)) {
    const exercise = /^await check\("([^"]+)"/.exec(source)?.[1];
    const cell = await kernel.execute(exercise === undefined ? source : timedCell(source));
    const printed = cell.outputs
      .map((one) => (one.output_type === "stream" ? one.text : ""))
      .join("");
    if (cell.status !== "ok") throw new Error(`cell ${id} of ${slug} failed: ${printed}`);
    if (exercise === undefined) continue;
    const times = /^TIMES (.*)$/m.exec(printed)?.[1] ?? "[]";
    const measured: number[] = JSON.parse(times);
    const name = `check("${exercise}") in a cell`;
    figures.push({ name, unit: "ms", measured, goal: GOAL });
  }
  return figures;
}

function timedCell(source: string): string {
  return `{
  const times: number[] = [];
  for (let run = 0; run < ${RUNS}; run += 1) {
    const begun = performance.now();
    ${source}
    times.push(performance.now() - begun);
  }
  console.log("TIMES " + JSON.stringify(times));
}`;
}
