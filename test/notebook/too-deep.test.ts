import { expect, test } from "vitest";
import { partsOf } from "../../lib/grader/cell-parts.ts";
import { tokensOf } from "../../lib/grader/similarity/tokens.ts";
import { kernelSource } from "../../lib/notebook/kernel-source.ts";

const DEPTH = 20_000;

const cells = {
  "brackets in brackets": `const a = ${"[".repeat(DEPTH)}${"]".repeat(DEPTH)};`,
  "calls on calls": `const a = b${".c()".repeat(DEPTH)};`,
  "sums of sums": `const a = 1${" + 1".repeat(DEPTH)};`,
  "functions in functions": `const a = ${"() => ".repeat(DEPTH)}1;`,
  "labels before labels": `${"a:".repeat(DEPTH)};`,
  "blocks that never end": "{".repeat(DEPTH),
  "patterns in patterns": `const ${"{ a: ".repeat(DEPTH)}a${" }".repeat(DEPTH)} = b;`,
};

// A cell of that kind ended the process that converts for a whole class.
test.each(Object.entries(cells))("%s end no process that reads them", (_kind, source) => {
  expect(kernelSource(source).source.length).toBeGreaterThanOrEqual(source.length);
  expect(tokensOf(source).length).toBeGreaterThan(0);
  const cell = { id: "a", source, owner: "learner", isCheck: false } as const;
  expect(partsOf(cell)).toHaveLength(1);
});
