import { z } from "zod";
import type { Json } from "../../base/json.ts";
import { type Judge, show, showWords } from "../../exercises/finding.ts";

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
      advice: first.status === "failed" ? noServer : adviceOnTools(tools),
    },
    {
      check: "00.3.greets",
      passed: text.includes(name) && text.trim() !== name,
      expected: `a greeting with "${name}" in it when the tool is called with that name`,
      found: describeGreeting(first),
      advice: first.status === "failed" ? noServer : adviceOnGreeting(text, name),
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

function adviceOnTools(tools: readonly { name: string }[]): string {
  if (tools.length === 0) return 'Call server.registerTool("greet", { inputSchema }, handler).';
  if (tools.length > 1) return "Register one tool, and no other.";
  return tools[0]?.name === "greet"
    ? "inputSchema names what the tool takes: z.object({ name: z.string() })."
    : "The first argument of registerTool is the tool's name: greet.";
}

function adviceOnGreeting(text: string, name: string): string {
  if (text === "") {
    return 'The handler gets ({ name }) and returns { content: [{ type: "text", text: … }] }.';
  }
  return text.includes(name)
    ? "Greet as well: put a word before the name, such as Hello."
    : "Put the name that the handler gets, ({ name }), into the text.";
}

const greetInput = z.looseObject({
  properties: z.looseObject({ name: z.looseObject({ type: z.literal("string") }) }),
});

function describeConnections(first: GreeterView, second: GreeterView): string {
  if (first.status === "failed") return `no connection: ${showWords(first.message)}`;
  return second.status === "failed"
    ? `the second connection fails: ${showWords(second.message)}`
    : "both connect";
}

function describeTools(view: GreeterView, hasName: boolean): string {
  if (view.status === "failed") return `no connection: ${showWords(view.message)}`;
  const names = view.tools.map((tool) => tool.name);
  if (names.length !== 1 || names[0] !== "greet") return `the tools ${show(names)}`;
  return hasName
    ? "the tool greet"
    : `greet, with the input schema ${show(view.tools[0]?.inputSchema)}`;
}

function describeGreeting(view: GreeterView): string {
  if (view.status === "failed") return `no connection: ${showWords(view.message)}`;
  return view.greeting.status === "text" ? show(view.greeting.text) : view.greeting.message;
}
