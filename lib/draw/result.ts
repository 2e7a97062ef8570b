import { allPassText } from "../base/counted.ts";
import { type ExerciseResult, NO_VALUE, type VerdictStatus } from "../exercises/verdict.ts";
import { badge } from "./badge.ts";
import { hintPartLines, hintParts } from "./hint-parts.ts";
import type { Drawing } from "../markup/drawing.ts";
import { element, notebookLink, sentence, type Markup } from "../markup/markup.ts";
import { boundText, oneLine, showHidden, wrapText } from "../markup/plain-text.ts";
import { barredCard, CELL_STYLE, FONTS, ROW_STYLE, RULE, TONES } from "../markup/theme.ts";
import {
  earnedWords,
  explanationRows,
  pointsWords,
  sharedCause,
  VERDICT_WORDS,
} from "./verdict-words.ts";

type Check = ExerciseResult["verdicts"][number];

/** What to do after a check, in a line, and the notebook to go to where there is one. */
export interface NextStep {
  words: string;
  notebook?: { slug: string; title: string };
}

/** Longest text of one field in characters; an answer can be of any size. */
const FIELD_LIMIT = 2000;

/** The column of badges and labels, as wide as the longest of them, and the points of the exercise. */
const FIRST = `${CELL_STYLE};width:122px`;
const TOTAL = `${CELL_STYLE};width:124px;text-align:right;font-weight:600`;

const WORTH_STYLE = `float:right;margin-left:8px;color:${TONES.quiet.ink};font-size:13px`;

function pointsLine(result: ExerciseResult): string {
  if (result.points === 0) return "For practice";
  return earnedWords(result.earned, result.points);
}

/** The status that gives the whole exercise its tone, and what there is to say about it. */
function summarize({ verdicts, points, earned }: ExerciseResult): {
  status: VerdictStatus;
  summary: string;
} {
  const count = (status: VerdictStatus) =>
    verdicts.filter((verdict) => verdict.status === status).length;
  const [passed, failed, waiting] = [count("pass"), count("fail"), count("not-started")];
  if (waiting === verdicts.length) {
    return {
      status: "not-started",
      summary:
        "Not started: the answer cell still holds `todo()`, or its last run ended in an error. " +
        "Write your answer there, run that cell, then this one again.",
    };
  }
  if (passed === verdicts.length) {
    const summary = `${allPassText(passed, "check")}.`;
    return { status: "pass", summary };
  }
  if (points > 0 && earned === points) {
    const summary = `All points earned. ${failed} without points to fix.`;
    return { status: "pass", summary };
  }
  const needed = verdicts.filter(({ severity }) => severity === "must");
  if (needed.length > 0 && needed.every(({ status }) => status === "pass")) {
    const summary = "All needed checks pass, and a recommended one does not.";
    return { status: "pass", summary };
  }
  if (verdicts.length === 1) return { status: "fail", summary: "The check does not pass yet." };
  const rest = [failed > 0 ? `${failed} to fix` : "", waiting > 0 ? `${waiting} not started` : ""];
  return {
    status: failed > 0 ? "fail" : "not-started",
    summary: `${passed} of ${verdicts.length} checks pass, ${rest.filter(Boolean).join(", ")}.`,
  };
}

/** What a failed check says, each text bounded; where all found the same, only what was expected. */
function explanations(verdict: Check, result: ExerciseResult): [string, string][] {
  const told = sharedCause(result.verdicts) !== "";
  return explanationRows(verdict)
    .filter(([name]) => !told || name === "Expected")
    .map(([name, value]) => [name, boundText(showHidden(value), FIELD_LIMIT)]);
}

/** What all failed checks found, in a line of its own; empty where each found something else. */
function causeText({ verdicts }: ExerciseResult): string {
  const cause = boundText(showHidden(sharedCause(verdicts)), FIELD_LIMIT);
  if (cause === "undefined") return NO_VALUE;
  return cause === "" ? "" : `One cause for all that fails, so fix it first: ${cause}`;
}

/** What a check is worth; nothing where the exercise is for practice. */
function worthText(verdict: Check, result: ExerciseResult): string {
  if (result.points === 0) return "";
  return ` (${verdict.points === 0 ? "no points" : pointsWords(verdict.points)})`;
}

/** A check's title, and that it is only recommended where that is so. */
function titleText(verdict: Check): string {
  return `${oneLine(verdict.title)}${verdict.severity === "should" ? " (recommended)" : ""}`;
}

function explanationMarkup([name, value]: [string, string]): Markup {
  return element(
    "div",
    { style: `${ROW_STYLE};margin-top:4px` },
    element("span", { style: `${FIRST};color:${TONES.quiet.ink}` }, `${name}: `),
    element("span", { style: `${CELL_STYLE};white-space:pre-wrap` }, ...sentence(value)),
  );
}

function checkMarkup(verdict: Check, result: ExerciseResult): Markup {
  const { symbol, word, tone } = VERDICT_WORDS[verdict.status];
  return element(
    "div",
    { style: `padding:10px 0;border-top:1px solid ${RULE};page-break-inside:avoid` },
    element(
      "div",
      { style: ROW_STYLE },
      element("span", { style: FIRST }, badge(symbol, word, TONES[tone])),
      element(
        "span",
        { style: CELL_STYLE },
        element("span", { style: WORTH_STYLE }, worthText(verdict, result)),
        " ",
        ...sentence(titleText(verdict)),
      ),
    ),
    ...explanations(verdict, result).map(explanationMarkup),
  );
}

