import { type Json, sameJson } from "../../base/json.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";
import {
  type Conversation,
  countRequests,
  judgeContinuation,
  MOST_REQUESTS,
} from "./continuation.judge.ts";
import { type Facts, factsOf } from "./reply.judge.ts";
import { joins } from "../same-words.judge.ts";
import { returnedObject } from "./server-entry.judge.ts";

/** What `ask` made of one question. */
export interface SummaryEvidence extends Conversation {
  outcome: Outcome;
}

const OUTCOMES: Record<string, string> = {
  end_turn: "complete",
  stop_sequence: "complete",
  max_tokens: "cut off",
  model_context_window_exceeded: "cut off",
  refusal: "refused",
  pause_turn: "unfinished",
};

export const judgeSummary: Judge<SummaryEvidence> = (evidence) => {
  const facts = factsOf(evidence.exchanges.map(({ reply }) => reply));
  const summary = returnedObject(evidence.outcome);
  return [
    judgeBlocks(evidence, facts, summary),
    judgeOutcome(evidence, facts, summary),
    judgeContinuation(evidence),
    judgeCap(evidence),
  ];
};

function judgeBlocks(
  { situation, outcome, endless, exchanges }: SummaryEvidence,
  { texts, calls, failures }: Facts,
  summary: { [field: string]: Json },
): Finding {
  const wrong = [
    { field: "answer", right: texts.join("\n"), same: joins(summary["answer"], texts) },
    { field: "calls", right: calls, same: sameJson(summary["calls"], calls) },
    { field: "failures", right: failures, same: sameJson(summary["failures"], failures) },
  ].find(({ same }) => !same);
  // A question that never ends has no answer; what is said of it is the outcome's part.
  const passed = endless || (outcome.status === "returned" && wrong === undefined);
  return {
    check: "01.3.blocks",
    passed,
    expected: `for ${situation}: ${
      outcome.status !== "returned" || wrong === undefined
        ? "answer, calls and failures of all its blocks"
        : `${wrong.field} is ${show(wrong.right)}`
    }`,
    found:
      outcome.status !== "returned" || wrong === undefined
        ? describeOutcome(outcome)
        : `${wrong.field}: ${show(summary[wrong.field])}`,
    advice: adviceOnSummary(outcome, wrong?.field, exchanges.length),
  };
}

function adviceOnSummary(outcome: Outcome, field: string | undefined, requests: number): string {
  if (outcome.status !== "returned") return adviceOnEnd(outcome, "Return the summary.");
  const all = requests > 1 ? "Summarise the blocks of all replies, not of the last one. " : "";
  return field === "answer"
    ? `${all}The answer is every text block, chosen by its type and never by its place: thinking and what tools said are no part of it.`
    : `${all}A result names its call in tool_use_id. Where it says is_error, the tool goes into failures, else into calls, in the order of the results.`;
}

/** Where to look when nothing came back. */
function adviceOnEnd(outcome: Outcome, otherwise: string): string {
  switch (outcome.status) {
    case "threw":
      return "Fix what the message names. Where you give up, return a summary all the same.";
    case "timed-out":
    case "lost":
      return "Look for a loop that never ends, or a promise that nothing resolves.";
    default:
      return otherwise;
  }
}

function judgeOutcome(
  { situation, outcome, endless, exchanges }: SummaryEvidence,
  { stopReason }: Facts,
  summary: { [field: string]: Json },
): Finding {
  const right = OUTCOMES[stopReason];
  const stopped = exchanges.length <= MOST_REQUESTS;
  return {
    check: "01.3.outcome",
    passed: (endless && !stopped) || (right !== undefined && summary["outcome"] === right),
    expected: `for ${situation}, which ends with ${stopReason || "an error"}: outcome is ${show(right)}`,
    found:
      outcome.status === "returned"
        ? `outcome: ${show(summary["outcome"])}`
        : describeOutcome(outcome),
    advice:
      outcome.status !== "returned"
        ? adviceOnEnd(outcome, "Return the summary.")
        : stopReason === "pause_turn"
          ? 'If you give up while the turn is paused, return "unfinished".'
          : "Read stop_reason of the last reply, and take the word for it from the table: only end_turn and stop_sequence are a success.",
  };
}

function judgeCap({ exchanges, endless, outcome }: SummaryEvidence): Finding {
  const tooMany = exchanges.length > MOST_REQUESTS;
  const stuck = outcome.status === "timed-out" || outcome.status === "lost";
  return {
    check: "01.3.cap",
    passed: exchanges.length > 0 && !tooMany && !(endless && stuck),
    expected: `at most ${MOST_REQUESTS} requests, even if every reply is paused`,
    found: stuck ? describeOutcome(outcome) : countRequests(exchanges.length),
    advice:
      exchanges.length === 0
        ? adviceOnEnd(outcome, "Send the request first, through the client that you are given.")
        : stuck
          ? adviceOnEnd(outcome, "")
          : `Count the requests, the first one, too, and leave the loop after the ${MOST_REQUESTS}th.`,
  };
}
