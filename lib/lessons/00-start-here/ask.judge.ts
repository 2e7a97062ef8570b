import { z } from "zod";
import type { Json } from "../../base/json.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";

/** What `ask` sent and returned for one question. */
export interface AskEvidence {
  question: string;
  outcome: Outcome;
  /** The bodies of the requests that reached the Messages API. */
  requests: Json[];
  /** The text of the last reply, or undefined where none came. */
  replyText: string | undefined;
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
  const { question, outcome, replyText } = evidence;
  const mistake = mistakeInRequests(evidence);
  const returned = outcome.status === "returned" ? outcome.value : undefined;
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
      passed: replyText !== undefined && returned === replyText,
      expected:
        replyText === undefined
          ? "the text of the reply; no reply with a text came"
          : `the text of the reply, which began ${show(`${replyText.slice(0, 40)}…`)}`,
      found: describeOutcome(outcome),
      advice: adviceOnText(outcome),
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
      advice:
        "Call `client.messages.create({ … })` with the parameter `client`, not with `lab.client`: the check hands in its own.",
    };
  }
  if (requests.length > 1) {
    return {
      found: `${requests.length} requests`,
      advice: "Call create once, and keep its reply.",
    };
  }
  if ((first?.tools ?? first?.mcp_servers ?? []).length > 0) {
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

function adviceOnText(outcome: Outcome): string {
  switch (outcome.status) {
    case "threw":
      return "Fix what the message names, then run the cell again.";
    case "timed-out":
      return "Look for a promise that nothing resolves, or a missing await.";
    case "returned":
      return outcome.value === undefined
        ? "Is a `return` missing?"
        : "`reply.content` is a list of blocks, and the first may be Claude's thinking. Return the text of those whose type is text.";
    default:
      return "Return a string.";
  }
}
