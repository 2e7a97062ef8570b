import { type Json, sameJson } from "../../base/json.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";
import { contentOf, type Facts, factsOf, stopReasonOf } from "./reply.judge.ts";
import { sameWords } from "../same-words.judge.ts";
import { returnedObject } from "./server-entry.judge.ts";

/** Requests that `ask` may send for one question. */
const MOST_REQUESTS = 5;

/** One request that `ask` sent, and the reply. */
export interface Exchange {
  request: { [field: string]: Json };
  /** The `anthropic-beta` header. */
  beta: string;
  reply: Json;
}

/** What `ask` made of one question. */
export interface SummaryEvidence {
  /** What is special about this variant, such as "a reply that is cut off". */
  situation: string;
  /** The request that it was given, `betas` included. */
  request: { [field: string]: Json };
  exchanges: Exchange[];
  outcome: Outcome;
  /** Whether the replies never stop pausing. */
  endless: boolean;
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
  { situation, outcome, endless }: SummaryEvidence,
  { answer, calls, failures }: Facts,
  summary: { [field: string]: Json },
): Finding {
  const wrong = [
    { field: "answer", right: answer, same: sameWords(summary["answer"], answer) },
    { field: "calls", right: calls, same: sameJson(summary["calls"], calls) },
    { field: "failures", right: failures, same: sameJson(summary["failures"], failures) },
  ].find(({ same }) => !same);
  // A question that never ends has no answer; what is said of it is the outcome's part.
  const passed = endless || (outcome.status === "returned" && wrong === undefined);
  return {
    check: "01.3.blocks",
    passed,
    expected: `for ${situation}: ${
      wrong === undefined ? "answer, calls and failures" : `${wrong.field} is ${show(wrong.right)}`
    }`,
    found:
      outcome.status !== "returned" || wrong === undefined
        ? describeOutcome(outcome)
        : `${wrong.field}: ${show(summary[wrong.field])}`,
    advice:
      "Look at the blocks of all replies, and choose them by their type, never by their place: the first may be thinking. A result names its call in tool_use_id. Where it says is_error, the tool goes into failures and not into calls.",
  };
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
    advice: "Read stop_reason of the last reply. Only end_turn and stop_sequence are a success.",
  };
}

function judgeContinuation({ request, exchanges, endless, situation }: SummaryEvidence): Finding {
  const sent = exchanges.map((exchange, index) => ({
    exchange,
    before: exchanges.slice(0, index),
  }));
  const fault = ({ exchange, before }: (typeof sent)[number]): string | undefined => {
    const isLast = before.length === exchanges.length - 1;
    const stopped = isLast && !endless && stopReasonOf(exchange.reply) === "pause_turn";
    return (
      wrongRequest(request, before, exchange) ??
      (stopped
        ? `it stopped after ${countRequests(exchanges.length)}, while the turn was paused`
        : undefined)
    );
  };
  return firstFault(sent, fault, {
    check: "01.3.continues",
    expected: `for ${situation}: the request as given, and after each pause_turn the same again, with the replies so far behind its messages, unchanged`,
    none: "no request was sent",
    all: countRequests(exchanges.length),
    advice:
      'Add { role: "assistant", content: reply.content } to messages, with all its blocks, thinking too, keep everything else, and send again.',
  });
}

/** What is wrong with a request that followed these exchanges; undefined where nothing is. */
function wrongRequest(
  given: { [field: string]: Json },
  before: readonly Exchange[],
  { request, beta }: Exchange,
): string | undefined {
  const which = before.length === 0 ? "the first request" : `request ${before.length + 1}`;
  const last = before.at(-1);
  if (last !== undefined && stopReasonOf(last.reply) !== "pause_turn") {
    return `${which} was sent, although the turn was not paused`;
  }
  const { messages, betas, ...rest } = given;
  const changed = Object.entries(rest).find(([field, value]) => !sameJson(request[field], value));
  if (changed !== undefined) {
    return `${which} has ${changed[0]}: ${show(request[changed[0]])}, and the one given ${show(changed[1])}`;
  }
  const unsent = listOf(betas).find((name) => typeof name === "string" && !beta.includes(name));
  if (unsent !== undefined) return `${which} has no beta header with ${show(unsent)}`;
  if (listOf(request["messages"]).some((message) => blocksOf([message]).length === 0)) {
    return `${which} has a message without content, which the API may refuse`;
  }
  const right = [...blocksOf(messages), ...before.flatMap(({ reply }) => assistant(reply))];
  return sameJson(blocksOf(request["messages"]), right)
    ? undefined
    : `the messages of ${which} are ${roles(request["messages"])}, and do not hold the replies unchanged`;
}

function assistant(reply: Json): Json[] {
  return contentOf(reply).map((block) => ["assistant", block]);
}

/** Each block of the messages with its role: how they are cut into messages makes no difference. */
function blocksOf(messages: Json | undefined): Json[] {
  return listOf(messages).flatMap((message) => {
    const { role = null, content = null } = objectOf(message);
    const blocks =
      typeof content === "string" ? [{ type: "text", text: content }] : listOf(content);
    return blocks.map((block) => [role, block]);
  });
}

function roles(messages: Json | undefined): string {
  return show(listOf(messages).map((message) => objectOf(message)["role"] ?? null));
}

function judgeCap({ exchanges, endless, outcome }: SummaryEvidence): Finding {
  const tooMany = exchanges.length > MOST_REQUESTS;
  const stuck = outcome.status === "timed-out" || outcome.status === "lost";
  return {
    check: "01.3.cap",
    passed: exchanges.length > 0 && !tooMany && !(endless && stuck),
    expected: `at most ${MOST_REQUESTS} requests, even if every reply is paused`,
    found: stuck ? describeOutcome(outcome) : countRequests(exchanges.length),
    advice: "Count the requests, and leave the loop when there were enough.",
  };
}

function countRequests(count: number): string {
  return count === 1 ? "one request" : `${count} requests`;
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}

function objectOf(value: Json | undefined): { [field: string]: Json } {
  return typeof value === "object" && value !== null && !Array.isArray(value) ? value : {};
}
