import { join } from "node:path";
import { setTimeout } from "node:timers/promises";
import { startJupyter } from "../counterparts/jupyter.ts";
import { RealKernel } from "../kernel/real-kernel.ts";
import type { Figure } from "./figure.ts";
import { benchProject, codeCells, pathOf } from "./project.ts";
import { inTurns, timed } from "./timing.ts";

/** The shortest cell there is: when it is done, the kernel has started. */
const SHORTEST = "1;";

/** From a kernel that does not run yet to the end of a first cell, in real Jupyter. */
export async function kernelFigures(): Promise<Figure[]> {
  const project = benchProject();
  const kernel = join(project.root, "lib", "dist", "cli", "jupyter", "warm-kernel.js");
  const jupyter = await startJupyter({ notebookDir: project.root, kernel });
  try {
    const slug = project.slugs[0] ?? "";
    const setup = codeCells(project, slug)[0]?.source ?? "";
    // What a learner reads before the first cell is not timed.
    const first =
      (source: string, readsMs = 0) =>
      async () => {
        const start = await timed(async () => {
          ending.push(await RealKernel.start(jupyter, pathOf(slug)));
        });
        await setTimeout(readsMs);
        const cell = await timed(async () => {
          const { status } = (await ending[0]?.execute(source)) ?? {};
          if (status !== "ok") throw new Error("the first cell failed");
        }).finally(closeAll);
        return start + cell;
      };
    const [bare = [], lab = [], sdks = [], whole = [], read = [], bareRead = []] = await inTurns(
      4,
      [
        first(SHORTEST),
        first(LAB_ALONE),
        first(importsWithout(setup, "mcp-lab")),
        first(setup),
        first(setup, READS_MS),
        first(SHORTEST, READS_MS),
      ],
    );
    // Missed: the SDKs' own types, which the cell itself imports, take the compiler 1.6 times alone.
    const goal = { kind: "ratio", atMost: 1.5 } as const;
    return [
      {
        name: "kernel start to setup cell done / to the shortest cell",
        unit: "ms",
        measured: whole,
        floor: bare,
        goal,
      },
      {
        name: "the same, 5 s read before it / to the shortest cell",
        unit: "ms",
        measured: read,
        floor: bareRead,
        goal: { kind: "ratio", atMost: 1.2 },
      },
      {
        name: "the same with mcp-lab alone / the shortest cell",
        unit: "ms",
        measured: lab,
        floor: bare,
        goal: { kind: "none" },
      },
      {
        name: "setup cell / its imports without mcp-lab",
        unit: "ms",
        measured: whole,
        floor: sdks,
        goal: { kind: "none" },
      },
    ];
  } finally {
    await jupyter.stop();
    project.remove();
  }
}

/** A learner reads for so long, at least, before the first cell. */
const READS_MS = 5_000;

const ending: RealKernel[] = [];

/** Not timed: ending a kernel is no part of starting one. */
async function closeAll(): Promise<void> {
  for (const kernel of ending.splice(0)) await kernel.close();
}

const LAB_ALONE = 'import { openLab } from "mcp-lab";\nconst lab = await openLab();';

/** The import lines of a cell, but for those of one package; they are used, so that they are kept. */
function importsWithout(source: string, name: string): string {
  return source
    .split("\n")
    .filter((line) => line.startsWith("import ") && !line.includes(`"${name}"`))
    .join("\n");
}
