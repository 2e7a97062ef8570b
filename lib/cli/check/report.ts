import type { Exercise, Lesson } from "../../exercises/exercise.ts";
import { isSolved } from "../../exercises/progress.ts";
import type { Progress } from "../../exercises/progress-steps.ts";
import type { ExerciseResult } from "../../exercises/verdict.ts";
import type { LabErrorDetails } from "../../base/lab-error.ts";
import { cellRole } from "../../notebook/cell-role.ts";
import type { Notebook } from "../../notebook/notebook.ts";
import { stderrOf } from "../../notebook/outputs.ts";
import type { CellRun } from "../../notebook/run.ts";
import type { JudgedRun } from "../rehearse.ts";

/** The state of one exercise in a learner's notebook. */
export interface ExerciseReport {
  id: string;
  title: string;
  /** Not needed for completion. */
  stretch: boolean;
  /** `not-run`: nothing was judged, because the check cell is gone or did not run to its end. */
  status: "pass" | "open" | "not-started" | "not-run";
  /** Whether it has passed at some time. */
  solvedBefore: boolean;
  points: number;
  earned: number;
  verdicts: ExerciseResult["verdicts"];
  /** What the answer's or the check's cell said when it ended in an error. */
  error?: string;
}

/** The state of a learner's lesson. */
export interface LessonReport {
  slug: string;
  title: string;
  points: number;
  earned: number;
  exercises: ExerciseReport[];
  /** Why the notebook could not be run at all, or no answer of it. */
  problem?: Pick<LabErrorDetails, "what" | "remedy">;
}

/** A lesson's notebook as it lies on disk, and what running it came to. */
interface RanNotebook {
  notebook: Notebook;
  run: JudgedRun;
}

/** Puts together the state of a lesson's exercises. `ran` is missing when nothing could be run. */
export function reportLesson(
  lesson: Lesson,
  exercises: readonly Exercise[],
  progressOf: (id: string) => Progress,
  ran?: RanNotebook,
): LessonReport {
  const reports = exercises.map((exercise) =>
    reportExercise(exercise, progressOf(exercise.id), ran),
  );
  return {
    slug: lesson.slug,
    title: lesson.title,
    points: total(reports.map(({ points }) => points)),
    earned: total(reports.map(({ earned }) => earned)),
    exercises: reports,
    ...problemOf(lesson, ran),
  };
}

/** The setup, whose error keeps every answer from being judged. */
function problemOf({ slug }: Lesson, ran?: RanNotebook): Pick<LessonReport, "problem"> {
  const setup = ran?.run.cells.find(({ id, status }) => id === "setup" && status === "error");
  if (setup === undefined || ran?.run.exercises.length !== 0) return {};
  const what = `The setup cell ended in an error, so nothing was checked: ${openingOf(setup)}`;
  const remedy =
    "Run `npm run lab -- doctor`, which looks for what is missing. If you changed that cell: " +
    `\`npm run lab -- reset ${slug.slice(0, 2)}\` gives you the original, and keeps yours beside it.`;
  return { problem: { what, remedy } };
}

/** The first lines of a cell's error, without the frames of a stack. */
function openingOf(cell: CellRun): string {
  const lines = stderrOf(cell)
    .split("\n")
    .filter((line) => !/^\s+at |^\s*$/.test(line));
  return lines.slice(0, 3).join(" ");
}

function reportExercise(exercise: Exercise, before: Progress, ran?: RanNotebook): ExerciseReport {
  const { id, title } = exercise;
  const result = bestResult(ran?.run.exercises.filter((one) => one.id === id) ?? []);
  const error = ran === undefined ? undefined : errorOf(id, ran);
  return {
    id,
    title,
    stretch: exercise.stretch === true,
    status: statusOf(result),
    solvedBefore: before.solved,
    points: total(exercise.checks.map(({ points }) => points)),
    earned: result?.earned ?? 0,
    verdicts: result?.verdicts ?? [],
    ...(error === undefined ? {} : { error }),
  };
}

/** A check can run several times, in cells of the learner's own too: as in progress, the best counts. */
function bestResult(results: readonly ExerciseResult[]): ExerciseResult | undefined {
  const solved = results.filter((result) => isSolved(result));
  const candidates = solved.length > 0 ? solved : results;
  return candidates.toSorted((one, other) => other.earned - one.earned)[0];
}

function statusOf(result: ExerciseResult | undefined): ExerciseReport["status"] {
  if (result === undefined) return "not-run";
  if (isSolved(result)) return "pass";
  const isUntouched = result.verdicts.every(({ status }) => status === "not-started");
  return isUntouched ? "not-started" : "open";
}

function errorOf(exercise: string, { notebook, run }: RanNotebook): string | undefined {
  const own = notebook.cells.filter((cell) => cellRole(cell).exercise === exercise);
  const cells = run.cells.filter(({ id }) => own.some((cell) => cell.id === id));
  const failed = cells.find(({ status }) => status === "error");
  if (failed !== undefined) return [stderrOf(failed).trim(), ...causeOf(failed, run)].join("\n");
  const isCutOff = cells.some(({ status }) => status === "not-run");
  const last = isCutOff ? run.cells.findLast(({ status }) => status === "error") : undefined;
  return last === undefined ? undefined : stderrOf(last).trim();
}

/** Where a name is missing: the cell before that ended in an error and may have declared it. */
function causeOf(failed: CellRun, { cells }: JudgedRun): string[] {
  if (!stderrOf(failed).includes("Cannot find name")) return [];
  const before = cells.slice(0, cells.indexOf(failed)).find(({ status }) => status === "error");
  if (before === undefined) return [];
  return [`Before it, the cell "${before.id}" ended in an error: ${openingOf(before)}`];
}

/** Whether the exercise is done, or may be left open. */
export function isDone({ status, stretch }: ExerciseReport): boolean {
  return status === "pass" || stretch;
}

/**
 * The exercise to work on: the first one open that is needed, from the lessons in order. Where only
 * stretch exercises were asked for, the first one open of these.
 */
export function firstOpen(reports: readonly LessonReport[]): ExerciseReport | undefined {
  const asked = reports.flatMap(({ exercises }) => exercises);
  const isOpen = asked.every(({ stretch }) => stretch)
    ? ({ status }: ExerciseReport) => status !== "pass"
    : (exercise: ExerciseReport) => !isDone(exercise);
  return asked.find(isOpen);
}

/** The sum. */
export function total(numbers: readonly number[]): number {
  return numbers.reduce((sum, number) => sum + number, 0);
}
