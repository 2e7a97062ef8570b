import { serveAnswer } from "../../../exercises/learner-side.ts";
import { findExaminer } from "../../../notebook/process/examiner-hook.ts";
import type * as original from "../../../session/check.ts";

/** Hands the answer to the judging side. What comes of it is told to nobody here. */
export const check: typeof original.check = async (id, answer) => {
  const examiner = findExaminer();
  if (examiner === undefined) return;
  const { pipe, result } = examiner.examine(id);
  serveAnswer(pipe, answer);
  await result;
};

/** There is nothing to judge with. */
export const tryOut: typeof original.tryOut = async () => {};
