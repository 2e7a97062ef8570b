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
      advice: adviceOnCulprit(evidence),
    },
    {
      check: "01.5.other",
      passed: !isOther || (isRight && probes === 0),
      expected: `"not-mcp" for ${error.status} ${error.type}, without asking the probe`,
      found: `${said}; ${asked}`,
      advice: adviceOnOther(outcome, probes),
    },
  ];
};

function adviceOnCulprit({ found, probes, outcome }: DiagnosisEvidence): string {
  if (outcome.status !== "returned") return adviceOnEnd(outcome);
  if (outcome.value === undefined) return "Is a `return` missing for one of the four words?";
  if (outcome.value === "not-mcp") {
    return 'The status is 400, as of both failures of the connector: probe, and do not return "not-mcp".';
  }
  if (probes === 0) return "Ask the probe, await probe(): the words of an error may change.";
  if (outcome.value === found)
    return "Translate it: the table has another word for each of the four.";
  return "`await` the probe, and decide by what it says and by nothing else: the table has a word for each of its four.";
}

function adviceOnOther(outcome: Outcome, probes: number): string {
  if (outcome.status !== "returned") return adviceOnEnd(outcome);
  if (probes > 0) {
    return "Look at `status` before you probe: whatever is not 400 is no matter of the connector, so nobody is asked.";
  }
  return 'Both failures of the connector have the status 400. Any other status, 401 too, is "not-mcp".';
}

function adviceOnEnd(outcome: Outcome): string {
  return outcome.status === "threw"
    ? "Fix what the message names: `diagnose` returns a word, whatever it is given."
    : "Look for a promise that nothing resolves, or a loop that never ends.";
}

function times(count: number): string {
  return count === 1 ? "once" : `${count} times`;
}
