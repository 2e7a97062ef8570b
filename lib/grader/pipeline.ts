import type { Lesson } from "../exercises/exercise.ts";
import type { Notebook } from "../notebook/notebook.ts";
import { examineHidden } from "./examine-hidden.ts";
import { examinePublished } from "./examine-published.ts";
import type { GradingContext } from "./grading-context.ts";
import { type Grading, Late, NotGradable, notGradable } from "./grading.ts";
import { readPlainFile } from "./collect/read-file.ts";
import { readSubmitted, type SubmittedCell } from "../notebook/submitted-notebook.ts";
import type { Reason } from "./report.ts";
import { restore } from "./restore.ts";
import { score } from "./score.ts";
import { cellsToRun } from "./slice.ts";

/** The passes of grading one submission, in order. Any of them may throw {@link NotGradable}. */
export const passes = {
  /** The file's code cells. */
  read: readSubmission,
  /** The course's own cells around the learner's answers. */
  restore,
  /** What of them a grade can depend on. */
  slice: cellsToRun,
  /**
   * Converts each cell and executes it in a sandbox, drives each answer through the variants that
   * are published, and judges. Throws {@link Late}, as the next one does.
   */
  examinePublished,
  /** The same on the variants that are not published, where there are some. */
  examineHidden,
  /** Verdicts and points, for the report. */
  score,
};

/** A submission to grade. */
export interface ToGrade {
  /** The submitted file. */
  path: string;
  lesson: Lesson;
  /** The lesson's notebook, as the course gives it out. */
  course: Notebook;
  /** Whether nothing else runs: a time limit that is hit then counts. */
  isAlone: boolean;
}

/** Grades one submission, pass by pass. */
export async function gradeSubmission(
  { path, lesson, course, isAlone }: ToGrade,
  context: GradingContext,
  pass: typeof passes = passes,
): Promise<Grading> {
  let notes: Reason[] = [];
  try {
    const submitted = pass.read(path);
    const restored = pass.restore(course, submitted);
    notes = restored.notes;
    const cells = pass.slice(restored.cells);
    const ran = await pass.examinePublished(lesson, restored, cells, context, isAlone);
    const examined = await pass.examineHidden(ran, context, isAlone);
    return { status: "done", graded: pass.score(lesson, restored, { ...ran, examined }) };
  } catch (error) {
    if (error instanceof Late) return { status: "late" };
    if (!(error instanceof NotGradable)) throw error;
    return { status: "done", graded: notGradable(error.reason, notes) };
  }
}

function readSubmission(path: string): SubmittedCell[] {
  const file = readPlainFile(path);
  if (file.status === "refused") throw new NotGradable(file.reason);
  const submitted = readSubmitted(file.text);
  if (submitted.status === "refused") throw new NotGradable(submitted.reason);
  return submitted.cells;
}
