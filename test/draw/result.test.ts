import { describe, expect, test } from "vitest";
import type { ExerciseResult, VerdictStatus } from "../../lib/exercises/verdict.ts";
import { drawHint, drawResult, type NextStep } from "../../lib/draw/result.ts";
import { TONES } from "../../lib/markup/theme.ts";
import { elementsOf, readMarkup, textOf, textsOf } from "./markup-reader.ts";
import { exerciseResult } from "./samples.ts";

function shown(statuses: VerdictStatus[], next?: NextStep): { page: string; text: string } {
  const { markup, text } = drawResult(exerciseResult(statuses), next);
  return { page: textOf(readMarkup(markup)), text };
}

function textsOfResult(result: ExerciseResult): { page: string; text: string } {
  const { markup, text } = drawResult(result);
  return { page: textOf(readMarkup(markup)), text: text.replaceAll(/\s+/g, " ") };
}

describe("the summary", () => {
  const table: [VerdictStatus[], string, string][] = [
    [["pass"], "The check passes.", "1 of 1 point"],
    [["fail"], "The check does not pass yet.", "0 of 1 point"],
    [["pass", "pass"], "Both checks pass.", "2 of 2 points"],
    [["pass", "fail"], "1 of 2 checks pass, 1 to fix.", "1 of 2 points"],
    [["fail", "not-started"], "0 of 2 checks pass, 1 to fix, 1 not started.", "0 of 2 points"],
    [["pass", "not-started"], "1 of 2 checks pass, 1 not started.", "1 of 2 points"],
    [["not-started", "not-started"], "Not started: the answer cell still holds", "0 of 2 points"],
  ];
  test.each(table)("of %j is %j", (statuses, summary, points) => {
    for (const words of Object.values(shown(statuses))) {
      expect(words).toContain(summary);
      expect(words).toContain(points);
    }
  });
});

test("tells each check's status with a sign and a word, not with a colour alone", () => {
  const { markup } = drawResult(exerciseResult(["pass", "fail", "not-started"]));
  expect(textsOf(readMarkup(markup), "strong").slice(1)).toEqual([
    "✓\u00A0Pass",
    "✗\u00A0Fail",
    "○\u00A0Not started",
  ]);
});

test("explains a failure: expected, found, where to look", () => {
  const result = exerciseResult(["fail"]);
  result.verdicts = result.verdicts.map((verdict) => ({
    ...verdict,
    expected: "one tool",
    found: "three tools",
    advice: "Read `default_config`.",
  }));
  const { markup, text } = drawResult(result);
  expect(textOf(readMarkup(markup))).toContain(
    "Expected: one toolFound: three toolsWhere to look: Read default_config.",
  );
  expect(textsOf(readMarkup(markup), "code")).toEqual(["default_config"]);
  expect(text).toContain(
    "    Expected:      one tool\n    Found:         three tools\n    Where to look: Read `default_config`.",
  );
});

test("says once what all failed checks found, and then only what each expected", () => {
  const result = exerciseResult(["fail", "pass", "fail"]);
  const found = "it threw TypeError: said is undefined";
  const verdicts = result.verdicts.map((verdict) => ({ ...verdict, found, advice: "Look here." }));
  for (const words of Object.values(textsOfResult({ ...result, verdicts }))) {
    expect(words.split(found)).toHaveLength(2);
    expect(words).toContain("One cause for all that fails, so fix it first: it threw TypeError");
    expect(words.match(/Expected/g)).toHaveLength(2);
    expect(words).not.toContain("Look here.");
  }
});

test("an answer without a value is told to be run", () => {
  const result = exerciseResult(["fail", "fail"]);
  const verdicts = result.verdicts.map((verdict) => ({ ...verdict, found: "undefined" }));
  for (const words of Object.values(textsOfResult({ ...result, verdicts }))) {
    expect(words).toContain("The answer is undefined: its cell has not run, or its last run ended");
    expect(words).not.toContain("One cause");
  }
});

