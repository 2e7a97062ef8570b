import { expect, test } from "vitest";
import { drawRows } from "../../lib/draw/table-card.ts";
import { elementsOf, readMarkup, textOf, textsOf } from "./markup-reader.ts";

const rows = [
  { question: "Who owns it?", right: "crm://t/01", chosen: null },
  { question: "How many are there?", right: "crm://t/02", chosen: { id: "a" } },
];

test("a table has a column for each field, and words for what is not there", () => {
  const { markup, text } = drawRows("Two questions", rows);
  expect(textsOf(readMarkup(markup), "th")).toEqual(["question", "right", "chosen"]);
  const cells = ["Who owns it?", "crm://t/01", "none", "How many are there?", "crm://t/02"];
  expect(textsOf(readMarkup(markup), "td")).toEqual([...cells, '{"id":"a"}']);
  expect(text).toBe(
    "Two questions\n\nWho owns it?\n  right: crm://t/01\n  chosen: none\n\n" +
      'How many are there?\n  right: crm://t/02\n  chosen: {"id":"a"}',
  );
});

test("only names, addresses and JSON are drawn as code", () => {
  const { markup } = drawRows("Kinds", [
    { a: "find_company", b: "crm://t/01", c: '{"x":1}', d: "Looks up data.", e: 3 },
  ]);
  const code = elementsOf(readMarkup(markup)).filter(({ name }) => name === "span");
  expect(code.map(textOf)).toEqual(["find_company", "crm://t/01", '{"x":1}']);
});
