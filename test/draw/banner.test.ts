import { expect, test } from "vitest";
import { drawBanner } from "../../lib/draw/banner.ts";
import { readMarkup, textOf } from "./markup-reader.ts";

const facts = { model: "claude-opus-4-7" };

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

test("names the model", () => {
  expect(drawBanner({ mode: "live", ...facts }).text).toContain("\nModel: claude-opus-4-7");
});

test("a rehearsal that may contact hosts names them", () => {
  const { text } = drawBanner({ mode: "rehearsal", hosts: ["mcp.example.com"], ...facts });
  expect(text.replaceAll(/\s+/g, " ")).toContain(
    "Requests leave this machine for mcp.example.com only.",
  );
});