test("all points are no alarm, though a check without points fails", () => {
  const result = exerciseResult(["pass", "fail"]);
  const verdicts = result.verdicts.map((verdict, index) => ({ ...verdict, points: 1 - index }));
  const { markup, text } = drawResult({ ...result, verdicts, points: 1, earned: 1 });
  expect(text).toContain("All points earned. 1 without points to fix.");
  expect(markup.slice(0, markup.indexOf(">"))).toContain(TONES.pass.line);
});

test("leaves out an explanation that is empty", () => {
  const result = exerciseResult(["fail"]);
  result.verdicts = result.verdicts.map((verdict) => ({ ...verdict, advice: "" }));
  expect(drawResult(result).text).not.toContain("Where to look");
});

test.each(["pass", "not-started"] as const)("explains nothing on %s", (status) => {
  const { page, text } = shown([status]);
  expect(`${page}${text}`).not.toMatch(/Expected|Found|Where to look/u);
});

test("an answer that is not started is no alarm", () => {
  const { markup, text } = drawResult(exerciseResult(["not-started", "not-started"]));
  expect(markup).not.toContain(TONES.fail.line);
  expect(markup).not.toContain(TONES.fail.ink);
  expect(text).not.toContain("Fail");
  expect(text).toContain("the answer cell still holds `todo()`");
});

test("the exercise passes where only a recommended check fails", () => {
  const result = exerciseResult(["pass", "fail"]);
  result.verdicts = result.verdicts.map((verdict) => ({
    ...verdict,
    severity: verdict.status === "fail" ? "should" : "must",
  }));
  const { markup, text } = drawResult(result);
  expect(text).toContain("All needed checks pass, and a recommended one does not.");
  expect(markup).toContain(TONES.pass.line);
});

test("a check that is only recommended says so", () => {
  expect(drawResult(exerciseResult(["fail"], "Words", "should")).text).toContain(
    "(recommended) (1 point)",
  );
});

test("says what to do next where that is known", () => {
  const words = 'Stuck? Run hint("01.2") in a cell.';
  for (const end of Object.values(shown(["fail"], { words }))) {
    expect(end.endsWith(words)).toBe(true);
  }
  for (const end of Object.values(shown(["fail"]))) expect(end).not.toContain("Stuck?");
});

test("links to the next notebook", () => {
  const next = { words: "Done. Next:", notebook: { slug: "02-catalog", title: "Catalogs" } };
  const { markup, text } = drawResult(exerciseResult(["pass"]), next);
  const link = elementsOf(readMarkup(markup)).find(({ name }) => name === "a");
  expect(link?.attributes["href"]).toBe("02-catalog.ipynb");
  expect(textOf(readMarkup(markup))).toContain("Done. Next: Catalogs");
  expect(text.endsWith("Done. Next: Catalogs (02-catalog.ipynb)")).toBe(true);
});

test("an answer of any size is drawn in bounds, and says what was left out", () => {
  const result = exerciseResult(["fail"]);
  result.verdicts = result.verdicts.map((verdict) => ({
    ...verdict,
    found: "x".repeat(1_000_000),
  }));
  const { markup, text } = drawResult(result);
  expect(markup.length).toBeLessThan(10_000);
  expect(text).toContain("(998000");
});

test.each([
  [1, "Run the cell again for the next one."],
  [3, "This was the last one."],
])("hint %i says which it is and what follows it", (level, more) => {
  const { text, markup } = drawHint({ exercise: "01.2", level, text: "Look at <configs>." });
  expect(text).toBe(`Hint ${level} of 3 for 01.2\nLook at <configs>.\n${more}`);
  expect(markup).toContain("Look at &lt;configs&gt;.");
});

test("the code of a hint has its lines, to be copied", () => {
  const text = "In the loop:\n~~~\nif (done) {\n  return `it`;\n}\n~~~\nThen go on.";
  const drawn = drawHint({ exercise: "01.3", level: 3, text });
  expect(textsOf(readMarkup(drawn.markup), "pre")).toEqual(["if (done) {\n  return `it`;\n}"]);
  expect(drawn.text).toContain("In the loop:\n  if (done) {\n    return `it`;\n  }\nThen go on.");
});
