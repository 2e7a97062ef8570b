import { serveAnswer } from "../exercises/learner-side.ts";
import { memoryPipe } from "../wire/pipe.ts";
import { saveResult } from "../exercises/progress.ts";
import type { ExerciseResult } from "../exercises/verdict.ts";
import { type Examiner, findExaminer } from "../notebook/process/examiner-hook.ts";
import { display } from "./display.ts";
import { drawResult } from "../draw/result.ts";
import { nextStep } from "./next-step.ts";
import { progressFolder } from "./progress.ts";

/**
 * Checks the answer to an exercise, shows what is right and what is not, and keeps the progress.
 *
 * @throws LabError `unknown-exercise`
 */
export async function check(id: string, answer: unknown): Promise<void> {
  const examiner = findExaminer();
  if (examiner !== undefined) return show(await examineThere(id, answer, examiner));
  const result = await examineHere(id, answer);
  show(result);
  keep(result);
}

/**
 * Like {@link check}, but nothing is kept: for trying things out, and for seeing what a wrong answer
 * looks like.
 *
 * @throws LabError `unknown-exercise`
 */
export async function tryOut(id: string, answer: unknown): Promise<void> {
  show(await examineHere(id, answer));
}

/** What examines is most of the library: it is loaded with the first check, not with the notebook. */
async function examineHere(id: string, answer: unknown): Promise<ExerciseResult> {
  const { examine } = await import("../lessons/examine.ts");
  const [learner, judge] = memoryPipe();
  serveAnswer(learner, answer);
  return await examine(id, judge);
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
