import { LabError } from "../../lib/base/lab-error.ts";
import { todo } from "../../lib/exercises/todo.ts";
import type { ExerciseAnswers } from "../lessons/exercise-answers.ts";
import { judgeAnswer } from "../lessons/judge-answer.ts";

/** What became of one answer, as JSON: all of its verdicts, points and words. */
export type Judged = readonly [answer: string, result: string];

/** Examines every answer to an exercise, right or wrong, one after the other. */
export async function judgeAll({
  exercise,
  right,
  wrong,
  byHeart,
}: ExerciseAnswers): Promise<Judged[]> {
  const answers: (readonly [string, unknown])[] = [
    ...Object.entries(right).map(([style, answer]) => [`right: ${style}`, answer] as const),
    ...wrong.map(([checks, mistake, answer]) => {
      return [`wrong: ${[checks].flat().join(" ")} ${mistake}`, answer] as const;
    }),
    ...(byHeart === undefined ? [] : [["by heart", byHeart] as const]),
    ["not begun", todo()],
    ["undefined", undefined],
    ["a symbol", Symbol("no answer")],
  ];
  const judged: Judged[] = [];
  for (const [name, answer] of answers) judged.push([name, await resultOf(exercise, answer)]);
  return judged;
}

async function resultOf(exercise: string, answer: unknown): Promise<string> {
  try {
    return JSON.stringify(await judgeAnswer(exercise, answer));
  } catch (error) {
    if (!(error instanceof LabError)) throw error;
    return JSON.stringify({ code: error.code, what: error.what });
  }
}
