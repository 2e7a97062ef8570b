import { beforeAll, describe, expect, test } from "vitest";
import { kernelSource } from "../../lib/notebook/kernel-source.ts";
import type { NotebookRun } from "../../lib/notebook/run.ts";
import { cellRunner, printed } from "./run-cells.ts";

const runCells = cellRunner();

/** What the cells below find declared by an earlier one. */
const EARLIER = `interface Box { value: number; inner: { deep: string }; list: { at: number }[] }
const box: Box = { value: 3, inner: { deep: "d" }, list: [{ at: 1 }, { at: 2 }] };
let counter = 1;
const questions = ["q"];
function makeBox(): Box { return box; }`;

/** Right TypeScript, and what Node prints for the value of its last line. */
const CELLS: [source: string, printed: string][] = [
  ["({ questions, box: box.value });", "{ questions: [ 'q' ], box: 3 }"],
  ["const inside = () => ({ counter });\ninside();", "{ counter: 1 }"],
  ["const own = { questions, name: 'x' };\nown.questions.length;", "1"],
  ["const shadow = (counter: string) => ({ counter });\nshadow('s');", "{ counter: 's' }"],
  ["[1].map((n) => ({ n, counter }));", "[ { n: 1, counter: 1 } ]"],
  ["((__proto__: object) => Object.keys({ __proto__ }))({});", "[ '__proto__' ]"],
  ["const { value: renamed } = box;\nrenamed;", "3"],
  ["const { inner: { deep } } = box;\ndeep;", "d"],
  [
    "const { inner: { deep: d2 = 'none' }, ...others } = box;\n[d2, Object.keys(others)];",
    "[ 'd', [ 'value', 'list' ] ]",
  ],
  ["const { list: [{ at: first }, second] } = makeBox();\n[first, second.at];", "[ 1, 2 ]"],
  ["const take = ({ inner: { deep: word }, value: n }: Box) => word + n;\ntake(box);", "d3"],
  ["function later({ inner: { deep: word } }: Box) { return word; }\nlater(box);", "d"],
  ["let sum = 0;\nfor (const { at: n } of box.list) sum += n;\nsum;", "3"],
  ["const { value: waited } = await Promise.resolve(box);\nwaited;", "3"],
  ["let v = 0;\n({ value: v } = box);\nv;", "3"],
  ["({ counter } = { counter: 5 });\ncounter;", "5"],
  ["({ counter = 7 } = {});\ncounter;", "7"],
  ["[{ counter }] = [{ counter: 8 }];\ncounter;", "8"],
  ["for ({ counter } of [{ counter: 9 }]) counter += 1;\ncounter;", "10"],
  ["await (Promise.resolve(1));", "1"],
  ["const late = await (async () => 'late')();\nlate;", "late"],
  ["const both = [await [1], await -1, await `t`];\nboth;", "[ [ 1 ], -1, 't' ]"],
  ["for await (const n of [1]) console.log(n);", "1"],
  ["if (box.value === 3) { await (Promise.resolve()); console.log('in'); }", "in"],
  ["/** A value. */\nexport const one = 1;\none;", "1"],
  [
    "export type Name = string;\nexport function greet(name: Name) { return name; }\ngreet('x');",
    "x",
  ],
  ["const two = 2;\nexport { two };\ntwo;", "2"],
  ['import pkg from "zod/package.json" with { type: "json" };\npkg.name;', "zod"],
  ["[3, 1].toSorted();", "[ 1, 3 ]"],
  ["[1, 2].toReversed();", "[ 2, 1 ]"],
  ["[1, 2, 3].toSpliced(0, 2, 9);", "[ 9, 3 ]"],
  ["[1, 2].with(0, 5);", "[ 5, 2 ]"],
  ["[1, 2, 3].findLast((n) => n < 3);", "2"],
  ["[1, 2, 3].findLastIndex((n) => n < 3);", "1"],
  ["const fixed: readonly number[] = [2, 1];\nfixed.toSorted((a, b) => a - b);", "[ 1, 2 ]"],
  ['"ab".isWellFormed();', "true"],
];

describe("right TypeScript", () => {
  let run: NotebookRun;
  beforeAll(async () => {
    run = await runCells([EARLIER, ...CELLS.map(([source]) => source)]);
  });

  test.each(CELLS.map(([source, value], index) => ({ source, value, index })))(
    "has its value in the kernel: $source",
    ({ value, index }) => {
      expect(printed(run, index + 1)).toBe(`${value}\n`);
    },
  );
});

/** A place is named by the text that begins there. */
const PLACES: [source: string, text: string][] = [
  ["const a = { questions, counter }; wrong;", "wrong"],
  ["const a = { questions,\n  counter }; wrong;", "wrong"],
  ["const { value: renamed, inner: { deep } } = box; wrong;", "wrong"],
  ["await (wrong);", "wrong"],
  ["export const wrong = 1;", "wrong"],
];

test.each(PLACES)("keeps the places of the original: %j", (source, text) => {
  const { source: written, original } = kernelSource(source);
  expect(written).not.toBe(source);
  expect(written.split("\n")).toHaveLength(source.split("\n").length);
  expect(original(written.indexOf(text))).toBe(source.indexOf(text));
});

test("a name that is not there is told at its own place, in a shorthand property too", async () => {
  const run = await runCells(["const first = 1;", "const all = { first,\n  first, nobody };"]);
  expect(printed(run, 1)).toContain("2:10 - Cannot find name 'nobody'.");
});

test.each([
  "const = ;",
  "const { value } = box;",
  "({ value: 1, 'other': 2 });",
  "await fetch('');",
])("leaves alone what needs nothing: %s", (source) =>
  expect(kernelSource(source).source).toBe(source),
);
