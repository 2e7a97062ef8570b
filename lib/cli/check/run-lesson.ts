import { existsSync, readdirSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { loadProgress, saveResult } from "../../exercises/progress.ts";
import type { ExerciseResult } from "../../exercises/verdict.ts";
import { LabError } from "../../base/lab-error.ts";
import { cellRole } from "../../notebook/cell-role.ts";
import type { StartProcess } from "../../notebook/child.ts";
import type { ConverterProcess } from "../../notebook/converter.ts";
import { type Notebook, readNotebook } from "../../notebook/notebook.ts";
import type { CellRun } from "../../notebook/run.ts";
import { progressFolder } from "../../session/progress.ts";
import { type ChosenLesson, lessonNumber } from "../choose-lessons.ts";
import { runJudged } from "../rehearse.ts";
import { rehearsalEnvironment } from "../../notebook/rehearsal-environment.ts";
import { type LessonReport, reportLesson } from "./report.ts";

/** What running a lesson needs and tells. */
export interface LessonRun {
  root: string;
  converter: ConverterProcess;
  signal: AbortSignal;
  start?: StartProcess;
  /** Says what a person has to know beside the result. */
  say: (line: string) => void;
  /** Called when a code cell has ended. */
  onCell?: (done: number, of: number, cell: CellRun) => void;
  /** Called with the lesson's state, each time one more answer was judged. */
  onReport?: (report: LessonReport) => void;
}

/** Where a lesson's notebook lies, for the learner. */
export function notebookPath(root: string, slug: string): string {
  return join(root, "notebooks", `${slug}.ipynb`);
}

/**
 * Runs a lesson's notebook in rehearsal, whatever the environment says, and keeps the progress. A
 * notebook that cannot be run is a report that says why.
 */
export async function runLesson(chosen: ChosenLesson, options: LessonRun): Promise<LessonReport> {
  const { lesson, exercises } = chosen;
  const folder = progressFolder(options.root);
  const before = new Map(exercises.map(({ id }) => [id, loadProgress(folder, id)]));
  const progressOf = (id: string) => before.get(id) ?? loadProgress(folder, id);
  try {
    const notebook = loadNotebook(options.root, chosen);
    const cells: CellRun[] = [];
    const results: ExerciseResult[] = [];
    const of = notebook.cells.filter((cell) => cell.cell_type === "code").length;
    const cwd = dirname(notebookPath(options.root, lesson.slug));
    const run = await runJudged(
      { notebook, cwd },
      {
        env: rehearsalEnvironment,
        converter: options.converter,
        signal: options.signal,
        ...(options.start === undefined ? {} : { start: options.start }),
        onCell: (cell) => {
          cells.push(cell);
          options.onCell?.(cells.length, of, cell);
        },
        onResult: (result) => {
          results.push(result);
          keep(folder, result, options.say);
          const ran = { notebook, run: { ok: true, cells, exercises: results } };
          options.onReport?.(reportLesson(lesson, exercises, progressOf, ran));
        },
      },
    );
    return reportLesson(lesson, exercises, progressOf, { notebook, run });
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    const { what, remedy } = error;
    return { ...reportLesson(lesson, exercises, progressOf), problem: { what, remedy } };
  }
}

/** The lesson's notebook. Throws LabError `notebook-missing` or of `readNotebook`. */
function loadNotebook(root: string, { lesson }: ChosenLesson): Notebook {
  const path = notebookPath(root, lesson.slug);
  const shown = relative(root, path);
  if (existsSync(path)) return readNotebook(readFileSync(path), shown);
  const number = lessonNumber(lesson);
  const renamed = renamedTo(dirname(path), number);
  throw new LabError("notebook-missing", {
    what: `${shown} is not there.`,
    remedy:
      renamed === undefined
        ? `Run \`npm run lab -- reset ${number}\` to get it back as it was given.`
        : `${renamed} has its exercises: did you rename it? Name it ${lesson.slug}.ipynb again.`,
  });
}

/** The name of a notebook in the folder that has exercises of this lesson. */
function renamedTo(folder: string, number: string): string | undefined {
  if (!existsSync(folder)) return undefined;
  const names = readdirSync(folder).filter(
    (name) => name.endsWith(".ipynb") && !/\.kept-\d+\./.test(name),
  );
  return names.toSorted().find((name) => {
    try {
      const { cells } = readNotebook(readFileSync(join(folder, name)), name);
      return cells.some((cell) => cellRole(cell).exercise?.startsWith(`${number}.`));
    } catch {
      return false; // What cannot be read is no notebook of the lab's.
    }
  });
}

/** A folder that cannot be written must not cost the learner the verdict. */
function keep(folder: string, result: ExerciseResult, say: (line: string) => void): void {
  try {
    saveResult(folder, result);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    say(`The check of ${result.id} counts here, but could not be kept: ${reason}`);
  }
}
