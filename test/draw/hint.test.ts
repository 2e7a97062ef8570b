import { expect, it } from "vitest";
import { drawHint } from "../../lib/draw/hint.ts";

it.each([
  [1, "Run the cell again for the next one."],
  [3, "This was the last one."],
])("hint %i says which it is and what follows it", (level, more) => {
  const { text, markup } = drawHint({ exercise: "01.2", level, text: "Look at <configs>." });
  expect(text).toBe(`Hint ${level} of 3 for 01.2\nLook at <configs>.\n${more}`);
  expect(markup).toContain("Look at &lt;configs&gt;.");
});
