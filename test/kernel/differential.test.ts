import { readdirSync, readFileSync } from "node:fs";
import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll, describe, expect, test, vi } from "vitest";
import { ConverterProcess } from "../../lib/notebook/converter.ts";
import { startNode } from "../../lib/notebook/node-process.ts";
import { writeNotebook } from "../../lib/notebook/notebook.ts";
import { runNotebook } from "../../lib/notebook/run.ts";
import { type Jupyter, startJupyter } from "../counterparts/jupyter.ts";
import { PROJECT } from "../cli/temporary-project.ts";
import { normalise } from "./normalise.ts";
import { type KernelCell, RealKernel } from "./real-kernel.ts";
import { inTurn } from "../turns.ts";

const fixtures = path.join(import.meta.dirname, "fixtures");
/** A failing cell makes tslab drop what it is sent in the next 200 ms (tslab/dist/jupyter.js). */
const ABORT_WINDOW_MS = 300;

let folder: string;
let jupyter: Jupyter;
let converter: ConverterProcess;

beforeAll(async () => {
  folder = await mkdtemp(path.join(tmpdir(), "differential-"));
  const modules = path.dirname(
    path.dirname(createRequire(import.meta.url).resolve("ws/package.json")),
  );
  await symlink(modules, path.join(folder, "node_modules"), "junction");
  converter = new ConverterProcess(startNode, folder);
  const kernel = path.join(PROJECT, "lib", "dist", "cli", "jupyter", "warm-kernel.js");
  jupyter = await startJupyter({ notebookDir: folder, kernel });
});

afterAll(async () => {
  await jupyter?.stop();
  await converter.close();
  await rm(folder, { recursive: true, force: true });
});

async function inKernel(notebook: string, sources: string[]): Promise<KernelCell[]> {
  const kernel = await RealKernel.start(jupyter, notebook);
  try {
    const cells: KernelCell[] = [];
    for (const source of sources) {
      const cell = await kernel.execute(source);
      cells.push(cell);
      if (cell.status === "error")
        await new Promise((resolve) => setTimeout(resolve, ABORT_WINDOW_MS));
    }
    return cells;
  } finally {
    await kernel.close();
  }
}

/** A fixture's cells are between lines that start with `// %%`; what follows on it is a title. */
function readCells(file: string): { title: string; source: string }[] {
  const text = readFileSync(path.join(fixtures, file), "utf8");
  return text
    .split(/^\/\/ %% ?/m)
    .slice(1)
    .map((part) => {
      const [title = "", ...lines] = part.split("\n");
      return { title, source: lines.join("\n").trimEnd() };
    });
}

const turn = {
  name: "the kernel's fixtures",
  of: 4,
  files: (file: string) => [`test/kernel/fixtures/${file}`],
};

describe.each(inTurn(readdirSync(fixtures), turn))("the notebook %s", (file) => {
  test("prints the same in the real kernel as in a run without Jupyter", async () => {
    const cells = readCells(file);
    const name = `${path.parse(file).name}.ipynb`;
    const notebook = writeNotebook({
      metadata: {},
      cells: cells.map(({ source }, index) => ({
        cell_type: "code",
        id: `c${index}`,
        metadata: {},
        source,
        execution_count: null,
        outputs: [],
      })),
    });
    await writeFile(path.join(folder, name), notebook);
    const theirs = await inKernel(
      name,
      cells.map(({ source }) => source),
    );
    const ours = await runNotebook(path.join(folder, name), {
      start: startNode,
      converter,
    });
    const titled = (runs: { status: string; outputs: KernelCell["outputs"] }[]): unknown[] =>
      cells.map(({ title }, index) => {
        const run = runs[index];
        return { title, ...(run && normalise(run)) };
      });
    expect(titled(ours.cells)).toEqual(titled(theirs));
  });
});

test("a machine without Jupyter is told which package to install", async () => {
  vi.stubEnv("PATH", "");
  await expect(startJupyter({ notebookDir: folder })).rejects.toThrow(
    "install the Debian package jupyter-notebook",
  );
  vi.unstubAllEnvs();
});
