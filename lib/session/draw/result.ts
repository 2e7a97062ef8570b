import type { ExerciseResult, VerdictStatus } from "../../course/verdict.ts";
import type { Drawing } from "./drawing.ts";
import { element, type Markup } from "./markup.ts";
import { boundText, oneLine, showHidden, wrapText } from "./plain-text.ts";
import { CARD_STYLE, FONTS, RULE, TONES } from "./theme.ts";

type Check = ExerciseResult["verdicts"][number];

/** Longest text of one field in characters; an answer can be of any size. */
const FIELD_LIMIT = 2000;

const STATUSES = {
  pass: { symbol: "✓", word: "Pass", tone: TONES.pass },
  fail: { symbol: "✗", word: "Fail", tone: TONES.fail },
  "not-started": { symbol: "○", word: "Not started", tone: TONES.calm },
} as const satisfies Record<VerdictStatus, unknown>;

/** "1 point", "3 points". */
function pointsText(points: number): string {
  return `${points} ${points === 1 ? "point" : "points"}`;
}

/** One sentence on the whole exercise, and the status that gives it its tone. */
function summarize(verdicts: readonly Check[]): { status: VerdictStatus; sentence: string } {
  const passed = verdicts.filter((verdict) => verdict.status === "pass").length;
  if (verdicts.every((verdict) => verdict.status === "not-started")) {
    return {
      status: "not-started",
      sentence: "Replace todo() with your answer, then run this cell again.",
    };
  }
  if (passed === verdicts.length) {
    return {
      status: "pass",
      sentence: passed === 1 ? "The check passes." : `All ${passed} checks pass.`,
    };
  }
  return { status: "fail", sentence: `${passed} of ${verdicts.length} checks pass.` };
}

/** What a failed check says, in the order in which a learner reads it. */
function explanations(verdict: Check): [string, string][] {
  if (verdict.status !== "fail") return [];
  const rows: [string, string][] = [
    ["Expected", verdict.expected],
    ["Found", verdict.found],
    ["Where to look", verdict.advice],
  ];
  return rows
    .filter(([, value]) => value !== "")
    .map(([name, value]) => [name, boundText(showHidden(value), FIELD_LIMIT)]);
}

function sideNote(verdict: Check): string {
  const worth = pointsText(verdict.points);
  return verdict.severity === "should" ? `recommended, ${worth}` : worth;
}

function badge(status: VerdictStatus): Markup {
  const { symbol, word, tone } = STATUSES[status];
  const style =
    `display:inline-block;min-width:5.2em;padding:0 8px;border:1px solid ${tone.line};` +
    `border-radius:6px;background:${tone.ground};color:${tone.ink};` +
    "font-size:13px;font-weight:600;white-space:nowrap";
  return element("span", { style }, element("span", { "aria-hidden": "true" }, `${symbol} `), word);
}

function explanationMarkup([name, value]: [string, string]): Markup {
  return element(
    "div",
    { style: "display:flex;flex-wrap:wrap;margin-top:4px" },
    element("span", { style: `flex:0 0 8.5em;color:${TONES.quiet.ink}` }, `${name}: `),
    element("span", { style: "flex:1 1 20em;white-space:pre-wrap;overflow-wrap:anywhere" }, value),
  );
}

function checkMarkup(verdict: Check): Markup {
  return element(
    "div",
    { style: `padding:10px 0;border-top:1px solid ${RULE}` },
    element(
      "div",
      { style: "display:flex;flex-wrap:wrap;align-items:baseline;gap:4px 12px" },
      badge(verdict.status),
      element("span", { style: "flex:1 1 16em" }, ` ${oneLine(verdict.title)} `),
      element("span", { style: `color:${TONES.quiet.ink};font-size:13px` }, sideNote(verdict)),
    ),
    ...explanations(verdict).map(explanationMarkup),
  );
}

function resultText(result: ExerciseResult, hintLine: string | undefined): string {
  const { status, sentence } = summarize(result.verdicts);
  const checks = result.verdicts.flatMap((verdict) => [
    ...wrapText(
      `${oneLine(verdict.title)} (${sideNote(verdict)})`,
      undefined,
      `  ${`[${STATUSES[verdict.status].word}]`.padEnd(8)} `,
    ),
    ...explanations(verdict).flatMap(([name, value]) =>
      wrapText(value, undefined, `      ${`${name}:`.padEnd(15)}`),
    ),
  ]);
  return [
    ...wrapText(`${result.id} ${oneLine(result.title)}`),
    ...wrapText(
      `${STATUSES[status].word}. ${sentence} ${result.earned} of ${pointsText(result.points)}.`,
    ),
    "",
    ...checks,
    ...(hintLine === undefined ? [] : ["", ...wrapText(oneLine(hintLine))]),
  ].join("\n");
}

/**
 * Draws the outcome of an exercise's checks: what passes, and for each failure what was expected,
 * what was found and where to look. An answer that is not started is shown calmly, as a to-do.
 *
 * @param hintLine How to get the next hint, as one line.
 */
export function drawResult(result: ExerciseResult, hintLine?: string): Drawing {
  const { status, sentence } = summarize(result.verdicts);
  const markup = element(
    "div",
    { style: `${CARD_STYLE};border-left:6px solid ${STATUSES[status].tone.line}` },
    element(
      "div",
      { style: "display:flex;flex-wrap:wrap;justify-content:space-between;gap:2px 16px" },
      element(
        "span",
        { style: "font-size:15px" },
        element("span", { style: `font-family:${FONTS.mono};color:${TONES.quiet.ink}` }, result.id),
        " ",
        element("strong", {}, oneLine(result.title)),
      ),
      element("span", {}, ` ${result.earned} of ${pointsText(result.points)}`),
    ),
    element(
      "div",
      { style: `margin:2px 0 10px;color:${STATUSES[status].tone.ink}` },
      element("strong", {}, `${STATUSES[status].word}.`),
      ` ${sentence}`,
    ),
    ...result.verdicts.map(checkMarkup),
    ...(hintLine === undefined
      ? []
      : [
          element(
            "div",
            { style: `padding-top:10px;border-top:1px solid ${RULE};color:${TONES.quiet.ink}` },
            oneLine(hintLine),
          ),
        ]),
  ).markup;
  return { mime: "text/html", markup, text: resultText(result, hintLine) };
}
