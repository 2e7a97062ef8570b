import { expect, test } from "vitest";
import { readAnswer } from "../../../lib/grader/similarity/compare.ts";
import { tokensOf } from "../../../lib/grader/similarity/tokens.ts";

const SOURCE = `const listed = tools.filter((tool) => tool.name !== "drop table");`;

function formsOf(source: string): string[] {
  return tokensOf(source).map(({ form }) => form);
}

function written(source: string): string {
  return readAnswer([], source).written;
}

test.each([
  [
    "comments",
    `/* mine */ const listed = tools.filter((tool) => tool.name !== "drop table"); // so`,
  ],
  ["format and quotes", `const listed =\n  tools.filter(tool => (tool.name !== 'drop table'))`],
])("other %s change nothing", (_what, source) => {
  expect([formsOf(source), written(source)]).toEqual([formsOf(SOURCE), written(SOURCE)]);
});

test.each([
  ["names", `const kept = tools.filter((one) => one.name !== "drop table");`],
  [
    "annotations",
    `const listed: Tool[] = tools.filter((tool: Tool) => tool.name !== "drop table");`,
  ],
  ["assertions", `const listed = tools.filter((tool) => tool.name !== "drop table") as Tool[];`],
  ["keywords of a declaration", `let listed = tools.filter((tool) => tool.name !== "drop table");`],
  ["braces", `const listed = tools.filter((tool) => { return tool.name !== "drop table"; });`],
  ["punctuation in a text", `const listed = tools.filter((tool) => tool.name !== "drop-table");`],
])("other %s are compared as the same, and are not written the same", (_what, source) => {
  expect(formsOf(source)).toEqual(formsOf(SOURCE));
  expect(written(source)).not.toBe(written(SOURCE));
});

test.each([
  ["a member", `const listed = tools.filter((tool) => tool.title !== "drop table");`],
  ["an operator", `const listed = tools.filter((tool) => tool.name === "drop table");`],
  ["a word of a text", `const listed = tools.filter((tool) => tool.name !== "drop view");`],
  ["a name from elsewhere", `const listed = names.filter((tool) => tool.name !== "drop table");`],
])("%s makes a difference", (_what, source) => {
  expect(formsOf(source)).not.toEqual(formsOf(SOURCE));
});

test("a property in short is the property and the answer's own name", () => {
  expect(formsOf("const a = 1; f({ a });")).toEqual(formsOf("const b = 1; f({ a: b });"));
});

test("each token has its line", () => {
  expect(tokensOf("\nf(\n  a,\n);\ng();").map(({ line }) => line)).toEqual([1, 1, 2, 4, 4]);
});

test("what does not parse is taken word by word", () => {
  expect(formsOf("const = {\n a b")).toEqual(["const", "=", "{", "a", "b"]);
});
