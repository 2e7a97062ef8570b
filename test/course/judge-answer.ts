import { examine } from "../../lib/course/examine.ts";
import { serveAnswer } from "../../lib/course/pipe/learner-side.ts";
import { memoryPipe } from "../../lib/course/pipe/pipe.ts";
import type { ExerciseResult } from "../../lib/course/verdict.ts";

/** Examines an answer as the notebook's `check` does, without drawing or keeping anything. */
export async function judgeAnswer(id: string, answer: unknown): Promise<ExerciseResult> {
  const [learner, judge] = memoryPipe();
  serveAnswer(learner, answer);
  return await examine(id, judge);
}

/** The ids of the checks that did not pass. */
export function openChecks(result: ExerciseResult): string[] {
  return result.verdicts
    .filter((verdict) => verdict.status !== "pass")
    .map((verdict) => verdict.check);
}
