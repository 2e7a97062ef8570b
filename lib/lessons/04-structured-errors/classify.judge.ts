import { z } from "zod";
import type { ToolError } from "../../subjects/tool-errors/envelope.ts";
import type { Failure } from "../../subjects/tool-errors/failure.ts";
import { WHY_THIS_ONE } from "../../subjects/tool-errors/rulings.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Fault, type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { faultOfOutcome } from "../../exercises/outcome.ts";

/** What an answer made of one failure, and what it is. */
export interface ClassifiedFailure {
  failure: Failure;
  right: ToolError;
  outcome: Outcome;
}

const ruling = z.looseObject({});

type Field = "code" | "retryable" | "retry_after_ms" | "permission" | "who_can_fix";

/** What a wrong value of a field calls for, where the check's own advice is too general. */
type Advise = (value: unknown, one: ClassifiedFailure) => string | undefined;

/** Who can fix it, and so on: one field over all failures. */
export const judgeClassify: Judge<ClassifiedFailure[]> = (cases) => [
  over(cases, "code", adviseOnCode, {
    check: "04.1.code",
    expected: "the code in the table for each failure",
    advice: "Decide by kind, and for http by status. Any other status is INTERNAL.",
  }),
  over(cases, "retryable", adviseOnRetryable, {
    check: "04.1.retryable",
    expected: "true where time can fix it, false everywhere else",
    advice: "Return true or false.",
  }),
  over(cases, "retry_after_ms", adviseOnWait, {
    check: "04.1.retry-after",
    expected: "milliseconds where the backend named seconds and trying again helps; else no field",
    advice: "Retry-After is in seconds; the field is in milliseconds.",
  }),
  over(cases, "permission", () => undefined, {
    check: "04.1.permission",
    expected: "key-refused for 401, not-allowed for 403, not-involved for all others",
    advice:
      "Only 401 and 403 are about permission. 401: it is not known who calls. 403: it is known, but may not do this.",
  }),
  over(cases, "who_can_fix", adviseOnWho, {
    check: "04.1.who",
    expected: "model, user, operator or time, as in the table",
    advice: "The table has one of the four for each row.",
  }),
];

const adviseOnCode: Advise = (_value, { failure, right }) => {
  if (failure.kind !== "http") return `The kind ${failure.kind} is in a row of the table.`;
  return right.code === "INTERNAL"
    ? `Is ${failure.status} in the table? Any other status is in the last row.`
    : `Look for ${failure.status} in the table. The message decides nothing.`;
};

const adviseOnRetryable: Advise = (_value, { right }) =>
  right.retryable
    ? "This passes by itself: the very same call may succeed later."
    : "Would the very same call succeed later, with nobody doing anything? Here it would not.";

const adviseOnWait: Advise = (value, { right }) => {
  const { retryable, retry_after_ms: wait } = right;
  if (wait === undefined) {
    if (value === null) return "Leave the field out: null, or what becomes null, is no time.";
    return retryable
      ? "Nobody named a time here. Leave the field out: 0 would mean at once."
      : "A time helps only where trying again does: leave it out where retryable is false.";
  }
  if (wait === 0 && value === undefined)
    return "0 is a time, too; an if or a || takes the number 0 for none.";
  return value === undefined ? "The backend named a time in retryAfter." : undefined;
};

const adviseOnWho: Advise = (_value, { right }) => WHY_THIS_ONE[right.who_can_fix];

function over(
  cases: readonly ClassifiedFailure[],
  field: Field,
  advise: Advise,
  words: { check: string; expected: string; advice: string },
): Finding {
  const faultOf = (one: ClassifiedFailure): Fault | undefined => {
    const { right, outcome } = one;
    const given = ruling.safeParse(outcome.status === "returned" ? outcome.value : undefined).data;
    if (given === undefined)
      return faultOfOutcome(outcome, "Return an object with the five fields of a Ruling.");
    const value = given[field];
    if (value === right[field]) return undefined;
    const wanted =
      right[field] === undefined ? "and should be left out" : `not ${show(right[field])}`;
    const found = `${field} is ${show(value)}, ${wanted}`;
    return { found, advice: advise(value, one) ?? words.advice };
  };
  return firstFault(cases, faultOf, {
    ...words,
    about: ({ failure }) => `for ${show(failure)} `,
    none: "nothing was asked",
    all: "that, for every failure",
  });
}
