import { LabError } from "../base/lab-error.ts";
import { serveAnswer } from "../exercises/learner-side.ts";
import { memoryPipe } from "../wire/pipe.ts";
import { findExercise, lessons } from "../exercises/manifest/manifest.ts";
import { saveResult } from "../exercises/progress.ts";
import type { ExerciseResult } from "../exercises/verdict.ts";
import { type Examiner, findExaminer } from "../notebook/process/examiner-hook.ts";
import { staleNames } from "../notebook/process/stale-names.ts";
import { display } from "./display.ts";
import { endLoops } from "./end-loops.ts";
import { answeredBy } from "./mode.ts";
import { drawNotJudged, whyStale } from "../draw/not-judged.ts";
import { drawResult, type NextStep } from "../draw/result.ts";
import { progressFolder } from "./progress.ts";
import { reward } from "./reward.ts";

/**
 * Checks the answer to an exercise, shows what is right and what is not, and keeps the progress. What is
 * older than its cell, because that ended in an error, is not judged.
 *
 * @throws LabError `unknown-exercise`
 */
export async function check(id: string, answer: unknown): Promise<void> {
  if (isStale(id)) return;
  const examiner = findExaminer();
  const result =
    examiner === undefined
      ? await examineHere(id, answer)
      : await examineThere(id, answer, examiner);
  if (result === undefined) return;
  show(result);
  if (examiner === undefined) keep(result);
  await reward(result, answer);
}

/**
 * Like `check`, but nothing is kept: for trying things out, and for seeing what a wrong answer
 * looks like.
 *
 * @throws LabError `unknown-exercise`
 */
export async function tryOut(id: string, answer: unknown): Promise<void> {
  if (isStale(id)) return;
  const result = await examineHere(id, answer);
  if (result !== undefined) show(result);
}

/** Whether the running cell needs a value that is older than its cell; then it is told so. */
function isStale(id: string): boolean {
  const exercise = findExercise(id);
  const stale = staleNames();
  if (stale.length > 0) display(drawNotJudged(exercise, whyStale(stale)));
  return stale.length > 0;
}

/**
 * What examines is most of the library: it is loaded with the first check, not with the notebook. Where it
 * needs what is not here, such as a process in a browser, that is shown and there is no result.
 */
async function examineHere(id: string, answer: unknown): Promise<ExerciseResult | undefined> {
  const { examine } = await import("../lessons/examine.ts");
  const [learner, judge] = memoryPipe();
  serveAnswer(learner, answer);
  try {
    return await endLoops(() => examine(id, judge, { answeredBy: answeredBy() }));
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    display(drawNotJudged(findExercise(id), error.message));
    return undefined;
  }
}

/** The same, by the process that runs this notebook: it does not believe what this one says. */
async function examineThere(
  id: string,
  answer: unknown,
  examiner: Examiner,
): Promise<ExerciseResult> {
  const { pipe, result } = examiner.examine(id);
  serveAnswer(pipe, answer);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- sent by our own examine()
  return (await result) as unknown as ExerciseResult;
}

function show(result: ExerciseResult): void {
  display(drawResult(result, nextStep(result)));
}

/** A folder that cannot be written must not cost the learner the verdict, so it is said, not thrown. */
function keep(result: ExerciseResult): void {
  try {
    saveResult(progressFolder(), result);
  } catch (error) {
    const reason = error instanceof Error ? error.message : String(error);
    console.log(`The check counts here, but your progress could not be saved: ${reason}`);
  }
}

/**
 * What to do after a check: a hint where something fails, the next exercise or notebook
 * where everything passes, and nothing for an answer that is not started.
 */
export function nextStep({ id, verdicts }: ExerciseResult): NextStep | undefined {
  if (verdicts.some(({ status, severity }) => status === "fail" && severity === "must")) {
    return { words: `Stuck? Run hint("${id}") in a cell.` };
  }
  if (verdicts.some(({ status }) => status === "not-started")) return undefined;
  const lesson = lessons.findIndex(({ exercises }) => exercises.some((one) => one.id === id));
  const exercises = lessons[lesson]?.exercises ?? [];
  const next = exercises[exercises.findIndex((exercise) => exercise.id === id) + 1];
  if (next !== undefined) {
    const words = `Next: ${next.id} ${next.title}${next.stretch ? " (optional)" : ""}`;
    return { words: /[?!]$/.test(words) ? words : `${words}.` };
  }
  const following = lessons[lesson + 1];
  return following === undefined
    ? { words: "That was the last exercise of the course." }
    : { words: "That was the last exercise of this lesson. Next:", notebook: following };
}
