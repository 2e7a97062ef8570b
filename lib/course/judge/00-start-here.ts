import { z } from "zod";
import type { Json } from "../json.ts";
import type { Outcome } from "../pipe/answer.ts";
import { type Finding, type Judge, show } from "./finding.ts";
import { describeOutcome } from "./outcome.ts";

/** What the call of 00.1 did, and what the learner read off its trace. */
export interface TraceReadingEvidence {
  answer: Json;
  server: string;
  tool: string;
}

export const judgeTraceReading: Judge<TraceReadingEvidence> = ({ answer, server, tool }) => {
  const read = z.record(z.string(), z.json()).catch({}).parse(answer);
  const compare = (check: string, field: string, right: string, advice: string): Finding => ({
    check,
    passed: read[field] === right,
    expected: `${field} is the one in the trace`,
    found: field in read ? `${field}: ${show(read[field])}` : `no field named ${field}`,
    advice,
  });
  return [
    compare(
      "00.1.server",
      "server",
      server,
      "The third line of the drawing carries the server's name.",
    ),
    compare("00.1.tool", "tool", tool, "It stands behind tools/call on the arrow to the server."),
    compare(
      "00.1.answered-by",
      "answeredBy",
      "rehearsal",
      "The banner of the setup cell says who answers.",
    ),
  ];
};

/** What `ask` sent and returned for one question. */
export interface AskEvidence {
  question: string;
  outcome: Outcome;
  /** The bodies of the requests that reached the Messages API. */
  requests: Json[];
  /** The text of the last reply, or undefined where none came. */
  replyText: string | undefined;
}

const messagesRequest = z.object({
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
});

export const judgeAsk: Judge<AskEvidence> = ({ question, outcome, requests, replyText }) => {
  const sent = requests.map((body) => messagesRequest.safeParse(body).data?.messages ?? []);
  const asked = sent[0]?.some(({ role, content }) => role === "user" && content.includes(question));
  const returned = outcome.status === "returned" ? outcome.value : undefined;
  return [
    {
      check: "00.2.sends",
      passed: requests.length === 1 && asked === true,
      expected: `one request with a user message that holds the question "${question}"`,
      found: describeRequests(sent, question, asked === true, outcome),
      advice: "client.messages.create takes messages: a list of { role, content }.",
    },
    {
      check: "00.2.text",
      passed: replyText !== undefined && returned === replyText,
      expected:
        replyText === undefined
          ? "the text of the reply; no reply came"
          : `the text of the reply, which began ${show(`${replyText.slice(0, 40)}…`)}`,
      found: describeOutcome(outcome),
      advice: "reply.content is a list of blocks. Return the text of the one whose type is text.",
    },
  ];
};

function describeRequests(
  sent: { role: string; content: string }[][],
  question: string,
  asked: boolean,
  outcome: Outcome,
): string {
  if (sent.length === 0) return `no request was sent; ${describeOutcome(outcome)}`;
  if (sent.length > 1) return `${sent.length} requests were sent`;
  if (asked) return "one request, with the question";
  const elsewhere = sent[0]?.find(({ content }) => content.includes(question));
  return elsewhere === undefined
    ? `one request, whose messages are ${show(sent[0])}`
    : `the question stands in a message of role ${elsewhere.role}`;
}

/** The text of the result of calling the tool, or why there was none. */
export type Greeting = { status: "text"; text: string } | { status: "failed"; message: string };

/** What one client saw of the learner's server. */
export type GreeterView =
  | { status: "failed"; message: string }
  | {
      status: "connected";
      tools: { name: string; inputSchema: Json }[];
      greeting: Greeting;
    };

/** What two clients, one after the other, saw of the servers that the factory made. */
export interface GreeterEvidence {
  name: string;
  first: GreeterView;
  second: GreeterView;
}

export const judgeGreeter: Judge<GreeterEvidence> = ({ name, first, second }) => {
  const tools = first.status === "connected" ? first.tools : [];
  const schema = z
    .looseObject({
      properties: z.looseObject({ name: z.looseObject({ type: z.literal("string") }) }),
    })
    .safeParse(tools[0]?.inputSchema);
  const greeting = first.status === "connected" ? first.greeting : undefined;
  return [
    {
      check: "00.3.lists",
      passed: tools.length === 1 && tools[0]?.name === "greet" && schema.success,
      expected: "one tool named greet, whose input has a string named name",
      found: describeTools(first, schema.success),
      advice: "registerTool takes the tool's name, its config with inputSchema, and the handler.",
    },
    {
      check: "00.3.greets",
      passed: greeting?.status === "text" && greeting.text.includes(name),
      expected: `a text with "${name}" in it when the tool is called with that name`,
      found: describeGreeting(first),
      advice: "The handler gets the arguments as its first parameter: ({ name }) => …",
    },
    {
      check: "00.3.fresh",
      passed: first.status === "connected" && second.status === "connected",
      expected:
        "the factory makes a new server for each connection, so a second client connects too",
      found:
        second.status === "connected"
          ? `the second connection works${first.status === "failed" ? ", the first does not" : ""}`
          : `the second connection fails: ${second.message}`,
      advice: "Make the McpServer inside the factory, not before it.",
    },
  ];
};

function describeTools(view: GreeterView, hasName: boolean): string {
  if (view.status === "failed") return `no connection: ${view.message}`;
  const names = view.tools.map((tool) => tool.name);
  if (names.length !== 1 || names[0] !== "greet") return `the tools ${show(names)}`;
  return hasName
    ? "the tool greet"
    : `greet, with the input schema ${show(view.tools[0]?.inputSchema)}`;
}

function describeGreeting(view: GreeterView): string {
  if (view.status === "failed") return `no connection: ${view.message}`;
  return view.greeting.status === "text"
    ? show(view.greeting.text)
    : `the call failed: ${view.greeting.message}`;
}
