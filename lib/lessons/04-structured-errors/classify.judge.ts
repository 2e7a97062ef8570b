import { z } from "zod";
import type { ToolError } from "../../subjects/tool-errors/envelope.ts";
import type { Failure } from "../../subjects/tool-errors/failure.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";

/** What an answer made of one failure, and what it is. */
export interface ClassifiedFailure {
  failure: Failure;
  right: ToolError;
  outcome: Outcome;
}

const ruling = z.looseObject({});

/** Who can fix it, and so on: one field over all failures. */
export const judgeClassify: Judge<ClassifiedFailure[]> = (cases) => [
  over(cases, "code", {
    check: "04.1.code",
    expected: "the code in the table for each failure",
    advice: "Decide by kind, and for http by status. Any other status is INTERNAL.",
  }),
  over(cases, "retryable", {
    check: "04.1.retryable",
    expected: "true where time can fix it, false everywhere else",
    advice: "Ask of each: would the very same call succeed later, with nobody doing anything?",
  }),
  over(cases, "retry_after_ms", {
    check: "04.1.retry-after",
    expected: "milliseconds where the backend named seconds and trying again helps; else no field",
    advice:
      "Retry-After is in seconds, and 0 is a time, too. Leave the field out where no time is named, and where the failure is not retryable.",
  }),
  over(cases, "permission", {
    check: "04.1.permission",
    expected: "key-refused for 401, not-allowed for 403, not-involved for all others",
    advice: "401: it is not known who calls. 403: it is known, but may not do this.",
  }),
  over(cases, "who_can_fix", {
    check: "04.1.who",
    expected: "model, user, operator or time, as in the table",
    advice: "A model can change its arguments. It cannot change a key, and it cannot fix a bug.",
  }),
];

type Field = "code" | "retryable" | "retry_after_ms" | "permission" | "who_can_fix";

function over(
  cases: readonly ClassifiedFailure[],
  field: Field,
  words: { check: string; expected: string; advice: string },
): Finding {
  const more = { none: "nothing was asked", all: "that, for every failure" };
  return firstFault(cases, (one) => faultIn(one, field), { ...words, ...more });
}

function faultIn({ failure, right, outcome }: ClassifiedFailure, field: Field): string | undefined {
  const about = `for ${show(failure)}`;
  if (outcome.status !== "returned") return `${about} ${describeOutcome(outcome)}`;
  const given = ruling.safeParse(outcome.value);
  if (!given.success) return `${about} ${describeOutcome(outcome)}`;
  const value = given.data[field];
  if (value === right[field]) return undefined;
  return `${about} ${field} is ${show(value)}, not ${show(right[field])}`;
}
