import { mkdtemp, rm, symlink, writeFile } from "node:fs/promises";
import { createRequire } from "node:module";
import { tmpdir } from "node:os";
import path from "node:path";
import { afterAll, beforeAll } from "vitest";
import { RememberingConverter } from "../../lib/notebook/remembering-converter.ts";
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

/** Runs cells in real processes, one notebook after the other in a folder and with a compiler of the test file's. */
export function cellRunner(): (
  sources: readonly string[],
  options?: Partial<RunOptions>,
) => Promise<NotebookRun> {
  let place: Awaited<ReturnType<typeof notebookFolder>>;
  let converter: RememberingConverter;
  beforeAll(async () => {
    place = await notebookFolder();
    converter = new RememberingConverter(startNode, place.folder);
  });
  afterAll(async () => {
    await converter.close();
    await place.remove();
  });
  return async (sources, options) => {
    const file = await writeCells(place.folder, sources);
    return await runNotebook(file, { start: startNode, converter, ...options });
  };
}

/** The texts of a cell's streams and displays, in order. */
export function printed(run: NotebookRun, cell: number): string {
  const outputs = run.cells[cell]?.outputs ?? [];
  return outputs
    .map((output) => (output.output_type === "stream" ? output.text : JSON.stringify(output.data)))
    .join("");
}
