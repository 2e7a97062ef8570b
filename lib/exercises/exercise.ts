/** One thing an exercise is judged by. */
interface Check {
  /** "NN.k.slug", unique in the course. */
  id: string;
  title: string;
  /** A failed `must` leaves the exercise open; a failed `should` costs its points only. */
  severity: "must" | "should";
  points: number;
}

/** A check that has to pass, as nearly every one has. */
export function must(id: string, title: string, points: number): Check {
  return { id, title, severity: "must", points };
}

/** What the learner writes: a JSON value, an async function, or a factory of an MCP server. */
export type AnswerKind = "value" | "function" | "server";

/** One exercise of a lesson. Its points are the sum of its checks' points. */
export interface Exercise {
  /** "NN.k". */
  id: string;
  title: string;
  answer: AnswerKind;
  checks: readonly Check[];
  /** From a nudge to nearly the answer. */
  hints: readonly [string, string, string];
  /** Not needed for completion; worth no points. */
  stretch?: true;
}

/** One notebook of the course. */
export interface Lesson {
  /** "NN-slug": names the notebook, its source, its judge and its drive. */
  slug: string;
  title: string;
  /** What it is about, in one line. */
  summary: string;
  /** What you can do after it, in words that go on from "You can". */
  can: string;
  /** Measured time to work through it, in minutes. */
  minutes: number;
  exercises: readonly Exercise[];
}
