import { rm, writeFile } from "node:fs/promises";
import path from "node:path";
import { afterAll, beforeAll, expect, test } from "vitest";
import { startNode } from "../../lib/notebook/node-process.ts";
import { ConverterProcess } from "../../lib/notebook/converter.ts";
import { type NotebookRun, runNotebook } from "../../lib/notebook/run.ts";
import { slowness } from "../slowness.ts";
import { notebookFolder, printed, writeCells } from "./run-cells.ts";

let folder: string;
let remove: () => Promise<void>;
let converter: ConverterProcess;

beforeAll(async () => {
  ({ folder, remove } = await notebookFolder());
  converter = new ConverterProcess(startNode, folder);
});
afterAll(async () => {
  await converter.close();
  await remove();
});

async function run(...sources: string[]): Promise<NotebookRun> {
  return runNotebook(await writeCells(folder, sources), { start: startNode, converter });
}

test("a warm converter keeps one notebook's names from the next", async () => {
  const first = await run("const secret = 1;\nsecret;");
  const second = await run("secret;");
  expect(printed(first, 0)).toBe("1\n");
  expect(printed(second, 0)).toMatch(/^1:1 - Cannot find name 'secret'\.\n/);
});

test("the notebook behind one that took the compiler too long runs", async () => {
  const hostile = Array.from(
    { length: 20 },
    (_, n) => `const x${n}: Pairs<Fill<${900 + n}>> = null;`,
  );
  const cell = [
    "type Fill<N extends number, A extends any[] = []> = A['length'] extends N ? A : Fill<N, [...A, 0]>;",
    "type Pairs<A extends any[]> = { [I in keyof A]: { [J in keyof A]: [A[I], A[J]] } };",
    ...hostile,
  ].join("\n");
  const stuck = await runNotebook(await writeCells(folder, [cell]), {
    start: startNode,
    cellTimeoutMs: 2_000 * slowness(),
    converter,
  });
  const next = await run("'runs';");
  expect(stuck.stopped).toBe("time-limit");
  expect(printed(next, 0)).toBe("runs\n");
});

test("a warm converter keeps one notebook's module cells from the next", async () => {
  const use = "import { sides } from './shapes';\nsides;";
  const first = await run("/** @module shapes */\nexport const sides = 4;", use);
  const second = await run(use);
  expect(printed(first, 1)).toBe("4\n");
  expect(printed(second, 0)).toMatch(/Cannot find module '.\/shapes'/);
});

test("a local file reaches every notebook, and as it is now", async () => {
  const file = path.join(folder, "local.ts");
  const use = "import { local } from './local';\nlocal;";
  await writeFile(file, "export const local = 'first';\n");
  const first = await run(use);
  await writeFile(file, "export const local = 'second';\n");
  const second = await run(use);
  await rm(file);
  expect([printed(first, 0), printed(second, 0)]).toEqual(["first\n", "second\n"]);
});
