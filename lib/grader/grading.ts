import type { Reason, Submission } from "./report.ts";

/** The part of a submission's report that comes from its content. */
export type Graded = Pick<Submission, "status" | "reason" | "exercises" | "notes" | "run">;

/** How grading a submission ended. `late`: a time limit was hit, which may be the machine's fault. */
export type Grading = { status: "done"; graded: Graded } | { status: "late" };

/** Thrown where a time limit was hit, which ends the grading as `late`. */
export class Late extends Error {}

/** Thrown where a submission cannot be graded. */
export class NotGradable extends Error {
  readonly reason: Reason;

  constructor(reason: Reason) {
    super(reason.sentence);
    this.reason = reason;
  }
}

/** What is reported of a submission that cannot be graded. */
export function notGradable(reason: Reason, notes: Reason[] = []): Graded {
  const run = { cells: 0, ok: 0, troubled: [] };
  return { status: "not-gradable", reason, exercises: [], notes, run };
}
