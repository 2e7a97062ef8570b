import { z } from "zod";
import type { CallTally } from "../../subjects/tool-errors/compare-readers.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Fault, type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { faultOfOutcome } from "../../exercises/outcome.ts";

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
    advice:
      "All three have to hold: it is a write, done is 0, and its last attempt's error is retryable.",
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

const ADVICE: Record<keyof CallTally, { more: string; fewer: string }> = {
  lost: {
    more: "A write that was refused for good in the end is not lost, nor is one that was done; a read is no write.",
    fewer: "Only the error of the last attempt says whether trying again would have helped.",
  },
  doubled: {
    more: "The first time is what was asked for, and a read may be done as often as you like.",
    fewer: "A write that was done three times counts two.",
  },
  wasted: {
    more: "An attempt just when the wait is over is not too early, and one after a retryable error that names no wait is never.",
    fewer:
      "Look at each attempt with the one before it, in reads, too. The wait is counted from its endMs.",
  },
};

function over(
  cases: readonly TallyCase[],
  field: keyof CallTally,
  words: { check: string; expected: string; advice: string },
): Finding {
  const faultOf = ({ right, outcome }: TallyCase): Fault | undefined => {
    const given = tally.safeParse(outcome.status === "returned" ? outcome.value : undefined).data;
    if (given === undefined)
      return faultOfOutcome(outcome, "Return an object with lost, doubled and wasted.");
    const value = given[field];
    if (value === right[field]) return undefined;
    const found = `${field} is ${show(value)}, not ${right[field]}`;
    if (typeof value !== "number")
      return { found, advice: "Count from 0 on, also where nothing is." };
    return { found, advice: ADVICE[field][value > right[field] ? "more" : "fewer"] };
  };
  return firstFault(cases, faultOf, {
    ...words,
    about: ({ about }) => `${about}: `,
    none: "nothing was asked",
    all: "that, for all records",
  });
}
