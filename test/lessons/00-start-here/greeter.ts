import { createRequire } from "node:module";
import { z } from "zod";
import type { ExerciseAnswers } from "../exercise-answers.ts";

// As a notebook's cell gets it.
const { McpServer }: typeof import("@modelcontextprotocol/server") = createRequire(import.meta.url)(
  "@modelcontextprotocol/server",
);

type Handler = (input: Record<string, string>) => unknown;

function greeterWith(options: {
  tool?: string;
  argument?: string;
  extra?: boolean;
  handler?: Handler;
}): () => unknown {
  const { tool = "greet", argument = "name", extra = false } = options;
  const handler: Handler =
    options.handler ??
    ((input) => ({ content: [{ type: "text", text: `Hello, ${input[argument]}!` }] }));
  return () => {
    const server = new McpServer({ name: "greeter", version: "1.0.0" });
    const inputSchema = z.object({ [argument]: z.string() });
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- wrong results are the point
    server.registerTool(tool, { inputSchema }, handler as never);
    if (extra) server.registerTool("ping", {}, () => ({ content: [] }));
    return server;
  };
}

const text = (words: string): unknown => ({ content: [{ type: "text", text: words }] });
const sharedServer = greeterWith({})();

const greeterWrong: [check: string, mistake: string, answer: () => unknown][] = [
  ["00.3.lists", "names the tool otherwise", greeterWith({ tool: "hello" })],
  ["00.3.lists", "names the argument otherwise", greeterWith({ argument: "who" })],
  ["00.3.lists", "has a second tool", greeterWith({ extra: true })],
  [
    "00.3.greets",
    "greets the one in the example",
    greeterWith({ handler: () => text("Hello, Ada!") }),
  ],
  [
    "00.3.greets",
    "returns the name alone",
    greeterWith({ handler: ({ name }) => text(name ?? "") }),
  ],
  [
    "00.3.greets",
    "throws, with the name in the error",
    greeterWith({
      handler: ({ name }) => {
        throw new Error(`oops ${name}`);
      },
    }),
  ],
  ["00.3.greets", "greets nobody", greeterWith({ handler: () => text("Hello!") })],
  [
    "00.3.greets",
    "returns a bare string",
    greeterWith({ handler: ({ name }) => `Hello, ${name}!` }),
  ],
  [
    "00.3.greets",
    "returns a bare text block",
    greeterWith({ handler: ({ name }) => ({ type: "text", text: name }) }),
  ],
  ["00.3.fresh", "makes the server once", () => sharedServer],
];

const greeterRight: Record<string, () => unknown> = {
  "is built by hand": greeterWith({}),
  "uses other words": greeterWith({
    handler: ({ name }) => text(`Good to see you, dear ${name}.`),
  }),
  "is made asynchronously": async () => await Promise.resolve(greeterWith({})()),
};

const byHeart = greeterWith({
  handler: ({ name = "" }) => text(`Hello, ${/^(Ada|Grace Hopper|Łukasz)$/.exec(name)?.[0]}!`),
});

export const answers: ExerciseAnswers = {
  exercise: "00.3",
  right: greeterRight,
  wrong: greeterWrong,
  byHeart,
  equivalent: [
    {
      reason: "How a server calls itself is free.",
      mutants: [
        'text-emptied: const server = new McpServer({ name: "greeter", version: "1.0.0" }); → const server = new McpServer({ name: "", version: "1.0.0" });',
        'name-changed: const server = new McpServer({ name: "greeter", version: "1.0.0" }); → const server = new McpServer({ name: "greeterx", version: "1.0.0" });',
        'text-emptied: const server = new McpServer({ name: "greeter", version: "1.0.0" }); → const server = new McpServer({ name: "greeter", version: "" });',
        'name-changed: const server = new McpServer({ name: "greeter", version: "1.0.0" }); → const server = new McpServer({ name: "greeter", version: "1.0.0x" });',
      ],
    },
    {
      reason: "A description is optional.",
      mutants: [
        'property-dropped: { description: "Greets someone by name", inputSchema }, → { inputSchema },',
        'text-emptied: { description: "Greets someone by name", inputSchema }, → { description: "", inputSchema },',
      ],
    },
  ],
};
