import { judgeAnswer } from "./judge-answer.ts";

/** An answer that has seen what a right one says on the published variants, and knows nothing else. */
export function byHeart(
  exercise: string,
  right: (...args: never[]) => unknown,
): (...args: never[]) => Promise<unknown> {
  const known = new Map<string, unknown>();
  const learning = (...args: never[]): unknown => {
    const value = right(...args);
    known.set(JSON.stringify(args), value);
    return value;
  };
  let learned: Promise<unknown> | undefined;
  return async (...args) => {
    await (learned ??= judgeAnswer(exercise, learning));
    return known.get(JSON.stringify(args));
  };
}
