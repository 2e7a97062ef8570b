import { expect, test } from "vitest";
import { drawToolSet } from "../../lib/draw/tool-set.ts";
import { readMarkup, textOf } from "./markup-reader.ts";

const TOOLS = [
  { name: "look", effect: "reads", exposed: true },
  { name: "make", effect: "writes", exposed: true },
  { name: "wipe", effect: "destroys", exposed: false },
  { name: "gone", effect: "missing", exposed: false },
] as const;

test("says of each tool whether it is exposed and what it can do, in picture and text twin", () => {
  const { markup, text } = drawToolSet("As published", TOOLS);
  expect(text).toBe(
    [
      "As published",
      "2 of 3 tools exposed, 1 of them does more than read.",
      "✓ Exposed: look (only reads)",
      "! Exposed: make (writes)",
      "– Not exposed: wipe (may overwrite or delete)",
      "? No such tool: gone (the server lists no such tool)",
    ].join("\n"),
  );
  const shown = textOf(readMarkup(markup));
  for (const { name } of TOOLS) expect(shown).toContain(name);
  expect(shown).toContain("2 of 3 tools exposed, 1 of them does more than read.");
});

test.each([
  ["no tool at all", [], "0 of 0 tools exposed."],
  ["only reading ones", [TOOLS[0]], "1 of 1 tools exposed."],
  [
    "several that act",
    [TOOLS[1], { ...TOOLS[2], exposed: true }],
    "2 of 2 tools exposed, 2 of them do more than read.",
  ],
])("counts %s", (_case, tools, summary) => {
  expect(drawToolSet("Tools", tools).text).toContain(summary);
});
