import { execFileSync } from "node:child_process";
import { join } from "node:path";
import { beforeAll, expect, it } from "vitest";
import { PATIENCE } from "../../lib/notebook/node-process.ts";
import { PROJECT } from "../cli/temporary-project.ts";
import { notebookFolder } from "./run-cells.ts";

const OWN = JSON.stringify(join(PROJECT, "lib", "dist", "notebook", "process"));

/** Converts cells behind the same declarations, one after the other; says how many programs each took. */
const COUNTED = `
const { createRequire } = require("node:module");
const path = createRequire(require.resolve("tslab")).resolve("@tslab/typescript-for-tslab");
const compiler = require(path);
let programs = 0;
require.cache[path].exports = {
  ...compiler,
  createAbstractBuilder: (...given) => ((programs += 1), compiler.createAbstractBuilder(...given)),
};
const { prepareCompiler } = require(${OWN} + "/compiler.js");
const shared = prepareCompiler(require);
const { createConverter } = require("tslab/dist/converter.js");
const converter = shared.over(createConverter({ isBrowser: false }));
const { declarations, cells } = JSON.parse(require("node:fs").readFileSync(0, "utf8"));
const counts = cells.map((cell) => {
  programs = 0;
  converter.convert(declarations, cell);
  return programs;
});
process.stdout.write(JSON.stringify(counts), () => process.exit());
`;

const FIRST = "const first: number = earlier.length;";
const ADDED = "declare global { interface Array<T> { x: T } }\nconst added: string = earlier.x;";
const ENDLESS =
  "type Endless<T extends unknown[]> = T extends never ? 1 : Endless<[...T, 1]>;\nlet endless: Endless<[]>;";

/** Cells in this order, and how many programs each takes behind the one before it. */
const cells: [what: string, cell: string, programs: number][] = [
  ["the first cell", FIRST, 2],
  ["one whose types are written", "const second: string = earlier[0] + 'a';", 0],
  ["one that declares nothing", "earlier.length;", 0],
  ["one whose type is inferred", "const third = earlier.map((one) => one.length);", 2],
  ["one that imports something", 'import "node:path";\nconst fourth: number = 1;', 2],
  ["one with the types of an earlier one", FIRST, 0],
  ["one with an error", "const fifth: number = earlier;", 2],
  ["one that follows an error", FIRST, 0],
  ["one with types without end", ENDLESS, 2],
  ["one that follows it", FIRST, 2],
  ["one that adds to the global types", ADDED, 2],
  ["one like the first, again", FIRST, 0],
];

let counts: number[];
beforeAll(async () => {
  const { folder, remove } = await notebookFolder();
  const declarations = "declare const earlier: string[];\n";
  const printed = execFileSync(process.execPath, [...PATIENCE, "-e", COUNTED], {
    cwd: folder,
    input: JSON.stringify({ declarations, cells: cells.map(([, cell]) => cell) }),
    encoding: "utf8",
  });
  counts = JSON.parse(printed);
  await remove();
});

it.each(cells.map(([what, , programs], at) => ({ what, programs, at })))(
  "$what takes $programs programs",
  ({ programs, at }) => expect(counts[at]).toBe(programs),
);
