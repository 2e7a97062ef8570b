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
  const jupyter = await startJupyter({ notebookDir: project.root });
  try {
    const slug = project.slugs[0] ?? "";
    const setup = codeCells(project, slug)[0]?.source ?? "";
    const first = (source: string) => () =>
      timed(async () => {
        const kernel = await RealKernel.start(jupyter, pathOf(slug));
        ending.push(kernel);
        const { status } = await kernel.execute(source);
        if (status !== "ok") throw new Error("the first cell failed");
      }).finally(closeAll);
    const [bare = [], lab = [], sdks = [], whole = []] = await inTurns(4, [
      first(SHORTEST),
      first(LAB_ALONE),
      first(importsWithout(setup, "mcp-lab")),
      first(setup),
    ]);
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
