import { z } from "zod";
import type { Json } from "../../base/json.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";
import { holdsWords, joins } from "../same-words.judge.ts";

/** What `ask` sent and returned for one question. */
export interface AskEvidence {
  question: string;
  outcome: Outcome;
  /** The bodies of the requests that reached the Messages API. */
  requests: Json[];
  /** The texts of the last reply, one for each of its text blocks; none where no reply came. */
  texts: string[];
}

const messagesRequest = z.looseObject({
  messages: z.array(
    z.object({
      role: z.string(),
      content: z.union([
        z.string(),
        z
          .array(z.looseObject({ text: z.string().optional() }))
          .transform((blocks) => blocks.map((block) => block.text ?? "").join("")),
      ]),
    }),
  ),
  tools: z.array(z.json()).optional(),
  mcp_servers: z.array(z.json()).optional(),
});

export const judgeAsk: Judge<AskEvidence> = (evidence) => {
  const { question, outcome, texts } = evidence;
  const mistake = mistakeInRequests(evidence);
  const returned = outcome.status === "returned" ? outcome.value : undefined;
  const right = texts.join("");
  return [
    {
      check: "00.2.sends",
      passed: mistake === undefined,
      expected: `one request with a user message that holds the question "${question}", and no tools`,
      found: mistake?.found ?? "one request, with the question",
      advice: mistake?.advice ?? "",
    },
    {
      check: "00.2.text",
      passed: texts.length > 0 && joins(returned, texts),
      expected:
        texts.length === 0
          ? "the text of the reply; no reply with a text came"
          : `the text of the reply, which began ${show(`${right.slice(0, 40)}…`)}${texts.length > 1 ? ` and came in ${texts.length} blocks` : ""}`,
      found: describeOutcome(outcome),
      advice: adviceOnText(outcome, texts),
    },
  ];
};

/** What is wrong with what was sent; undefined where nothing is. */
function mistakeInRequests({
  question,
  outcome,
  requests,
}: AskEvidence): { found: string; advice: string } | undefined {
  const sent = requests.map((body) => messagesRequest.safeParse(body).data);
  const [first] = sent;
  if (requests.length === 0) {
    return {
      found: `nothing was sent through the client that \`ask\` was given; ${describeOutcome(outcome)}`,
      advice: adviceOnSilence(outcome),
    };
  }
  if (requests.length > 1) {
    return {
      found: `${requests.length} requests`,
      advice: "Call create once, and keep its reply.",
    };
  }
  if ([...(first?.tools ?? []), ...(first?.mcp_servers ?? [])].length > 0) {
    return {
      found: "a request that offers tools",
      advice: "This call needs a question and no tools.",
    };
  }
  const holding = first?.messages.find(({ content }) => content.includes(question));
  if (holding?.role === "user") return undefined;
  return {
    found:
      holding === undefined
        ? `one request, whose messages are ${show(first?.messages)}`
        : `the question in a message of role ${holding.role}`,
    advice: 'Send the parameter `question` as `{ role: "user", content: question }`.',
  };
}

/** Where to look when no request came. */
function adviceOnSilence(outcome: Outcome): string {
  switch (outcome.status) {
    case "threw":
      return "Fix what the message names, then run the cell again.";
    case "timed-out":
    case "lost":
      return "Something before the request never ends: look for a loop without an end, or a promise that nothing resolves.";
    default:
      return "Call `client.messages.create({ … })` with the parameter `client`, not with `lab.client`: the check hands in its own.";
  }
}

function adviceOnText(outcome: Outcome, texts: readonly string[]): string {
  switch (outcome.status) {
    case "threw":
      return "Fix what the message names, then run the cell again.";
    case "timed-out":
    case "lost":
      return "Look for a loop that never ends, a promise that nothing resolves, or a missing await.";
    case "returned":
      return adviceOnValue(outcome.value, texts);
    default:
      return "Return a string.";
  }
}

function adviceOnValue(value: Json | undefined, texts: readonly string[]): string {
  if (value === undefined || value === null) return "Is a `return` missing?";
  if (texts.length === 0) return "Send the question first, and return what the reply says.";
  const blocks =
    '`reply.content` is a list of blocks. Take the `text` of each one whose `type` is "text"';
  if (typeof value !== "string") return `${blocks}, and join them: what comes back is a string.`;
  if (/undefined/.test(value) && !/undefined/.test(texts.join(""))) {
    return "A block of type thinking has no `text`: it is undefined there. Test `block.type` before you read it.";
  }
  if (value === "" || holdsWords(texts.join(""), value)) {
    return texts.length > 1
      ? `The reply has ${texts.length} text blocks, and this is not all of them: go through the whole list, and join the texts.`
      : `${blocks}; the first block may be Claude's thinking.`;
  }
  return holdsWords(value, texts.join(""))
    ? "There is more in it than the texts: what Claude thinks, and words of your own, are no part of the reply's text."
    : `${blocks}, and return them unchanged.`;
}
