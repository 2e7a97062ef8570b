import { allPassText } from "../../base/counted.ts";
import { findLesson } from "../choose-lessons.ts";
import { drawResult } from "../../draw/result.ts";
import { earnedWords, VERDICT_WORDS } from "../../draw/verdict-words.ts";
import { cutText, showHidden, textColumns, wrapText } from "../../markup/plain-text.ts";
import { type ExerciseReport, type LessonReport, total } from "./report.ts";

const COLUMNS = 80;

/** How many lines of an error are shown; the rest is in the notebook. */
const ERROR_LINES = 8;

const WORDS: Record<ExerciseReport["status"], string> = {
  pass: VERDICT_WORDS.pass.word,
  open: "Open",
  "not-started": VERDICT_WORDS["not-started"].word,
  "not-run": "Not run",
};

/** A lesson and its exercises, a line each. `running`: what was not judged yet may still be. */
export function lessonLines(
  { slug, title, exercises, points, earned, problem }: LessonReport,
  running: boolean = false,
): string[] {
  const head = line(`${slug.slice(0, 2)} ${title}`, score(points, earned));
  if (problem !== undefined) {
    return [
      head,
      ...wrapText(showHidden(problem.what), COLUMNS, "  "),
      ...wrapText(`What to do: ${problem.remedy}`, COLUMNS, "  "),
    ];
  }
  return [head, ...exercises.map((exercise) => exerciseLine(exercise, running))];
}

function exerciseLine(
  { id, title, status, stretch, solvedBefore, points, earned }: ExerciseReport,
  running: boolean,
): string {
  const notes = [
    ...(stretch ? ["stretch"] : []),
    ...(solvedBefore && status !== "pass" ? ["passed before"] : []),
  ];
  const word = running && status === "not-run" ? "Running" : WORDS[status];
  const mark = `[${word}]`.padEnd(13);
  const note = notes.length === 0 ? "" : ` (${notes.join(", ")})`;
  return line(`  ${mark} ${id} ${title}${note}`, points === 0 ? "" : `${earned} of ${points}`);
}

function score(points: number, earned: number): string {
  if (points === 0) return "for practice";
  return earnedWords(earned, points);
}

function line(left: string, right: string): string {
  if (right === "") return cutText(left, COLUMNS);
  const text = cutText(left, COLUMNS - right.length - 2);
  return text + " ".repeat(COLUMNS - textColumns(text) - right.length) + right;
}

/** What is to be done in an exercise: each check that fails, what was expected and what was found. */
export function exerciseLines(exercise: ExerciseReport): string[] {
  const { id, title, points, earned, status, error } = exercise;
  const head =
    status === "open" || status === "pass"
      ? drawResult({ ...exercise, points, earned }).text.split("\n")
      : [`${id} ${title}`, ...wrapText(notJudged(exercise)), ...todoLines(exercise)];
  if (error === undefined) return head;
  const said = showHidden(error).split("\n");
  const shown = said.slice(0, ERROR_LINES).flatMap((text) => wrapText(text, COLUMNS, "    "));
  const cut = said.length > ERROR_LINES ? ["    …"] : [];
  return [...head, "", "  Its cell ended in an error:", ...shown, ...cut];
}

/** An answer that there is none of yet needs no verdicts. */
function notJudged({ status, error, id }: ExerciseReport): string {
  if (status === "not-started" && error === undefined) {
    const { slug } = findLesson(id.slice(0, 2));
    return `Not started: replace todo() in notebooks/${slug}.ipynb by your answer, and save.`;
  }
  if (error !== undefined) return "Not judged: the answer could not be run.";
  return `Not run: its check cell is not in the notebook. \`npm run lab -- reset ${id.slice(0, 2)}\` gives you the original, and keeps yours beside it.`;
}

function todoLines({ verdicts }: ExerciseReport): string[] {
  if (verdicts.length === 0) return [];
  return [
    "",
    "What is checked:",
    ...verdicts.flatMap(({ title }) => wrapText(title, COLUMNS, "  - ")),
  ];
}

/** How to get the next hint, and where the solution is once it may be seen. */
export function helpLine({ id, status }: ExerciseReport, hints: number): string {
  if (status === "pass") return `Compare: npm run lab -- solution ${id}`;
  if (hints >= 3) return `All three hints again: npm run lab -- hint ${id}`;
  return `Stuck? Hint ${hints + 1} of 3: npm run lab -- hint ${id}`;
}

/** What all of it comes to, in one or two lines. */
export function totalLines(reports: readonly LessonReport[]): string[] {
  const points = total(reports.map((report) => report.points));
  const earned = total(reports.map((report) => report.earned));
  const asked = reports.flatMap(({ exercises }) => exercises);
  const needed = asked.filter(({ stretch }) => !stretch);
  const counted = needed.length === 0 ? asked : needed;
  const exercises = `${passing(counted)}${points === 0 ? "" : `, ${score(points, earned)}`}`;
  const aside = asked.length > counted.length ? " (stretch exercises not counted)" : "";
  return wrapText(`${exercises}${aside}.`);
}

function passing(exercises: readonly ExerciseReport[]): string {
  const done = exercises.filter(({ status }) => status === "pass").length;
  if (done === exercises.length) return allPassText(done, "exercise");
  if (exercises.length === 1) return "The exercise does not pass yet";
  return `${done} of ${exercises.length} exercises pass`;
}
