import { lessons } from "../exercises/manifest/manifest.ts";
import type { ExerciseResult } from "../exercises/verdict.ts";
import type { NextStep } from "../draw/result.ts";

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
