import type { Exercise, Lesson } from "../exercises/exercise.ts";
import type { SubmissionRun } from "./examine-published.ts";
import type { Graded } from "./grading.ts";
import type { GradedExercise } from "./report.ts";
import type { Restored } from "./restore.ts";
import { boundText, oneLine, showHidden } from "../markup/plain-text.ts";
import { stderrOf } from "../notebook/outputs.ts";
import type { CellRun } from "../notebook/run.ts";
import { showWords } from "../exercises/finding.ts";

/** What is reported of a submission that was run, or did not have to be. */
export function score({ exercises }: Lesson, restored: Restored, run: SubmissionRun): Graded {
  return {
    status: "graded",
    exercises: exercises.map((exercise) => gradedExercise(exercise, restored, run)),
    notes: restored.notes,
    run: summaryOf(run),
  };
}

/** The verdicts and points of an exercise, from its examination or from why there was none. */
function gradedExercise(
  exercise: Exercise,
  restored: Restored,
  run: SubmissionRun,
): GradedExercise {
  const { id, title, checks } = exercise;
  const examined = run.examined.get(id);
  const isUntouchedAnswer = examined === undefined && restored.untouched.has(id);
  const missing = isUntouchedAnswer ? notStarted : notJudged(id, run);
  const verdicts = checks.map((check): GradedExercise["verdicts"][number] => {
    const verdict = examined?.result.verdicts.find((one) => one.check === check.id);
    if (verdict === undefined) return { check: check.id, decidedBy: "public", ...missing };
    const { status, expected, found, advice } = verdict;
    const decidedBy = verdict.private === true ? "private" : "public";
    return { check: check.id, status, decidedBy, expected, found: onOneLine(found), advice };
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

/** Longer words of a judge are cut, in characters. */
const MOST_FOUND = 2_000;

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
function notJudged(exercise: string, { cells, ran }: SubmissionRun): Unjudged {
  const own = cells.flatMap((cell, index) => (cell.exercise === exercise ? [ran[index]] : []));
  const failed = own.find((cell) => cell?.status === "error");
  const said = failed === undefined ? "" : saidBy(failed);
  return {
    status: "fail",
    expected: "a cell that runs to its end and hands its answer over",
    found:
      said === ""
        ? "the run had ended before, or the cell was left out"
        : `the cell failed and said: ${showWords(oneLine(said))}`,
    advice: "Restart the kernel, run all cells, and look at the first one that fails.",
  };
}

/** A learner's words may be part of what was found. */
function onOneLine(found: string): string {
  return boundText(oneLine(found), MOST_FOUND);
}

function summaryOf({ cells, ran }: SubmissionRun): Graded["run"] {
  const troubled = ran.flatMap((cell, index): Graded["run"]["troubled"] => {
    const { id, status } = cell;
    if (status === "ok") return [];
    return [{ id, status, owner: cells[index]?.owner ?? "course", said: saidBy(cell) }];
  });
  return { cells: ran.length, ok: ran.length - troubled.length, troubled };
}

const MAX_LINES = 8;
const MAX_SAID = 1_000;

/** What a cell printed as its error: from the error's own line on, without the frames of a stack or unseen characters. */
function saidBy(cell: CellRun): string {
  const lines = showHidden(stderrOf(cell))
    .split("\n")
    .filter((line) => !/^\s+at /.test(line) && line.trim() !== "");
  const first = lines.findIndex((line) => /^[\w.\s[\]]*(?:Error|Exception)\b/.test(line));
  return lines.slice(Math.max(first, 0)).slice(0, MAX_LINES).join("\n").slice(0, MAX_SAID);
}
