import type { Anthropic } from "@anthropic-ai/sdk";
import { createRequire } from "node:module";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { todo } from "../../lib/course/todo.ts";
import { judgeAnswer, openChecks } from "./judge-answer.ts";

// As a notebook's cell gets it.
const { McpServer }: typeof import("@modelcontextprotocol/server") = createRequire(import.meta.url)(
  "@modelcontextprotocol/server",
);

type Ask = (client: Anthropic, question: string) => Promise<unknown>;
const model = "claude-opus-4-7";
const max_tokens = 500;
const rightReading = { server: "huggingface", tool: "hub_repo_search", answeredBy: "rehearsal" };

async function send(client: Anthropic, content: string): Promise<Anthropic.Message> {
  return await client.messages.create({ model, max_tokens, messages: [{ role: "user", content }] });
}

function textOf(message: Anthropic.Message): string {
  return message.content.flatMap((block) => (block.type === "text" ? [block.text] : [])).join("");
}

const askRight: Record<string, Ask> = {
  "joins all text blocks": async (client, question) => textOf(await send(client, question)),
  "finds the first text block": async (client, question) => {
    const block = (await send(client, question)).content.find(({ type }) => type === "text");
    return block?.type === "text" ? block.text : "";
  },
  "streams, and sends content as blocks": async (client, question) => {
    const stream = client.messages.stream({
      model,
      max_tokens,
      messages: [{ role: "user", content: [{ type: "text", text: question }] }],
    });
    return textOf(await stream.finalMessage());
  },
  "uses the beta namespace and a system prompt": async (client, question) => {
    const message = await client.beta.messages.create({
      model,
      max_tokens,
      system: "Be short.",
      messages: [{ role: "user", content: `Please answer: ${question}` }],
    });
    return message.content.map((block) => (block.type === "text" ? block.text : "")).join("");
  },
};

const askWrong: [check: string, mistake: string, answer: Ask][] = [
  [
    "00.2.sends",
    "hard-codes the question shown",
    async (client) => textOf(await send(client, "What does MCP stand for?")),
  ],
  [
    "00.2.sends",
    "forgets to put the question in",
    async (client) => textOf(await send(client, "question")),
  ],
  [
    "00.2.sends",
    "asks twice",
    async (client, question) => {
      await send(client, question);
      return textOf(await send(client, question));
    },
  ],
  [
    "00.2.sends",
    "puts the question into the system prompt",
    async (client, question) =>
      textOf(
        await client.messages.create({
          model,
          max_tokens,
          system: question,
          messages: [{ role: "user", content: "Please answer." }],
        }),
      ),
  ],
  [
    "00.2.text",
    "returns the whole reply",
    async (client, question) => await send(client, question),
  ],
  [
    "00.2.text",
    "returns the blocks",
    async (client, question) => (await send(client, question)).content,
  ],
  [
    "00.2.text",
    "returns the first block",
    async (client, question) => (await send(client, question)).content[0],
  ],
  [
    "00.2.text",
    "forgets to return",
    async (client, question) => {
      await send(client, question);
    },
  ],
  [
    "00.2.text",
    "returns the blocks as JSON text",
    async (client, question) => JSON.stringify((await send(client, question)).content),
  ],
];

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

describe("00.1 read a trace", () => {
  it("passes for what the trace shows", async () => {
    expect(openChecks(await judgeAnswer("00.1", rightReading))).toEqual([]);
  });

  it.each([
    ["00.1.server", "the address", { server: "https://huggingface.co/mcp" }],
    ["00.1.server", "the API", { server: "Messages API" }],
    ["00.1.tool", "the block's type", { tool: "mcp_tool_use" }],
    ["00.1.tool", "the MCP method", { tool: "tools/call" }],
    ["00.1.answered-by", "Claude", { answeredBy: "Claude" }],
  ])("fails %s for %s", async (check, _mistake, wrong) => {
    expect(openChecks(await judgeAnswer("00.1", { ...rightReading, ...wrong }))).toEqual([check]);
  });
});

describe("00.2 your first own call", () => {
  it.each(Object.entries(askRight))("passes for an answer that %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer("00.2", answer))).toEqual([]);
  });

  it.each(askWrong)("fails %s for an answer that %s", async (check, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("00.2", answer))).toEqual([check]);
  });

  it("says what was thrown when the answer throws", async () => {
    const result = await judgeAnswer("00.2", () => {
      throw new RangeError("no such thing");
    });
    expect(result.verdicts.map((verdict) => verdict.found)).toEqual([
      "nothing was sent through the client that `ask` was given; it threw RangeError: no such thing",
      "it threw RangeError: no such thing",
    ]);
  });
});

describe("00.3 a server of your own", () => {
  it.each([
    ["built by hand", greeterWith({})],
    [
      "with other words",
      greeterWith({ handler: ({ name }) => text(`Good to see you, dear ${name}.`) }),
    ],
    ["made asynchronously", async () => await Promise.resolve(greeterWith({})())],
  ])("passes for a server %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer("00.3", answer))).toEqual([]);
  });

  it.each(greeterWrong)("fails %s for one that %s", async (check, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("00.3", answer))).toEqual([check]);
  });
});

describe("any exercise", () => {
  it.each(["00.1", "00.2", "00.3"])("%s is not started as long as it is todo()", async (id) => {
    const { verdicts } = await judgeAnswer(id, todo());
    expect(new Set(verdicts.map((verdict) => verdict.status))).toEqual(new Set(["not-started"]));
  });

  it.each([
    ["00.1", async () => await Promise.resolve(rightReading), "a function"],
    ["00.2", "a text", "a value"],
    ["00.3", undefined, "undefined"],
  ])("%s says what it got instead of the right kind of answer", async (id, answer, found) => {
    const { verdicts } = await judgeAnswer(id, answer);
    expect(verdicts.every((verdict) => verdict.status === "fail" && verdict.found === found)).toBe(
      true,
    );
  });

  it("that does not exist is an error with a remedy", async () => {
    await expect(judgeAnswer("99.9", 1)).rejects.toMatchObject({ code: "unknown-exercise" });
  });
});
