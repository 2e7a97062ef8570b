import type { Exercise, Lesson } from "../course/exercise.ts";
import type { ExerciseResult } from "../course/verdict.ts";
import type { Notebook } from "../notebook/notebook.ts";
import type { CellRun, NotebookRun } from "../notebook/run.ts";
import type { SubmittedCell } from "./read/read-notebook.ts";
import type { GradedExercise, Reason, Submission } from "./report.ts";
import { type Restored, type RestoredCell, restore } from "./restore.ts";
import { type Breach, type Examined, type Bench, runAndExamine } from "./run-and-examine.ts";
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
  bench: Bench,
  isAlone: boolean,
  choose: (cells: readonly RestoredCell[]) => CellToRun[] = cellsToRun,
): Promise<Grading> {
  const restored = restore(course, submitted);
  const exercises = new Map<string, Examined>();
  const notes = [...restored.notes];
  let left = choose(restored.cells);
  let run: NotebookRun = { ok: true, cells: [] };
  for (let stops = 0; !isUntouched(lesson, restored); stops += 1) {
    const attempt = await runAndExamine(left, bench, "published");
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
  const hidden = await examineHidden(left, exercises, bench);
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

/** What came of the variants that are not published; `results` is absent where there are none. */
type Hidden =
  | { status: "breach"; breach: Breach }
  | { status: "late" | "done"; results: ReadonlyMap<string, ExerciseResult> | undefined };

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

/**
 * Examines on the variants that are not published, in a run of its own. Of what a notebook prints or
 * returns there nothing is kept but which checks passed: code that has seen those values could write
 * them into its feedback otherwise.
 */
async function examineHidden(
  cells: readonly CellToRun[],
  exercises: ReadonlyMap<string, Examined>,
  bench: Bench,
): Promise<Hidden> {
  const hasPassed = [...exercises.values()].some(({ result }) =>
    result.verdicts.some(({ status }) => status === "pass"),
  );
  if (!bench.hasHidden || !hasPassed) return { status: "done", results: undefined };
  const { run, breach, examined } = await runAndExamine(cells, bench, "hidden");
  if (breach !== undefined) return { status: "breach", breach };
  const results = new Map([...examined].map(([id, { result }]) => [id, result]));
  return { status: run.stopped === "time-limit" ? "late" : "done", results };
}

/** A check that passed on what is published, and not on the rest, has failed: no more is said of it. */
function withHidden(
  examined: Examined | undefined,
  hidden: ReadonlyMap<string, ExerciseResult> | undefined,
): Examined | undefined {
  if (examined === undefined || hidden === undefined) return examined;
  const { result, trace } = examined;
  const passes = (check: string): boolean =>
    hidden
      .get(result.id)
      ?.verdicts.some((verdict) => verdict.check === check && verdict.status === "pass") ?? false;
  const verdicts = result.verdicts.map((verdict): (typeof result.verdicts)[number] =>
    verdict.status !== "pass" || passes(verdict.check)
      ? verdict
      : { ...verdict, status: "fail", expected: "", found: "", advice: "", private: true },
  );
  return { result: { ...result, verdicts }, trace };
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

function gradedExercise(
  exercise: Exercise,
  restored: Restored,
  examined: Examined | undefined,
  ran: readonly CellRun[],
  cells: readonly RestoredCell[],
): GradedExercise {
  const { id, title, checks } = exercise;
  const isUntouchedAnswer = examined === undefined && restored.untouched.has(id);
  const missing = isUntouchedAnswer ? notStarted : notJudged(id, ran, cells);
  const verdicts = checks.map((check): GradedExercise["verdicts"][number] => {
    const verdict = examined?.result.verdicts.find((one) => one.check === check.id);
    if (verdict === undefined) return { check: check.id, decidedBy: "public", ...missing };
    const { status, expected, found, advice } = verdict;
    const decidedBy = verdict.private === true ? "private" : "public";
    return { check: check.id, status, decidedBy, expected, found, advice };
  });
  const worth = (passed: boolean): number =>
    checks.reduce(
      (sum, check, index) =>
        sum + (!passed || verdicts[index]?.status === "pass" ? check.points : 0),
      0,
    );
  return {
    id,
    title,
    points: worth(false),
    earned: worth(true),
    verdicts,
    answer: restored.answers.get(id) ?? "",
    trace: examined?.trace ?? [],
  };
}

type Unjudged = Pick<
  GradedExercise["verdicts"][number],
  "status" | "expected" | "found" | "advice"
>;

const notStarted: Unjudged = {
  status: "not-started",
  expected: "an answer",
  found: "todo()",
  advice: "Replace `todo()` by your answer.",
};

/** Why an exercise has no verdict: its answer's cell or check cell failed, or was not reached. */
function notJudged(
  exercise: string,
  ran: readonly CellRun[],
  cells: readonly RestoredCell[],
): Unjudged {
  const own = cells.flatMap((cell, index) => (cell.exercise === exercise ? [ran[index]] : []));
  const failed = own.find((cell) => cell?.status === "error");
  const said = failed === undefined ? "" : saidBy(failed);
  return {
    status: "fail",
    expected: "a cell that runs to its end and hands its answer over",
    found: said === "" ? "the run had ended before, or the cell was left out" : said,
    advice: "Restart the kernel, run all cells, and look at the first one that fails.",
  };
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

const MAX_LINES = 8;
const MAX_SAID = 1_000;

/** What a cell printed as its error: from the error's own line on, without the frames of a stack. */
function saidBy({ outputs }: CellRun): string {
  const text = outputs
    .flatMap((output) =>
      output.output_type === "stream" && output.name === "stderr" ? [output.text] : [],
    )
    .join("");
  const lines = text.split("\n").filter((line) => !/^\s+at /.test(line) && line.trim() !== "");
  const first = lines.findIndex((line) => /^[\w.\s[\]]*(?:Error|Exception)\b/.test(line));
  return lines.slice(Math.max(first, 0)).slice(0, MAX_LINES).join("\n").slice(0, MAX_SAID);
}

function lastWords(ran: readonly CellRun[]): string {
  const stopped = ran.findLast(({ status }) => status !== "not-run");
  const said = stopped?.outputs.findLast((output) => output.output_type === "stream");
  return said?.output_type === "stream"
    ? (said.text.trim().split("\n").at(-1) ?? "").slice(0, MAX_SAID)
    : "";
}