function headMarkup(result: ExerciseResult, status: VerdictStatus, summary: string): Markup[] {
  const { symbol, tone } = VERDICT_WORDS[status];
  const idStyle = `color:${TONES.quiet.ink};font-family:${FONTS.mono}`;
  return [
    element(
      "div",
      { style: ROW_STYLE },
      element(
        "span",
        { style: `${CELL_STYLE};font-size:15px` },
        element("span", { style: idStyle }, oneLine(result.id)),
        " ",
        element("strong", {}, ...sentence(oneLine(result.title))),
      ),
      element("span", { style: TOTAL }, ` ${pointsLine(result)}`),
    ),
    element(
      "div",
      { style: `margin:2px 0 12px;color:${TONES[tone].ink}` },
      element("span", { "aria-hidden": "true" }, `${symbol} `),
      ...sentence(summary),
    ),
    ...(causeText(result) === "" ? [] : [causeMarkup(result)]),
  ];
}

function causeMarkup(result: ExerciseResult): Markup {
  return element(
    "div",
    { style: "margin:0 0 12px;white-space:pre-wrap" },
    ...sentence(causeText(result)),
  );
}

function checkText(verdict: Check, result: ExerciseResult, columns: number): string[] {
  const mark = `[${VERDICT_WORDS[verdict.status].word}]`.padEnd(columns);
  return [
    ...wrapText(`${titleText(verdict)}${worthText(verdict, result)}`, undefined, `${mark} `),
    ...explanations(verdict, result).flatMap(([name, value]) =>
      wrapText(value, undefined, `    ${`${name}:`.padEnd(15)}`),
    ),
  ];
}

function footMarkup({ words, notebook }: NextStep): Markup {
  const style = `padding-top:10px;border-top:1px solid ${RULE}`;
  const link = notebook === undefined ? [] : [" ", notebookLink(notebook.slug, notebook.title)];
  return element("div", { style }, ...sentence(oneLine(words)), ...link);
}

function footText({ words, notebook }: NextStep): string[] {
  const name = notebook === undefined ? "" : ` ${notebook.title} (${notebook.slug}.ipynb)`;
  return ["", ...wrapText(oneLine(`${words}${name}`))];
}

function resultText(result: ExerciseResult, summary: string, next: NextStep | undefined): string {
  const waiting = result.verdicts.some((verdict) => verdict.status === "not-started");
  return [
    ...wrapText(oneLine(`${result.id} ${result.title}`)),
    ...wrapText(`${pointsLine(result)}. ${summary}`),
    ...(causeText(result) === "" ? [] : wrapText(causeText(result))),
    "",
    ...result.verdicts.flatMap((verdict) => checkText(verdict, result, waiting ? 13 : 6)),
    ...(next === undefined ? [] : footText(next)),
  ].join("\n");
}

/**
 * Draws the outcome of an exercise's checks: what passes, for each failure what was expected, what was
 * found and where to look, and what to do next. An answer that is not started is shown calmly, as a
 * to-do.
 */
export function drawResult(result: ExerciseResult, next?: NextStep): Drawing {
  const { status, summary } = summarize(result);
  const { markup } = element(
    "div",
    { style: barredCard(TONES[VERDICT_WORDS[status].tone].line) },
    ...headMarkup(result, status, summary),
    ...result.verdicts.map((verdict) => checkMarkup(verdict, result)),
    ...(next === undefined ? [] : [footMarkup(next)]),
  );
  return { mime: "text/html", markup, text: resultText(result, summary, next) };
}

/** Notebook 6 breaks what is preformatted within words, and JupyterLab gives it the page's ink. */
const HINT_CODE_STYLE =
  `margin:6px 0;padding:8px 10px;background:${TONES.calm.ground};color:${TONES.plain.ink};` +
  `font-family:${FONTS.mono};font-size:13px;white-space:pre-wrap;word-break:normal;overflow-wrap:break-word`;

/** Draws one hint of an exercise. */
export function drawHint(hint: { exercise: string; level: number; text: string }): Drawing {
  const heading = oneLine(`Hint ${hint.level} of 3 for ${hint.exercise}`);
  const parts = hintParts(hint.text);
  const more = hint.level < 3 ? "Run the cell again for the next one." : "This was the last one.";
  const markup = element(
    "div",
    { style: barredCard(TONES.accent.line) },
    element("div", { style: "font-weight:600" }, heading),
    ...parts.map(({ kind, text }) =>
      kind === "code"
        ? element("pre", { style: HINT_CODE_STYLE }, showHidden(text))
        : element("div", { style: "margin:6px 0;white-space:pre-wrap" }, ...sentence(text)),
    ),
    element("div", { style: `color:${TONES.quiet.ink};font-size:13px` }, more),
  );
  const text = [...wrapText(heading), ...parts.flatMap(hintPartLines), more].join("\n");
  return { mime: "text/html", markup: markup.markup, text };
}
