import { expect, it } from "vitest";
import { columnsIn } from "../../lib/draw/svg-card.ts";
import { hintParts } from "../../lib/draw/hint-parts.ts";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { DRAWING_WIDTH, EDGE } from "../../lib/markup/theme.ts";

const parts = lessons.flatMap(({ exercises }) =>
  exercises.flatMap(({ id, hints }) =>
    hints.flatMap((hint, index) =>
      hintParts(hint).map((part) => ({ ...part, hint: `${id}, hint ${index + 1}` })),
    ),
  ),
);

/** What can only be a name in code: `is_error`, `isError`, `caught.cause`, `probe()`. */
const NAME = /(?<![\w."/])(?:[a-z]\w*_\w+|[a-z]+[A-Z]\w*|[a-z]\w*\.[a-zA-Z]\w*|[a-z]\w*\(\))/g;

function bareNames(text: string): string[] {
  return text.replaceAll(/`[^`\n]+`|"[^"\n]*"/g, "").match(NAME) ?? [];
}

it.each([
  ["the mcp_tool_use whose id is its tool_use_id", 2],
  ["all of caught.ruling, then await probe()", 2],
  ['`is_error` and a permission of "key_refused"', 0],
  ["a name. Then the rest", 0],
])("finds the names in %j that are not marked as code", (text, count) => {
  expect(bareNames(text)).toHaveLength(count);
});

it("names in the sentences of hints are marked as code", () => {
  const bare = parts.flatMap(({ kind, text, hint }) =>
    kind === "prose" ? bareNames(text).map((name) => `${hint}: ${name}`) : [],
  );
  expect(bare).toEqual([]);
});

it("lines of code in hints fit the card", () => {
  const columns = columnsIn(DRAWING_WIDTH - 2 * EDGE - 20, 13);
  const long = parts.flatMap(({ kind, text, hint }) =>
    kind === "code"
      ? text
          .split("\n")
          .filter((line) => line.length > columns)
          .map((line) => `${hint}: ${line}`)
      : [],
  );
  expect(columns).toBeGreaterThan(60);
  expect(long).toEqual([]);
});
