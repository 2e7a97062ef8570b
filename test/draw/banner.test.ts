import { expect, test } from "vitest";
import { drawBanner } from "../../lib/draw/banner.ts";
import { readMarkup, textOf } from "./markup-reader.ts";

const facts = { model: "claude-opus-4-7", notes: ["At most `20` requests."] };

test("a rehearsal says plainly that it is not Claude", () => {
  const { markup, text } = drawBanner({ mode: "rehearsal", ...facts });
  const plainly = "Rehearsal: not Claude. Nothing leaves this machine, no key is used.";
  expect(textOf(readMarkup(markup))).toContain(plainly);
  expect(text.split("\n")[0]).toBe(plainly);
});

test("a live session says that requests leave the machine and cost", () => {
  const { markup, text } = drawBanner({ mode: "live", ...facts });
  for (const shown of [textOf(readMarkup(markup)), text]) {
    expect(shown).toContain("Live: this is Claude.");
    expect(shown).toContain("your key pays");
    expect(shown).not.toContain("Rehearsal");
  }
});

test("names the model, the project and every note", () => {
  const { text } = drawBanner({ mode: "live", project: "prospects", ...facts });
  expect(text).toContain("Model: claude-opus-4-7\nProject: prospects\n- At most `20` requests.");
});

test("leaves out a project that is not given", () => {
  expect(drawBanner({ mode: "live", ...facts }).text).not.toContain("Project");
});
