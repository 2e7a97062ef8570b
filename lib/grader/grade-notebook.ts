import type { Lesson } from "../exercises/exercise.ts";
import type { Notebook } from "../notebook/notebook.ts";
import type { CellRun, NotebookRun } from "../notebook/run.ts";
import type { SubmittedCell } from "./read/read-notebook.ts";
import { examineHidden, withHidden } from "./examine-hidden.ts";
import { gradedExercise } from "./graded-exercise.ts";
import type { Reason, Submission } from "./report.ts";
import { type Restored, type RestoredCell, restore } from "./restore.ts";
import type { GradingContext } from "./grading-context.ts";
import { type Examined, runAndExamine } from "./run-and-examine.ts";
import type { Breach } from "./sandbox/confine.ts";
import { lastWords, saidBy } from "./said.ts";
import { type CellToRun, cellsToRun, wholeCells } from "./slice.ts";

/** The part of a submission's report that comes from its content. */
export type Graded = Pick<Submission, "status" | "reason" | "exercises" | "notes" | "run">;

/** How grading a notebook ended. `late`: a time limit was hit, which may be the machine's fault. */
export type Grading = { status: "done"; graded: Graded } | { status: "late" };

/** Cells that bring a run to its end are left out one by one, so that the others still count. */
const MAX_STOPS = 3;

/**
 * Grades a submission of a lesson.
 *
 * @param isAlone whether nothing else runs: a time limit that is hit then counts
 * @param choose what of the cells is run
 */
export async function gradeNotebook(
  lesson: Lesson,
  course: Notebook,
  submitted: readonly SubmittedCell[],
  context: GradingContext,
  isAlone: boolean,
  choose: (cells: readonly RestoredCell[]) => CellToRun[] = cellsToRun,
): Promise<Grading> {
  const restored = restore(course, submitted);
  const exercises = new Map<string, Examined>();
  const notes = [...restored.notes];
  let left = choose(restored.cells);
  let run: NotebookRun = { ok: true, cells: [] };
  for (let stops = 0; !isUntouched(lesson, restored); stops += 1) {
    const attempt = await runAndExamine(left, context, "published");
    run = attempt.run;
    for (const [id, examined] of attempt.examined) exercises.set(id, examined);
    if (attempt.breach !== undefined)
      return { status: "done", graded: refused(breaches[attempt.breach], notes) };
    if (missesSomething(left, run)) {
      left = wholeCells(restored.cells);
      continue;
    }
    const stopped = run.stopped === undefined ? undefined : stoppedAt(left, run.cells);
    if (stopped === undefined) break;
    if (run.stopped === "time-limit" && !isAlone) return { status: "late" };
    if (isOursAlone(left, stopped)) return { status: "done", graded: refused(notRun, notes) };
    notes.push({
      code: `cell-${run.stopped}`,
      sentence: `The cell "${stopped.id}" was left out: ${lastWords(run.cells)}`,
    });
    if (stopped.owner === "course" && !stopped.isCheck) break;
    if (stops === MAX_STOPS - 1) break;
    left = left.filter((cell) => cell !== stopped);
  }
  const hidden = await examineHidden(left, exercises, context);
  if (hidden.status === "breach")
    return { status: "done", graded: refused(breaches[hidden.breach], notes) };
  if (hidden.status === "late" && !isAlone) return { status: "late" };
  return {
    status: "done",
    graded: {
      status: "graded",
      exercises: lesson.exercises.map((exercise) =>
        gradedExercise(
          exercise,
          restored,
          withHidden(exercises.get(exercise.id), hidden.results),
          run.cells,
          left,
        ),
      ),
      notes,
      run: summaryOf(run.cells, left),
    },
  };
}

/**
 * Whether a demonstration failed in a run without the ones that nothing seemed to depend on: it may
 * have needed one of them.
 */
function missesSomething(cells: readonly CellToRun[], { cells: ran }: NotebookRun): boolean {
  return cells.some(
    ({ owner, isCheck, isWhole }, index) =>
      !isWhole && owner === "course" && !isCheck && ran[index]?.status === "error",
  );
}

/** Nothing was written: the verdicts are known without a run. */
function isUntouched({ exercises }: Lesson, { untouched, cells }: Restored): boolean {
  return (
    exercises.every(({ id }) => untouched.has(id)) &&
    !cells.some(({ owner }) => owner === "learner")
  );
}

/** The cell at which a run came to its end. */
function stoppedAt(
  cells: readonly RestoredCell[],
  ran: readonly CellRun[],
): RestoredCell | undefined {
  return cells[ran.findLastIndex(({ status }) => status !== "not-run")];
}

/** Nothing of the learner's had run when the run came to its end: then it is not the learner's fault. */
function isOursAlone(cells: readonly RestoredCell[], stopped: RestoredCell): boolean {
  const ran = cells.slice(0, cells.indexOf(stopped) + 1);
  return ran.every(({ owner, isCheck }) => owner === "course" && !isCheck);
}

const breaches: Record<Breach, Reason> = {
  memory: {
    code: "sandbox-memory",
    sentence:
      "The notebook's processes took more memory, or were more, than a submission may have, and were ended.",
  },
  talk: {
    code: "sandbox-output",
    sentence: "The notebook sent more to the grader than a submission may, and was ended.",
  },
};

const notRun: Reason = {
  code: "not-run",
  sentence:
    "The course's own first cells did not run to their end here, so nothing of the learner's was looked at.",
};

function refused(reason: Reason, notes: Reason[]): Graded {
  return {
    status: "not-gradable",
    reason,
    exercises: [],
    notes,
    run: { cells: 0, ok: 0, troubled: [] },
  };
}

function summaryOf(ran: readonly CellRun[], cells: readonly RestoredCell[]): Submission["run"] {
  const troubled = ran.flatMap((cell, index): Submission["run"]["troubled"] =>
    cell.status === "ok"
      ? []
      : [
          {
            id: cell.id,
            status: cell.status,
            owner: cells[index]?.owner ?? "course",
            said: saidBy(cell),
          },
        ],
  );
  return { cells: ran.length, ok: ran.length - troubled.length, troubled };
}
