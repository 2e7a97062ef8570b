import type { ReportCheck, ReportVerdict } from "../report.ts";
import { element, type Markup } from "../../markup/markup.ts";
import { boundText, oneLine } from "../../markup/plain-text.ts";
import { drawSequence } from "../../draw/sequence.ts";
import { earnedWords, pointsWords, VERDICT_WORDS } from "../../draw/verdict-words.ts";
import type { VerdictStatus } from "../../exercises/verdict.ts";
import type { ExerciseGrade } from "./lesson-grade.ts";
import type { Mark } from "./marks.ts";
import { type Content, paragraph, pictured, prose } from "../../markup/page.ts";
import { verdictRows } from "./standing-words.ts";
import { traceEvents } from "./trace-events.ts";

/** Longest answer and longest text of a check that a page shows, in characters. */
const ANSWER_LIMIT = 20_000;
const FIELD_LIMIT = 2000;

/** The first hint of an exercise, by its id; undefined where the course has none. */
export type HintOf = (exercise: string) => string | undefined;

/** The anchor of an exercise on its lesson's page. */
export function exerciseAnchor(id: string): string {
  return `exercise-${id.replaceAll(/[^A-Za-z0-9]+/gu, "-")}`;
}

/** "2 of 4 points", or that it is for practice. */
export function worthWords({ exercise, earned }: ExerciseGrade): string {
  return exercise.points === 0 ? "For practice" : earnedWords(earned, exercise.points);
}

/** The state of an exercise as a whole: all checks pass, none was begun, or some are open. */
export function exerciseStatus({ exercise, graded }: ExerciseGrade): VerdictStatus {
  const statuses = exercise.checks.map(({ id }) => verdictOf(graded?.verdicts ?? [], id)?.status);
  if (statuses.every((status) => status === "pass")) return "pass";
  return statuses.every((status) => status === undefined || status === "not-started")
    ? "not-started"
    : "fail";
}

export function badge(status: VerdictStatus): Markup {
  const { tone, symbol, word } = VERDICT_WORDS[status];
  return element(
    "span",
    { class: `badge ${tone}` },
    element("span", { "aria-hidden": "true" }, `${symbol} `),
    word,
  );
}

/** Everything a learner may know about one exercise: points, checks, answer, hint and trace. */
export function exerciseFeedback(grade: ExerciseGrade, hintOf: HintOf): Markup {
  const { exercise, graded, mark } = grade;
  const anchor = exerciseAnchor(exercise.id);
  const hint = exerciseStatus(grade) === "pass" ? undefined : hintOf(exercise.id);
  return element(
    "section",
    { "aria-labelledby": anchor },
    element(
      "div",
      { class: "head" },
      element("h2", { id: anchor }, `${exercise.id} ${exercise.title}`),
      element("span", { class: "worth" }, worthWords(grade)),
    ),
    ...(exercise.stretch ? [paragraph("A stretch exercise: not needed for completion.")] : []),
    ...markParts(mark),
    checkList(grade),
    ...(hint === undefined ? [] : hintParts(exercise.id, hint)),
    ...answerParts("Your answer", graded?.answer),
    ...traceParts(grade),
  );
}

/** Every check of an exercise, with what was expected and found where it fails. */
export function checkList({ exercise, graded }: ExerciseGrade): Markup {
  return element(
    "ul",
    { class: "checks" },
    ...exercise.checks.map((check) =>
      checkItem(check, verdictOf(graded?.verdicts ?? [], check.id), exercise.points > 0),
    ),
  );
}

function verdictOf(verdicts: readonly ReportVerdict[], id: string): ReportVerdict | undefined {
  return verdicts.find(({ check }) => check === id);
}

/** What an instructor gave by hand. */
export function markParts(mark: Mark | undefined): Markup[] {
  const { points, comment = "" } = mark ?? {};
  const given = points === undefined ? [] : [paragraph("These points were given by hand.")];
  const words =
    comment === "" ? [] : [element("p", {}, element("strong", {}, "Comment: "), comment)];
  return given.length + words.length === 0
    ? []
    : [element("div", { class: "notice accent" }, ...given, ...words)];
}

function checkItem(
  check: ReportCheck,
  verdict: ReportVerdict | undefined,
  scored: boolean,
): Markup {
  const rows = verdict === undefined ? [] : verdictRows(verdict);
  const recommended = check.severity === "should" ? " (recommended)" : "";
  const worth = scored
    ? [
        element(
          "span",
          { class: "quiet" },
          check.points === 0 ? "no points" : pointsWords(check.points),
        ),
      ]
    : [];
  return element(
    "li",
    {},
    element(
      "div",
      { class: "line" },
      badge(verdict?.status ?? "not-started"),
      element("span", { class: "title" }, ...prose(`${check.title}${recommended}`)),
      ...worth,
    ),
    ...(rows.length === 0 ? [] : [element("dl", {}, ...rows.flatMap(explanation))]),
  );
}

function explanation([term, text]: [string, string]): Content[] {
  return [element("dt", {}, term), element("dd", {}, ...prose(boundText(text, FIELD_LIMIT)))];
}

function hintParts(id: string, hint: string): Markup[] {
  return [
    element("h3", {}, "A hint"),
    paragraph(hint),
    element(
      "p",
      { class: "quiet" },
      ...prose(`Two more, each closer to the answer: \`npm run lab -- hint ${id}\``),
    ),
  ];
}

/** An answer as it was handed in; nothing where there was no file. */
export function answerParts(
  title: string,
  answer: string | undefined,
  level: "h3" | "h4" = "h3",
): Markup[] {
  if (answer === undefined) return [];
  const heading = element(level, {}, title);
  if (answer.trim() === "")
    return [heading, paragraph("The cell for the answer was empty or is gone.")];
  return [heading, element("pre", {}, boundText(answer, ANSWER_LIMIT))];
}

function traceParts({ exercise, graded }: ExerciseGrade): Markup[] {
  const events = traceEvents(graded?.trace ?? []);
  if (events.length === 0) return [];
  const title = oneLine(`${exercise.id}: what went over the wire`);
  const drawing = drawSequence(events, title, { api: "Messages API (rehearsal)" });
  return [
    element("h3", {}, "What your answer sent and received"),
    pictured(
      drawing,
      "Recorded while grading, on the values that the notebook shows. Rehearsal: no reply is Claude's.",
      `Trace of ${exercise.id}`,
    ),
  ];
}
