import { beforeAll, describe, expect, test } from "vitest";
import { findKernelTraps } from "../../lib/notebook/kernel-traps.ts";
import type { NotebookRun } from "../../lib/notebook/run.ts";
import { cellRunner, printed } from "./run-cells.ts";

const runCells = cellRunner();

/** What the cells below find declared by an earlier one. */
const EARLIER =
  "interface Box { value: number; inner: { deep: string } }\nconst box: Box = { value: 3, inner: { deep: 'd' } };\nlet counter = 1;";

/** Each with what the kernel prints for it. */
const TRAPS: { rule: string; source: string; kernel: RegExp }[] = [
  {
    rule: "reserved-name",
    source: "const require = 1;",
    kernel: /1:7 - The kernel wraps a cell/,
  },
  {
    rule: "reserved-name",
    source: "const [exports] = [{}];",
    kernel: /1:7 - The kernel wraps a cell/,
  },
  {
    rule: "namespace",
    source: "namespace Sizes { export const small = 1; }",
    kernel: /forgets a namespace after the next cell/,
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
    kernel: /does not know `using`: use try and finally/,
  },
  {
    rule: "import-meta",
    source: "import.meta.url;",
    kernel: /has no `import.meta`: use process/,
  },
  { rule: "module-variable", source: "__dirname;", kernel: /A cell has no `__dirname`/ },
  { rule: "module-variable", source: "__filename;", kernel: /A cell has no `__dirname`/ },
  { rule: "module-variable", source: "module.exports;", kernel: /A cell has no `__dirname`/ },
  { rule: "top-level-return", source: "return 1;", kernel: /'return' statement can only be used/ },
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
    run = await runCells([EARLIER, ...TRAPS.map(({ source }) => source)]);
  });

  test.each(rows)("is found: $rule in $source", ({ rule, source, kernel, index }) => {
    expect(printed(run, index + 1)).toMatch(kernel);
    expect(findKernelTraps(source)).toMatchObject([
      { rule, line: 1, message: expect.stringMatching(/^[A-Z].*\.$/) },
    ]);
  });
});

describe("what works in the kernel", () => {
  let run: NotebookRun;
  beforeAll(async () => {
    run = await runCells([EARLIER, ...FINE]);
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
