import type { Outcome } from "../../exercises/answer.ts";
import { type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";
import { hide } from "./mask-text.judge.ts";

/** One call of `mask`, and what it should have returned. */
export interface MaskCase {
  about: string;
  outcome: Outcome;
  expected: string;
  /** Every form of the secrets, longest first. */
  secrets: readonly string[];
}

const ADVICE = {
  raw: "Replace every occurrence, and longer values before shorter ones.",
  url: "encodeURIComponent gives the form that a value has in an address.",
  base64: 'Buffer.from(value).toString("base64"); some writers leave the = at the end out.',
  json: "JSON.stringify(value) without its first and last character.",
  rest: "A value that is empty is no secret, and only whole values are masked.",
} as const;

/** The cases of each check. */
export type MaskEvidence = Record<keyof typeof ADVICE, MaskCase[]>;

export const judgeMask: Judge<MaskEvidence> = (evidence) =>
  (["raw", "url", "base64", "json", "rest"] as const).map((check) => {
    const cases = evidence[check];
    const failed = cases.find(
      ({ outcome, expected }) => !(outcome.status === "returned" && outcome.value === expected),
    );
    const shown = failed ?? cases[0];
    return {
      check: `03.5.${check}`,
      passed: cases.length > 0 && failed === undefined,
      expected: shown === undefined ? "a case to judge" : `${shown.about}: ${show(shown.expected)}`,
      found: shown === undefined ? "none" : describeFound(shown),
      advice:
        shown?.outcome.status === "returned" || shown === undefined
          ? ADVICE[check]
          : "Return the masked text, whatever the values hold: in a pattern, signs such as ( and $ need a backslash.",
    };
  });

function describeFound({ outcome, secrets }: MaskCase): string {
  return outcome.status === "returned" && typeof outcome.value === "string"
    ? `it returned ${show(hide(outcome.value, secrets))}`
    : hide(describeOutcome(outcome), secrets);
}
