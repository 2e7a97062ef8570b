import { countText } from "../base/counted.ts";
import type { ReviewedStep, Ruled } from "../subjects/sketch/review.ts";
import { badge } from "./badge.ts";
import type { Drawing } from "../markup/drawing.ts";
import { element, type Markup, sentence } from "../markup/markup.ts";
import { oneLine, wrapText } from "../markup/plain-text.ts";
import { CARD_STYLE, CELL_STYLE, ROW_STYLE, RULE, TONES } from "../markup/theme.ts";
import { earnedWords } from "./verdict-words.ts";

const STATES = {
  pass: { symbol: "✓", word: "Right", tone: TONES.pass },
  fail: { symbol: "!", word: "Look again", tone: TONES.fail },
  open: { symbol: "○", word: "Not yet", tone: TONES.calm },
};

function pointsOf(ruled: readonly Ruled[], status?: Ruled["status"]): number {
  return ruled
    .filter((one) => status === undefined || one.status === status)
    .reduce((sum, { rule }) => sum + rule.points, 0);
}

/** "18 of 20 points, 2 things to look at again." */
function overview(steps: readonly ReviewedStep[]): string {
  const ruled = steps.flatMap((step) => step.ruled);
  const earned = steps
    .filter(({ copy }) => copy === undefined)
    .reduce((sum, step) => sum + pointsOf(step.ruled, "pass"), 0);
  const failed = ruled.filter(({ status }) => status === "fail").length;
  const open = ruled.filter(({ status }) => status === "open").length;
  const parts = [
    earnedWords(earned, pointsOf(ruled)),
    failed === 0 ? "" : `${countText(failed, "thing")} to look at again`,
    open === 0 ? "" : `${open} not written yet`,
  ];
  return `${parts.filter(Boolean).join(", ")}.`;
}

/** What is said of a rule that did not pass, each under its label. */
function wordsOf({ rule, found, remedy }: Ruled): [label: string, words: string][] {
  return [
    [`Expected (lesson ${rule.lesson})`, `${oneLine(rule.expected)}.`],
    ["Found", `${oneLine(found).replace(/\.$/, "")}.`],
    ["To do", oneLine(remedy)],
  ];
}

function headingOf({ exercise, title }: ReviewedStep): string {
  return oneLine(`${exercise} ${title}`);
}

function copyWords({ copy }: ReviewedStep): string[] {
  if (copy === undefined) return [];
  const share = Math.round(copy.share * 100);
  return [
    oneLine(
      `${share} % of these texts are those of the example "${copy.of}": the check gives nothing for a copy.`,
    ),
  ];
}

function ruleMarkup(ruled: Ruled): Markup {
  const { symbol, word, tone } = STATES[ruled.status];
  const details = ruled.status === "fail" ? wordsOf(ruled) : [];
  return element(
    "div",
    { style: `${ROW_STYLE};border-top:1px solid ${RULE}` },
    element("div", { style: `${CELL_STYLE};width:124px;padding:5px 0` }, badge(symbol, word, tone)),
    element(
      "div",
      { style: `${CELL_STYLE};padding:5px 0` },
      oneLine(ruled.rule.title),
      ...details.map(([label, words]) =>
        element(
          "div",
          { style: `color:${TONES.quiet.ink};font-size:13px` },
          element("strong", {}, `${label}: `),
          ...sentence(words),
        ),
      ),
    ),
  );
}

function stepMarkup(step: ReviewedStep): Markup {
  return element(
    "div",
    { style: "margin-top:14px" },
    element("strong", {}, headingOf(step)),
    ...copyWords(step).map((line) => element("div", { style: `color:${TONES.live.ink}` }, line)),
    ...step.ruled.map(ruleMarkup),
  );
}

function stepText(step: ReviewedStep): string[] {
  return [
    "",
    ...wrapText(headingOf(step)),
    ...copyWords(step).flatMap((line) => wrapText(line, undefined, "  ")),
    ...step.ruled.flatMap((ruled) => [
      ...wrapText(
        `${STATES[ruled.status].word}: ${oneLine(ruled.rule.title)}`,
        undefined,
        `${STATES[ruled.status].symbol} `,
      ),
      ...(ruled.status === "fail"
        ? wordsOf(ruled).flatMap(([label, words]) =>
            wrapText(`${label}: ${words}`, undefined, "    "),
          )
        : []),
    ]),
  ];
}

/** Draws what the review says of a sketch: each rule, and for each fault what to do about it. */
export function drawSketchReview(title: string, steps: readonly ReviewedStep[]): Drawing {
  const words = oneLine(title);
  const summary = overview(steps);
  const { markup } = element(
    "div",
    { style: CARD_STYLE },
    element("strong", { style: "font-size:15px" }, words),
    element("div", { style: `color:${TONES.quiet.ink}` }, summary),
    ...steps.map(stepMarkup),
  );
  const text = [...wrapText(words), ...wrapText(summary), ...steps.flatMap(stepText)].join("\n");
  return { mime: "text/html", markup, text };
}
