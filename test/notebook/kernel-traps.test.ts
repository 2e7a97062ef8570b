import { beforeAll, describe, expect, test } from "vitest";
import { findKernelTraps } from "../../lib/notebook/kernel-traps.ts";
import type { NotebookRun } from "../../lib/notebook/run.ts";
import { cellRunner, printed } from "./run-cells.ts";

const runCells = cellRunner();

/** What the cells below find declared by earlier ones. */
const EARLIER = [
  "interface Box { value: number; inner: { deep: string } }\nconst box: Box = { value: 3, inner: { deep: 'd' } };\nlet counter = 1;",
  "namespace Shapes { export const sides = 4; }",
  "Shapes.sides;",
];

/** Each with what the kernel prints for it. `probe` is a cell behind it that shows what went wrong. */
const TRAPS: { rule: string; source: string; kernel: RegExp; probe?: string }[] = [
  ...["(Promise.resolve(1))", "[1]", "-1", "+1", "`text`", "<any>1", "/* why */ (1)"].map(
    (operand) => ({
      rule: "ambiguous-await",
      source: `await ${operand};`,
      kernel: /await is (not defined|only valid)/,
    }),
  ),
  { rule: "ambiguous-await", source: "await /x/;", kernel: /SyntaxError: Unexpected token/ },
  {
    rule: "ambiguous-await",
    source: "const waited = await (async () => 1)();",
    kernel: /await is not defined/,
  },
  {
    rule: "for-await",
    source: "for await (const n of [1]) console.log(n);",
    kernel: /Unexpected reserved word/,
  },
  {
    rule: "earlier-name-in-shorthand",
    source: "const copy = { counter };",
    kernel: /ReferenceError: counter is not defined/,
  },
  {
    rule: "earlier-name-in-shorthand",
    source: "({ counter } = { counter: 5 });\ncounter;",
    kernel: /^1\n$/,
  },
  {
    rule: "renaming-destructuring",
    source: "const { value: renamed } = box;",
    kernel: /Identifier 'exports' has already been declared/,
  },
  {
    rule: "renaming-destructuring",
    source: "const { inner: { deep } } = box;",
    kernel: /Identifier 'exports' has already been declared/,
  },
  {
    rule: "reserved-name",
    source: "const require = 1;",
    kernel: /Identifier 'require' has already been declared/,
  },
  {
    rule: "reserved-name",
    source: "const [exports] = [{}];",
    kernel: /Identifier 'exports' has already been declared/,
  },
  { rule: "export", source: "export const one = 1;", kernel: /Cannot redeclare exported variable/ },
  { rule: "export", source: "export type T = string;", kernel: /conflicts with exported/ },
  {
    rule: "export",
    source: "const two = 2; export { two };",
    kernel: /Duplicate identifier 'two'/,
  },
  {
    rule: "namespace",
    source: "namespace Sizes { export const small = 1; }",
    kernel: /Cannot find name 'Shapes'/,
    probe: "Shapes.sides;",
  },
  {
    rule: "augmentation",
    source: "declare global { var added: number }",
    kernel: /Cannot find name '__global'/,
  },
  {
    rule: "augmentation",
    source: 'declare module "no-types";',
    kernel: /Invalid module name in augmentation/,
  },
  {
    rule: "import-equals",
    source: 'import util = require("util");',
    kernel: /Import assignment cannot be used/,
  },
  {
    rule: "import-attributes",
    source: 'import data from "zod/package.json" with { type: "json" };',
    kernel: /'with' statements are not allowed/,
  },
  {
    rule: "relative-import",
    source: 'import { x } from "../no-such-file";',
    kernel: /Cannot find module/,
  },
  {
    rule: "relative-import",
    source: 'import { LabError } from "./node_modules/mcp-lab/lab-error.ts";',
    kernel: /can only end with a '.ts' extension|Cannot find module|not under 'rootDir'/,
  },
  {
    rule: "relative-import",
    source: 'await import("../no-such-file");',
    kernel: /Cannot find module/,
  },
  {
    rule: "relative-import",
    source: 'require("../no-such-file");',
    kernel: /Cannot find module '..\/no-such-file'/,
  },
  {
    rule: "using",
    source: "using handle = { [Symbol.dispose]() {} };",
    kernel: /Cannot find name 'using'/,
  },
  {
    rule: "import-meta",
    source: "import.meta.url;",
    kernel: /Cannot use 'import.meta' outside a module/,
  },
  { rule: "module-variable", source: "__dirname;", kernel: /__dirname is not defined/ },
  { rule: "module-variable", source: "__filename;", kernel: /__filename is not defined/ },
  { rule: "module-variable", source: "module.exports;", kernel: /module is not defined/ },
  { rule: "top-level-return", source: "return 1;", kernel: /'return' statement can only be used/ },
  ...[
    "toSorted()",
    "toReversed()",
    "toSpliced(0)",
    "findLast(Boolean)",
    "findLastIndex(Boolean)",
  ].map((call) => ({
    rule: "es2023-method",
    source: `[3, 1].${call};`,
    kernel: /does not exist on type 'number\[\]'/,
  })),
  {
    rule: "exported-class-expression",
    source: "const Hidden = class { private x = 1; };",
    kernel: /exported class expression may not be private/,
  },
  { rule: "browser-cell", source: '/** @browser */\nconsole.log("shown");', kernel: /^$/ },
];

