import { expect, test } from "vitest";
import { drawFeatures } from "../../lib/draw/eligibility.ts";
import { readMarkup, textOf } from "./markup-reader.ts";

const feature = (
  name: string,
  covered: "yes" | "qualified" | "no",
  more: { refused?: boolean; alternative?: string } = {},
) => ({
  feature: name,
  recognisedBy: "a field",
  covered,
  reason: "Because.",
  refused: false,
  alternative: "",
  ...more,
});

test("says of each feature whether it is covered, why, and what to use instead", () => {
  const rows = [
    feature("One", "no", { refused: true, alternative: "another" }),
    feature("Two", "qualified"),
    feature("Three", "yes"),
  ];
  const { markup, text } = drawFeatures("Covered?", "Read today.", rows);
  expect(text).toBe(
    [
      "Covered?",
      "Read today.",
      "",
      "✗ No: One",
      "  Shows as: a field",
      "  Because. The API refuses such a request.",
      "  Instead: another.",
      "",
      "~ Qualified: Two",
      "  Shows as: a field",
      "  Because.",
      "",
      "✓ Yes: Three",
      "  Shows as: a field",
      "  Because.",
    ].join("\n"),
  );
  const shown = textOf(readMarkup(markup));
  for (const word of ["One", "Qualified", "Instead: another."]) expect(shown).toContain(word);
});
