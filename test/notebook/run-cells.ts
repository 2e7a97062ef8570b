import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { startNode } from "../../lib/notebook/node-process.ts";
import { writeNotebook } from "../../lib/notebook/notebook.ts";
import { type NotebookRun, runNotebook, type RunOptions } from "../../lib/notebook/run.ts";

/** A new folder outside of the project from which cells find the project's packages. */
export async function notebookFolder(): Promise<{
  folder: string;
  remove: () => Promise<void>;
}> {
  const folder = await mkdtemp(path.join(tmpdir(), "notebook-"));
  const vitest = createRequire(import.meta.url).resolve("vitest/package.json");
  await symlink(path.dirname(path.dirname(vitest)), path.join(folder, "node_modules"), "junction");
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** Writes a notebook of these code cells, with the ids `c0`, `c1` and so on. */
export async function writeCells(folder: string, sources: readonly string[]): Promise<string> {
  const file = path.join(folder, `${crypto.randomUUID()}.ipynb`);
  const cells = sources.map((source, index) => ({
    cell_type: "code" as const,
    id: `c${index}`,
    metadata: {},
    source,
    execution_count: null,
    outputs: [],
  }));
  await writeFile(file, writeNotebook({ metadata: {}, cells }));
  return file;
}

/** Runs these cells in real processes, in a folder of their own. */
export async function runCells(
  sources: readonly string[],
  options: Partial<RunOptions> = {},
): Promise<NotebookRun> {
  const { folder, remove } = await notebookFolder();
  try {
    return await runNotebook(await writeCells(folder, sources), { start: startNode, ...options });
  } finally {
    await remove();
  }
}

/** The texts of a cell's streams and displays, in order. */
export function printed(run: NotebookRun, cell: number): string {
  const outputs = run.cells[cell]?.outputs ?? [];
  return outputs
    .map((output) => (output.output_type === "stream" ? output.text : JSON.stringify(output.data)))
    .join("");
}
