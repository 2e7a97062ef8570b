import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { writeFile } from "node:fs/promises";
import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { PATIENCE, startNode } from "../../lib/notebook/node-process.ts";
import { ConverterProcess } from "../../lib/notebook/converter.ts";
import { readNotebook } from "../../lib/notebook/notebook.ts";
import type { ConvertResult } from "../../lib/notebook/process/messages.ts";
import { PROJECT } from "../cli/temporary-project.ts";
import { notebookFolder } from "./run-cells.ts";

const OWN = JSON.stringify(join(PROJECT, "lib", "dist", "notebook", "process"));

/** tslab's compiler as it is, behind the lab's converter, in a process of its own: notebooks' cells in, results out. */
const UNTOUCHED = `
const { labConverter } = require(${OWN} + "/lab-converter.js");
const { addYoungTypes } = require(${OWN} + "/young-types.js");
const { createConverter } = require("tslab/dist/converter.js");
addYoungTypes(require("@tslab/typescript-for-tslab").sys);
const converter = labConverter(() => createConverter({ isBrowser: false }));
const results = JSON.parse(require("node:fs").readFileSync(0, "utf8")).map((notebook) => {
  let declarations = "";
  return notebook.map((source) => {
    const result = converter.convert(declarations, source);
    if (result.diagnostics.length === 0) declarations = result.declOutput ?? "";
    return result;
  });
});
process.stdout.write(JSON.stringify(results), () => process.exit());
`;

let folder: string;
let remove: () => Promise<void>;
let converter: ConverterProcess;
beforeAll(async () => {
  ({ folder, remove } = await notebookFolder());
  await writeFile(join(folder, "table.json"), '{ "rows": [1, 2] }');
  await writeFile(
    join(folder, "local.ts"),
    'import { deeper } from "./deeper";\nexport const local = deeper + 1;\n',
  );
  await writeFile(join(folder, "deeper.ts"), "export const deeper: number = 1;\n");
});
afterAll(() => remove());

function untouched(notebooks: readonly (readonly string[])[]): unknown[] {
  const printed = execFileSync(process.execPath, [...PATIENCE, "-e", UNTOUCHED], {
    cwd: folder,
    input: JSON.stringify(notebooks),
    maxBuffer: 100_000_000,
    encoding: "utf8",
  });
  return JSON.parse(printed);
}

async function ours(cells: readonly string[]): Promise<ConvertResult[]> {
  const results: ConvertResult[] = [];
  let declarations = "";
  for (const cell of cells) {
    const conversion = await converter.convert(declarations, cell);
    if (conversion.status !== "converted") throw new Error(`the cell was ${conversion.status}`);
    results.push(conversion.result);
    if (conversion.result.diagnostics.length === 0)
      declarations = conversion.result.declOutput ?? "";
  }
  return results;
}

function cellsOf(lesson: string): string[] {
  const file = join(PROJECT, "solutions", `${lesson}.ipynb`);
  return readNotebook(readFileSync(file, "utf8"), file).cells.flatMap((cell) =>
    cell.cell_type === "code" ? [cell.source] : [],
  );
}

const files = [
  'import { local } from "./local";\nconst more = local + 1;\nmore;',
  "more.toFixed();",
  'import { local as again } from "./local";\nagain;',
  'import table from "./table.json";\ntable.rows;',
  'import { missing } from "./nowhere";\nmissing;',
  "table.rows.map((row) => row * 2);",
];
const odd = [
  "",
  "1;",
  "declare global {\n  interface Array<T> { second(): T }\n}\nArray.prototype.second = function () { return this[1]; };",
  "[1, 2].second();",
  "const a = 1;\nlet b = 'x', { c, ...rest } = { c: 2, d: 3, e: 4 };\nfunction f<T>(x: T) { return [x, a] as const }\nclass Box<T> { constructor(public inside: T) {} }\nenum Kind { One, Two }\nnamespace Inner { export const deep = 1 }",
  "f(new Box(rest));",
  "const wrong: string = a;",
  "const { = 1;",
  "await Promise.resolve(Kind.Two);",
  "for (var i = 0; i < 2; i++) await null;\ni;",
  "type Tree<T> = { value: T; children: Tree<T>[] };\ninterface Named { name: string }\nconst tree: Tree<Named> = { value: { name: 'x' }, children: [] };",
  "tree.value.nmae;",
  "let a = 'now a text';\na;",
  'import * as path from "node:path";\nimport { readFileSync as read, type Stats } from "node:fs";\npath.join("a", "b");',
  "read; const s: Stats | undefined = undefined; path;",
];

/** Cells that import the same, which one type checker may check. */
const alike = [
  'import { z } from "zod";\nconst Row = z.object({ id: z.string(), size: z.number() });\ntype Row = z.infer<typeof Row>;',
  "const larger: (one: Row, other: Row) => Row = (one, other) => (one.size > other.size ? one : other);",
  "const smaller: (one: Row, other: Row) => Row = (one, other) => (one.size < other.size ? one : other);\nlarger;",
  "const misspelt: (row: Row) => string = (row) => row.naem;",
  "const named: (row: Row) => Promise<string> = async (row) => row.id;\nawait named({ id: 'a', size: 1 });",
  "const again: string = await named({ id: 'b', size: 2 });\nfor (var hoisted = 0; hoisted < 1; hoisted++) again;",
  "const inferred = [larger, named, again].map((one) => ({ one, rest: [1, again] }));",
  "const read: Buffer = Buffer.from(again);\ninterface Row { id: number }",
  "declare global { interface String { shout(): string } }\nconst loud: (text: string) => string = (text) => text.shout();",
  "const louder: (text: string) => string = (text) => text.shout();",
  "const Row: z.ZodType<string> = z.string();\nlet sum: number | undefined, text: string = 'x';",
  "type Endless<T extends unknown[]> = T extends never ? 1 : Endless<[...T, 1]>;\nlet endless: Endless<[]>;",
  "export default { larger };",
  'import type { ZodType } from "zod";\nconst kinds: ZodType<unknown>[] = [Row];',
  "kinds.length + text.length;",
];

const notebooks: [string, string[]][] = [
  ["cells that import the same", alike],
  ["the cells of lesson 04", cellsOf("04-structured-errors")],
  ["cells of every kind", odd],
  ["cells that import files", files],
];

describe("what the converter's compiler makes of a cell is what tslab's own makes of it", () => {
  let theirs: unknown[];
  beforeAll(() => {
    converter = new ConverterProcess(startNode, folder);
    theirs = untouched(notebooks.map(([, cells]) => cells));
  });
  afterAll(() => converter.close());

  it.each(notebooks.map(([what, cells], at) => ({ what, cells, at })))(
    "for $what",
    async ({ cells, at }) => {
      expect(await ours(cells)).toEqual(theirs[at]);
    },
  );
});
