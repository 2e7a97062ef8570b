import type { Lesson } from "../exercises/exercise.ts";
import type { CellRun, NotebookRun } from "../notebook/run.ts";
import type { GradingContext } from "./grading-context.ts";
import { Late, NotGradable } from "./grading.ts";
import type { Reason } from "./report.ts";
import type { Restored, RestoredCell } from "./restore.ts";
import { type Examined, runAndExamine } from "./run-and-examine.ts";
import { type CellToRun, wholeCells } from "./slice.ts";

/** A submission's last run, with what came of all examinations. */
export interface SubmissionRun {
  cells: readonly CellToRun[];
  /** What running each of the cells came to; empty where nothing had to be run. */
  ran: readonly CellRun[];
  /** By exercise. */
  examined: ReadonlyMap<string, Examined>;
}

/** Cells that bring a run to its end are left out one by one, so that the others still count. */
const MAX_STOPS = 3;

/**
 * Runs a submission, and examines its answers on the variants that are published. What is left out on
 * the way is added to its notes.
 *
 * @throws NotGradable
 * @throws Late unless nothing else runs
 */
export async function examinePublished(
  lesson: Lesson,
  restored: Restored,
  chosen: readonly CellToRun[],
  context: GradingContext,
  isAlone: boolean,
): Promise<SubmissionRun> {
  const examined = new Map<string, Examined>();
  if (isUntouched(lesson, restored)) return { cells: chosen, ran: [], examined };
  let cells = chosen;
  for (let stops = 0; ; stops += 1) {
    const attempt = await runAndExamine(cells, context, "published");
    const { run } = attempt;
    for (const [id, one] of attempt.examined) {
      examined.set(id, one);
      const isTold = restored.notes.some(({ sentence }) => sentence === checkBroken(id).sentence);
      if (one.isBroken && !isTold) restored.notes.push(checkBroken(id));
    }
    if (missesSomething(cells, run)) {
      cells = wholeCells(restored.cells);
      continue;
    }
    const done = { cells, ran: run.cells, examined };
    const stopped = run.stopped === undefined ? undefined : stoppedAt(cells, run.cells);
    if (stopped === undefined) return done;
    if (run.stopped === "time-limit" && !isAlone) throw new Late();
    if (isOursAlone(cells, stopped)) throw new NotGradable(notRun);
    restored.notes.push({
      code: `cell-${run.stopped}`,
      sentence: `The cell "${stopped.id}" was left out: ${run.sentence ?? ""}`,
    });
    if (isDemonstration(stopped) || stops === MAX_STOPS - 1) return done;
    cells = cells.filter((cell) => cell !== stopped);
  }
}

/**
 * Whether a demonstration failed in a run without the ones that nothing seemed to depend on: it may
 * have needed one of them.
 */
function missesSomething(cells: readonly CellToRun[], { cells: ran }: NotebookRun): boolean {
  return cells.some(
    (cell, index) => !cell.isWhole && isDemonstration(cell) && ran[index]?.status === "error",
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
function stoppedAt(cells: readonly CellToRun[], ran: readonly CellRun[]): CellToRun | undefined {
  return cells[ran.findLastIndex(({ status }) => status !== "not-run")];
}

/** Nothing of the learner's had run when the run came to its end: then it is not the learner's fault. */
function isOursAlone(cells: readonly CellToRun[], stopped: CellToRun): boolean {
  return cells.slice(0, cells.indexOf(stopped) + 1).every(isDemonstration);
}

function isDemonstration({ owner, isCheck }: RestoredCell): boolean {
  return owner === "course" && !isCheck;
}

function checkBroken(exercise: string): Reason {
  const sentence = `The check of ${exercise} broke off at this answer, which counts as failed. Look at the answer: it is made to do that, or the lab is at fault.`;
  return { code: "check-broken", sentence };
}

const notRun: Reason = {
  code: "not-run",
  sentence:
    "The course's own first cells did not run to their end here, so nothing of the learner's was looked at.",
};
