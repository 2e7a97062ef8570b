import { expect, test } from "vitest";
import { drawBars } from "../../lib/draw/chart.ts";
import { TONES } from "../../lib/markup/theme.ts";
import { elementsOf, readMarkup, textsOf } from "./markup-reader.ts";

function barWidths(markup: string): number[] {
  return elementsOf(readMarkup(markup))
    .filter(({ name, attributes }) => name === "rect" && attributes["fill"] === TONES.accent.line)
    .map(({ attributes }) => Number(attributes["width"]));
}

test("bars are as long as their values, from zero", () => {
  const values = [40, 10, 0];
  const { markup } = drawBars(
    "Calls",
    values.map((value) => ({ label: `${value}`, value })),
    "calls",
  );
  const [longest = 0, quarter = 0, none] = barWidths(markup);
  expect(longest).toBeGreaterThan(300);
  expect(quarter / longest).toBeCloseTo(0.25);
  expect(none).toBe(0);
});

test("each bar says its value in words, in the picture and in the text twin", () => {
  const bars = [{ label: "given", value: 1234.567, note: "ten questions" }];
  const { markup, text } = drawBars("Calls", bars, "calls");
  expect(textsOf(readMarkup(markup), "text")).toEqual([
    "Calls",
    "given",
    "1,234.57 calls",
    "ten questions",
  ]);
  expect(text).toBe(`Calls\n\ngiven: 1,234.57 calls\n  ${"#".repeat(60)}\n  ten questions`);
});

test.each([Number.NaN, Number.POSITIVE_INFINITY])(
  "%d is not measured rather than drawn",
  (value) => {
    const { markup, text } = drawBars(
      "Calls",
      [
        { label: "live", value },
        { label: "ours", value: 2 },
      ],
      "",
    );
    expect(text).toContain("live: not measured\n\nours: 2\n");
    expect(barWidths(markup)[0]).toBe(0);
    expect(markup).not.toMatch(/NaN|Infinity/u);
  },
);

test.each([[[]], [[{ label: "none", value: 0 }]], [[{ label: "less", value: -3 }]]])(
  "draws %j without a number that is none",
  (bars) => {
    const { markup } = drawBars("Calls", bars, "calls");
    expect(barWidths(markup).every((width) => width === 0)).toBe(true);
    expect(markup).not.toMatch(/NaN|Infinity/u);
  },
);

test("bars of one group are under one heading", () => {
  const bars = [
    { group: "Lost", label: "always", value: 2 },
    { group: "Lost", label: "never", value: 5 },
    { group: "Wasted", label: "always", value: 72 },
  ];
  const { markup, text } = drawBars("Calls", bars, "");
  const shown = ["Lost", "always", "2", "never", "5", "Wasted", "always", "72"];
  expect(textsOf(readMarkup(markup), "text")).toEqual(["Calls", ...shown]);
  const words = text.split("\n").filter((line) => line !== "" && !line.includes("#"));
  expect(words).toEqual(["Calls", "Lost", "always: 2", "never: 5", "Wasted", "always: 72"]);
});

test("a long label is cut in the picture and whole in its tooltip and the text twin", () => {
  const label = `${"very ".repeat(12)}long`;
  const { markup, text } = drawBars("Calls", [{ label, value: 1 }], "calls");
  expect(textsOf(readMarkup(markup), "text")[1]).toMatch(/^very very .*…$/u);
  expect(textsOf(readMarkup(markup), "title")[1]).toBe(`${label}: 1 calls`);
  expect(text).toContain(label);
});
