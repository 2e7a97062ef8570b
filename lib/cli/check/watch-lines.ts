import { exerciseLines, helpLine, lessonLines } from "./draw.ts";
import { type ExerciseReport, firstOpen, type LessonReport } from "./report.ts";

/** What a watched lesson is shown with. */
interface WatchState {
  /** Its state before; undefined when it is shown for the first time. */
  before: LessonReport | undefined;
  /** Whether cells are still running. */
  running: boolean;
  /** The exercise to show in full. */
  shown: ExerciseReport | undefined;
  /** How many of its hints were seen. */
  hints: number;
  /** The slug of a lesson to go on with. */
  next: string | undefined;
}

/** The exercise to show in full: the one that was picked, as long as it is open, or the first open one. */
export function shownExercise(
  report: LessonReport,
  picked: string | undefined,
): ExerciseReport | undefined {
  const exercise = report.exercises.find(({ id }) => id === picked);
  return exercise === undefined || exercise.status === "pass" ? firstOpen([report]) : exercise;
}

/** The lesson, what has just passed, and what to do next. */
export function watchLines(
  report: LessonReport,
  { before, running, shown, hints, next }: WatchState,
): string[] {
  const lines = [...lessonLines(report, running), "", ...passedNow(report, before)];
  if (report.problem !== undefined) return lines;
  if (shown === undefined) return [...lines, ...doneLines(report, next)];
  return [...lines, ...exerciseLines(shown), "", helpLine(shown, hints)];
}

/** What can be done while watching. */
export function promptLine(hasKeys: boolean): string {
  return hasKeys
    ? "[h] hint  [n] next open exercise  [r] run again  [q] quit"
    : "Waiting for the next save. Ctrl-C ends this.";
}

function doneLines({ slug }: LessonReport, next: string | undefined): string[] {
  return [
    `Every exercise of lesson ${slug.slice(0, 2)} passes.`,
    next === undefined
      ? "There is nothing left to do in the lessons that are watched."
      : `Go on with notebooks/${next}.ipynb.`,
  ];
}

function passedNow(report: LessonReport, before: LessonReport | undefined): string[] {
  const passed = report.exercises.filter(({ id, status }) => {
    const earlier = before?.exercises.find((exercise) => exercise.id === id);
    return status === "pass" && earlier !== undefined && earlier.status !== "pass";
  });
  return passed.length === 0 ? [] : [`Passed now: ${passed.map(({ id }) => id).join(", ")}.`, ""];
}
