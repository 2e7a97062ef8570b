/** How a check came out. `not-started`: the answer is still `todo()`. */
export type VerdictStatus = "pass" | "fail" | "not-started";

/** What to do about an answer that is undefined. */
export const NO_VALUE =
  "The answer is undefined: its cell has not run, or its last run ended in an error. Run that cell, then this one.";

/** The outcome of one check: what was expected, what was found, and where to look. */
export interface Verdict {
  /** Check id, "NN.k.slug". */
  check: string;
  status: VerdictStatus;
  /** What a right answer does, in words. */
  expected: string;
  /** What this answer did, in words. */
  found: string;
  /** Where to look next; empty on a pass. */
  advice: string;
  /**
   * Every published variant passed, and one that is not published failed: no more than that is said,
   * and `expected`, `found` and `advice` are empty.
   */
  private?: true;
}

/** All verdicts of one exercise, with the points they earn. */
export interface ExerciseResult {
  /** Exercise id, "NN.k". */
  id: string;
  title: string;
  /** Points this exercise can earn. */
  points: number;
  /** Points earned: the sum over passed checks. */
  earned: number;
  /** In the order of the exercise's checks. */
  verdicts: (Verdict & { title: string; severity: "must" | "should"; points: number })[];
}