/** What looks like a trap and is none. */
const FINE = [
  "await Promise.resolve(1);",
  "await (Promise.resolve(1));\nawait Promise.resolve(2);",
  "for await (const n of [1]) await Promise.resolve(n);",
  "async function inner() {\n  for await (const n of [1]) await (Promise.resolve(n));\n}",
  "const own = 1;\n({ own });",
  "const { value } = box;",
  "[box].map(({ value: inner }) => ({ inner }));",
  "const { length: size } = [1, 2];",
  "({ console, undefined });",
  "const twice = (require: number) => require * 2;",
  "const object = { value: 1, counter: counter };",
  'const os = await import("node:os");\nconst path = require("node:path");',
  'import pkg from "zod/package.json";',
  "class Declared { private x = 1; }",
  "const Own = class { #x = 1; };",
  "(() => { return 1; })();",
  "[1].at(-1);",
  "enum Level { Low, High }\nLevel.High;",
  "const pair = ['a', 1] satisfies [string, number];",
  "function keep<const T>(value: T): T { return value; }",
  "class Field { accessor x = 1; }",
  "/* browser, module */ 1;",
  "/** @module shapes */\nexport const sides = 4;",
];

describe("what fails in the kernel", () => {
  let run: NotebookRun;
  const rows = TRAPS.map((trap, index) => ({ ...trap, index }));
  beforeAll(async () => {
    const behind = TRAPS.flatMap(({ source, probe }) => [source, probe ?? ""]);
    run = await runCells([...EARLIER, ...behind]);
  });

  test.each(rows)("is found: $rule in $source", ({ rule, source, kernel, probe, index }) => {
    const cell = EARLIER.length + 2 * index + (probe === undefined ? 0 : 1);
    expect(printed(run, cell)).toMatch(kernel);
    expect(findKernelTraps(source)).toEqual([
      { rule, line: 1, message: expect.stringMatching(/^[A-Z].*\.$/) },
    ]);
  });
});

describe("what works in the kernel", () => {
  let run: NotebookRun;
  beforeAll(async () => {
    run = await runCells([...EARLIER.slice(0, 1), ...FINE]);
  });

  test.each(FINE.map((source, index) => ({ source, index })))(
    "is not reported: $source",
    ({ source, index }) => {
      const cell = run.cells[index + 1];
      expect(cell).toMatchObject({ status: "ok" });
      expect(findKernelTraps(source)).toEqual([]);
    },
  );
});

test("a trap is reported with its line, in the order of the lines", () => {
  const source = "const a = 1;\nusing b = c;\n\n  import.meta.url;\n__dirname;";
  const found = findKernelTraps(source).map(({ line, rule }) => [line, rule]);
  expect(found).toEqual([
    [2, "using"],
    [4, "import-meta"],
    [5, "module-variable"],
  ]);
});

test("a cell that does not parse is left to the compiler", () => {
  expect(findKernelTraps("const = ;")).toEqual([]);
});
