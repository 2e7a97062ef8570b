import { z } from "zod";
import type { ToolError } from "../../subjects/tool-errors/envelope.ts";
import type { BackendError } from "../../subjects/tool-errors/failure.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Fault, type Finding, firstFault } from "../../exercises/finding.ts";
import { faultOfOutcome } from "../../exercises/outcome.ts";

/** A failure with everything that is known of it, as the answer gets it. */
export interface Caught {
  ruling: Omit<ToolError, "correlation_id">;
  /** What the backend said, in its own words. */
  said?: BackendError;
  /** What was thrown inside. */
  cause?: { message: string; stack: string };
  correlationId: string;
}

/** What an answer made of one failure. */
export interface ToolErrorCase {
  caught: Caught;
  /** Pieces of text that must not be in the result. */
  internals: string[];
  outcome: Outcome;
}

/** What an answer made of one failure whose ruling has another value in one field each time. */
export interface RulingTwins {
  field: "retryable" | "who_can_fix" | "effect";
  results: { value: string | boolean; outcome: Outcome }[];
}

/** What an answer made of all failures, and of those that differ in one field. */
export interface ToolErrorEvidence {
  cases: ToolErrorCase[];
  twins: RulingTwins[];
}

export type Result = z.infer<typeof result>;
export type FaultOf = (result: Result, one: ToolErrorCase) => Fault | undefined;

const result = z.looseObject({});
const anyObject = z.record(z.string(), z.unknown());

/** The result that an answer returned; undefined where it returned none. */
export const resultOf = (outcome: Outcome): Result | undefined =>
  outcome.status === "returned" ? result.safeParse(outcome.value).data : undefined;

/** Looks at each case for a fault; what is no result is one. */
export function over(
  cases: readonly ToolErrorCase[],
  fault: FaultOf,
  words: { check: string; expected: string; advice: string },
): Finding {
  const faultOf = (one: ToolErrorCase): Fault | undefined => {
    const given = resultOf(one.outcome);
    return given === undefined
      ? faultOfOutcome(one.outcome, "Return an object with isError, content and structuredContent.")
      : fault(given, one);
  };
  return firstFault(cases, faultOf, {
    ...words,
    about: ({ caught }) => `for ${caught.ruling.code}: `,
    none: "nothing was asked",
    all: "that, for every failure",
  });
}

/** The envelope where it belongs, or beside that: what is in it is another check's matter. */
export function envelopeOf({ structuredContent }: Result): Record<string, unknown> {
  const outer = anyObject.safeParse(structuredContent).data ?? {};
  return anyObject.safeParse(outer.error).data ?? outer;
}
