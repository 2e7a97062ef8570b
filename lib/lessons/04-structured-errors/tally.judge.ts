import { z } from "zod";
import type { CallTally } from "../../subjects/tool-errors/compare-readers.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";

/** What the answer counted over some records, and what there is to count. */
export interface TallyCase {
  about: string;
  right: CallTally;
  outcome: Outcome;
}

const tally = z.looseObject({});

export const judgeTally: Judge<TallyCase[]> = (cases) => [
  over(cases, "lost", {
    check: "04.5.lost",
    expected: "the writes with done 0 whose last attempt failed with a retryable error",
    advice: "A write that was refused for good is not lost, and a read is no write.",
  }),
  over(cases, "doubled", {
    check: "04.5.doubled",
    expected: "over all writes, how often each was done beyond the first time",
    advice: "A write that was done three times counts two.",
  }),
  over(cases, "wasted", {
    check: "04.5.wasted",
    expected:
      "the attempts after an error that is not retryable, or sooner than retry_after_ms after its end",
    advice: "Look at each attempt with the one before it. The wait is counted from endMs.",
  }),
];

function over(
  cases: readonly TallyCase[],
  field: keyof CallTally,
  words: { check: string; expected: string; advice: string },
): Finding {
  const faultOf = ({ about, right, outcome }: TallyCase): string | undefined => {
    const given = tally.safeParse(outcome.status === "returned" ? outcome.value : undefined).data;
    if (given === undefined) return `${about}: ${describeOutcome(outcome)}`;
    if (given[field] === right[field]) return undefined;
    return `${about}: ${field} is ${show(given[field])}, not ${right[field]}`;
  };
  return firstFault(cases, faultOf, {
    ...words,
    none: "nothing was asked",
    all: "that, for all records",
  });
}
