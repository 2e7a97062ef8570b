import { examine } from "../../lib/lessons/examine.ts";
import { serveAnswer } from "../../lib/exercises/learner-side.ts";
import { memoryPipe } from "../../lib/wire/pipe.ts";
import type { ExerciseResult } from "../../lib/exercises/verdict.ts";

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
