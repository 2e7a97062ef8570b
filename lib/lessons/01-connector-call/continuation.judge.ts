import { isObject, type Json, type JsonObject, sameJson } from "../../base/json.ts";
import { type Fault, type Finding, firstFault, show } from "../../exercises/finding.ts";
import { contentOf, stopReasonOf } from "./reply.judge.ts";

/** Requests that `ask` may send for one question. */
export const MOST_REQUESTS = 5;

/** One request that `ask` sent, and the reply. */
export interface Exchange {
  request: JsonObject;
  /** The `anthropic-beta` header. */
  beta: string;
  reply: Json;
}

/** What was sent for one question. */
export interface Conversation {
  /** What is special about this variant, such as "a reply that is cut off". */
  situation: string;
  /** The request that `ask` was given, `betas` included. */
  request: JsonObject;
  exchanges: Exchange[];
  /** Whether the replies never stop pausing. */
  endless: boolean;
}

/** 01.3.continues: whether each request but the first sends the replies so far back, unchanged. */
export function judgeContinuation({
  request,
  exchanges,
  endless,
  situation,
}: Conversation): Finding {
  const sent = exchanges.map((exchange, index) => ({
    exchange,
    before: exchanges.slice(0, index),
  }));
  const fault = ({ exchange, before }: (typeof sent)[number]): Fault | undefined => {
    const isLast = before.length === exchanges.length - 1;
    const stopped = isLast && !endless && stopReasonOf(exchange.reply) === "pause_turn";
    if (!stopped) return wrongRequest(request, before, exchange);
    return (
      wrongRequest(request, before, exchange) ?? {
        found: `it stopped after ${countRequests(exchanges.length)}, while the turn was paused`,
        advice: `As long as stop_reason is "pause_turn", send again, until there were ${MOST_REQUESTS} requests.`,
      }
    );
  };
  return firstFault(sent, fault, {
    check: "01.3.continues",
    expected: `for ${situation}: the request as given, and after each pause_turn the same again, with the replies so far after its messages, unchanged`,
    none: "no request was sent",
    all: countRequests(exchanges.length),
    advice: "Send the request that you are given, through the client that you are given.",
  });
}

/** What is wrong with a request that followed these exchanges; undefined where nothing is. */
function wrongRequest(
  given: JsonObject,
  before: readonly Exchange[],
  { request, beta }: Exchange,
): Fault | undefined {
  const which = before.length === 0 ? "the first request" : `request ${before.length + 1}`;
  const last = before.at(-1);
  if (last !== undefined && stopReasonOf(last.reply) !== "pause_turn") {
    return {
      found: `${which} was sent, although the turn was not paused`,
      advice:
        'Go on only where stop_reason is "pause_turn"; whatever else it is, return the summary.',
    };
  }
  const { messages, betas, ...rest } = given;
  const changed = Object.entries(rest).find(([field, value]) => !sameJson(request[field], value));
  if (changed !== undefined) {
    return {
      found: `${which} has ${changed[0]}: ${show(request[changed[0]])}, and the one given ${show(changed[1])}`,
      advice:
        "Spread the request that you were given, { ...request, messages }, and change messages alone.",
    };
  }
  const unsent = listOf(betas).find((name) => typeof name === "string" && !beta.includes(name));
  if (unsent !== undefined) {
    return {
      found: `${which} has no beta header with ${show(unsent)}`,
      advice:
        "Hand on betas, too: client.beta.messages.create({ ...request }) sends them as a header.",
    };
  }
  if (listOf(request["messages"]).some((message) => blocksOf([message]).length === 0)) {
    return {
      found: `${which} has a message without content, which the API may refuse`,
      advice: "Add the assistant's message only when there is a reply to put in it.",
    };
  }
  const sent = blocksOf(request["messages"]);
  const right = [...blocksOf(messages), ...before.flatMap(({ reply }) => assistant(reply))];
  if (sameJson(sent, right)) return undefined;
  const found = `the messages of ${which} are ${roles(request["messages"])}, and do not hold the replies unchanged`;
  return {
    found: before.length === 0 ? `the messages of ${which} are not those given` : found,
    advice: adviceOnMessages(sent, right, blocksOf(messages).length),
  };
}

/** What differs in the messages: something is missing, something is new, or something has changed. */
function adviceOnMessages(sent: readonly Json[], right: readonly Json[], given: number): string {
  const add = 'Add { role: "assistant", content: … } after the messages';
  if (sent.length <= given) return `${add}, with all blocks of the replies so far.`;
  if (right.every((block, at) => sameJson(block, sent[at] ?? null))) {
    return "Send nothing after the replies: the API goes on by itself, without being asked to.";
  }
  const kept = right.filter((block) => sent.some((other) => sameJson(other, block)));
  const own =
    sent.length - sent.filter((block) => right.some((other) => sameJson(other, block))).length;
  return kept.length < right.length && own === 0
    ? `${add}, with the blocks of every reply so far and of every type: text, thinking, calls and results.`
    : `${add}, each block as it came and in its order, and nothing of your own.`;
}

function assistant(reply: Json): Json[] {
  return contentOf(reply).map((block) => ["assistant", block]);
}

/** Each block of the messages with its role: how they are cut into messages makes no difference. */
function blocksOf(messages: Json | undefined): Json[] {
  return listOf(messages).flatMap((message) => {
    const { role = null, content = null } = isObject(message) ? message : {};
    const blocks =
      typeof content === "string" ? [{ type: "text", text: content }] : listOf(content);
    return blocks.map((block) => [role, block]);
  });
}

function roles(messages: Json | undefined): string {
  return show(
    listOf(messages).map((message) => (isObject(message) ? (message["role"] ?? null) : null)),
  );
}

/** "one request", "3 requests". */
export function countRequests(count: number): string {
  return count === 1 ? "one request" : `${count} requests`;
}

function listOf(value: Json | undefined): Json[] {
  return Array.isArray(value) ? value : [];
}
