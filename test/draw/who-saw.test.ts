import { expect, test } from "vitest";
import { drawSightings } from "../../lib/draw/who-saw.ts";
import { readMarkup, textOf } from "./markup-reader.ts";

const KINDS = ["the question", "results", "a token"];
const PARTIES = [
  { name: "API", note: "keeps it", sees: ["yes", "yes", "no"] as const, keeps: true },
  { name: "crm", note: "ours", sees: ["no", "yes", "own"] as const, keeps: false },
];

test("says of each party what it sees, in picture and text twin", () => {
  const { markup, text } = drawSightings("Who saw what", KINDS, PARTIES);
  expect(text).toBe(
    [
      "Who saw what",
      "",
      "API (keeps it)",
      "  sees: the question; results",
      "  does not see: a token",
      "",
      "crm (ours)",
      "  sees: results",
      "  sees its own only: a token",
      "  does not see: the question",
    ].join("\n"),
  );
  const shown = textOf(readMarkup(markup));
  for (const word of [...KINDS, "API", "crm"]) expect(shown).toContain(word);
  expect(shown.match(/sees it/g)).toHaveLength(3);
  expect(shown.match(/its own only/g)).toHaveLength(1);
});

test("takes what is not said for not seen", () => {
  const { text } = drawSightings("Who", KINDS, [{ name: "api", note: "", sees: [], keeps: false }]);
  expect(text).toContain("does not see: the question; results; a token");
});
