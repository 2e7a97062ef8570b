import type { Outcome } from "../../exercises/answer.ts";
import { type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";

/** What `diagnose` made of an error, and how often it asked the server itself. */
export interface DiagnosisEvidence {
  error: { status: number; type: string; message: string };
  /** What the probe says when it is asked. */
  found: string;
  /** Who is to blame. */
  right: string;
  probes: number;
  outcome: Outcome;
}

export const judgeDiagnosis: Judge<DiagnosisEvidence> = (evidence) => {
  const { error, found, right, probes, outcome } = evidence;
  const said = outcome.status === "returned" ? show(outcome.value) : describeOutcome(outcome);
  const isRight = outcome.status === "returned" && outcome.value === right;
  const isOther = right === "not-mcp";
  const asked = probes === 0 ? "the probe was not asked" : `the probe was asked ${times(probes)}`;
  return [
    {
      check: "01.5.who",
      passed: isOther || isRight,
      expected: `"${right}" where the probe says "${found}", whatever the words of the error are`,
      found: `${said}; ${asked}; the error said: ${error.message}`,
      advice: "Await the probe, and decide by what it says. The words of an error may change.",
    },
    {
      check: "01.5.other",
      passed: !isOther || (isRight && probes === 0),
      expected: `"not-mcp" for ${error.status} ${error.type}, without asking the probe`,
      found: `${said}; ${asked}`,
      advice:
        "Both failures of the connector have the same status. Whatever has another is not one.",
    },
  ];
};

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}
