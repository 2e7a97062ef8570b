import { z } from "zod";
import type { Json } from "../../base/json.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";

/** What the call of 00.1 did, and what the learner read off its trace. */
export interface TraceReadingEvidence {
  answer: Json;
  server: string;
  tool: string;
}

export const judgeTraceReading: Judge<TraceReadingEvidence> = ({ answer, server, tool }) => {
  const read = z.record(z.string(), z.json()).safeParse(answer).data;
  const compare = (
    slug: string,
    field: string,
    right: string,
    words: { expected: string; advice: string },
  ): Finding => ({
    check: `00.1.${slug}`,
    passed: read?.[field] === right,
    expected: words.expected,
    found: describeField(read, field, answer),
    advice: isNearly(read?.[field], right)
      ? "Copy it letter by letter, and nothing around it."
      : words.advice,
  });
  return [
    compare("server", "server", server, {
      expected: "the name that the request gives the MCP server",
      advice:
        "It stands in the box on the right of the drawing, and in `mcp_servers` of the request.",
    }),
    compare("tool", "tool", tool, {
      expected: "the name of the tool that was called",
      advice: "It stands behind tools/call on the arrow to the server.",
    }),
    compare("answered-by", "answeredBy", "rehearsal", {
      expected: "who the banner says is answering",
      advice: "The banner stands under the setup cell.",
    }),
  ];
};

function describeField(
  read: Record<string, Json> | undefined,
  field: string,
  answer: Json,
): string {
  if (read === undefined) return `no object, but ${show(answer)}`;
  const value = read[field];
  if (value === undefined) return `no field ${field}; its fields are ${show(Object.keys(read))}`;
  return JSON.stringify(value) === "{}" ? `${field}: still todo()` : `${field}: ${show(value)}`;
}

/** Right but for capitals, spaces or what stands around it. */
function isNearly(value: Json | undefined, right: string): boolean {
  return (
    typeof value === "string" &&
    value.replaceAll(/[^a-z0-9]/gi, "").toLowerCase() ===
      right.replaceAll(/[^a-z0-9]/gi, "").toLowerCase()
  );
}

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
      return "Mend what the message names, then run the cell again.";
    case "timed-out":
      return "Look for a promise that nothing resolves, or a missing await.";
    case "returned":
      return outcome.value === undefined
        ? "Is a `return` missing?"
        : "`reply.content` is a list of blocks. Return the text of those whose type is text.";
    default:
      return "Return a string.";
  }
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
  const hasName = greetInput.safeParse(tools[0]?.inputSchema).success;
  const greeting = first.status === "connected" ? first.greeting : undefined;
  const text = greeting?.status === "text" ? greeting.text : "";
  const noServer = "First make `greeter` return an McpServer: does it end with `return server;`?";
  return [
    {
      check: "00.3.lists",
      passed: tools.length === 1 && tools[0]?.name === "greet" && hasName,
      expected: "one tool named greet, whose input has a string named name",
      found: describeTools(first, hasName),
      advice:
        first.status === "failed"
          ? noServer
          : "The first argument of registerTool is the tool's name; inputSchema names what the tool takes: z.object({ name: z.string() }).",
    },
    {
      check: "00.3.greets",
      passed: text.includes(name) && text.trim() !== name,
      expected: `a greeting with "${name}" in it when the tool is called with that name`,
      found: describeGreeting(first),
      advice:
        first.status === "failed"
          ? noServer
          : 'The handler gets ({ name }) and returns { content: [{ type: "text", text: … }] }.',
    },
    {
      check: "00.3.fresh",
      passed: first.status === "connected" && second.status === "connected",
      expected: "a new server for each connection, so that two clients connect at once",
      found: describeConnections(first, second),
      advice:
        first.status === "failed"
          ? noServer
          : "Make the McpServer inside the function, not before it.",
    },
  ];
};

const greetInput = z.looseObject({
  properties: z.looseObject({ name: z.looseObject({ type: z.literal("string") }) }),
});

function describeConnections(first: GreeterView, second: GreeterView): string {
  if (first.status === "failed") return `no connection: ${first.message}`;
  return second.status === "failed"
    ? `the second connection fails: ${second.message}`
    : "both connect";
}

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
  return view.greeting.status === "text" ? show(view.greeting.text) : view.greeting.message;
}
