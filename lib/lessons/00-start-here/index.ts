import type { Client, Tool } from "@modelcontextprotocol/client";
import { z } from "zod";
import { anthropic } from "../../base/cell-modules.ts";
import { HUB_URL } from "../../base/hub-names.ts";
import {
  type AskEvidence,
  type GreeterView,
  type Greeting,
  judgeAsk,
  judgeGreeter,
  judgeTraceReading,
} from "./start-here.judge.ts";
import type { Answer, Connection } from "../../exercises/answer.ts";
import { toJson } from "../../wire/error-json.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { replyText } from "./reply-text.ts";
import { messagesRequests, type World } from "../../exercises/world.ts";

/** How the exercises of 00-start-here are examined. */
export const startHereExaminations: Record<string, Examination> = {
  "00.1": examination({
    variants: ['Which models does our prospect "northwind-robotics" publish?'],
    async drive(answer, world, question) {
      const shape = await answer.shape();
      const call = await firstConnectorCall(world, question);
      return { answer: shape.type === "value" ? shape.value : null, ...call };
    },
    judge: judgeTraceReading,
  }),
  "00.2": examination({
    variants: [
      "What does MCP stand for?",
      "Name three things that a CRM keeps.",
      'Say "good morning" in three languages.',
    ],
    drive: driveAsk,
    judge: judgeAsk,
  }),
  "00.3": examination({
    variants: ["Ada", "Grace Hopper", "Łukasz"],
    // Both at once, one of each era: a factory has to make a server for each.
    async drive(answer, _world, name) {
      const modern = await answer.connect("modern");
      const legacy = await answer.connect("legacy");
      const evidence = { name, first: await look(modern, name), second: await look(legacy, name) };
      await Promise.all([leave(modern), leave(legacy)]);
      return evidence;
    },
    judge: judgeGreeter,
  }),
};

/** Makes the notebook's first call again and says which server and tool it used. */
async function firstConnectorCall(
  world: World,
  question: string,
): Promise<{ server: string; tool: string }> {
  const client = new (anthropic().Anthropic)({
    apiKey: "rehearsal",
    authToken: null,
    baseURL: "https://api.anthropic.com",
    fetch: (input, init) => world.fetch(new Request(input, init)),
  });
  const reply = await client.beta.messages.create({
    model: "claude-opus-4-7",
    max_tokens: 1024,
    betas: ["mcp-client-2025-11-20"],
    mcp_servers: [{ type: "url", name: "huggingface", url: HUB_URL }],
    tools: [
      {
        type: "mcp_toolset",
        mcp_server_name: "huggingface",
        default_config: { enabled: false },
        configs: { hub_repo_search: { enabled: true } },
      },
    ],
    messages: [{ role: "user", content: question }],
  });
  const use = reply.content.find((block) => block.type === "mcp_tool_use");
  return { server: use?.server_name ?? "", tool: use?.name ?? "" };
}

async function driveAsk(answer: Answer, world: World, question: string): Promise<AskEvidence> {
  const outcome = await answer.call([{ type: "anthropic" }, { type: "json", value: question }]);
  return {
    question,
    outcome,
    requests: messagesRequests(world.trace),
    replyText: replyText(world.trace.of("api-reply").at(-1)?.body ?? null),
  };
}

const textResult = z.looseObject({
  content: z.tuple([z.object({ text: z.string() })], z.unknown()),
});
const objectSchema = z.looseObject({ properties: z.record(z.string(), z.unknown()) });

/** Looks at the tools of the server that was connected to, and has itself greeted. */
async function look(connection: Connection, name: string): Promise<GreeterView> {
  if (connection.status === "failed")
    return { status: "failed", message: connection.error.message };
  const { client } = connection;
  try {
    const offers = client.getServerCapabilities()?.tools !== undefined;
    const { tools } = offers ? await client.listTools() : { tools: [] };
    return {
      status: "connected",
      tools: tools.map((tool) => ({
        name: tool.name,
        inputSchema: toJson(tool.inputSchema) ?? null,
      })),
      greeting: await greet(client, tools[0], name),
    };
  } catch (error) {
    return { status: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}

async function leave(connection: Connection): Promise<void> {
  if (connection.status === "connected") await connection.client.close();
}

/** Calls the tool with the name as its first argument, whatever both are called: that is another check. */
async function greet(client: Client, tool: Tool | undefined, name: string): Promise<Greeting> {
  if (tool === undefined) return { status: "failed", message: "there is no tool to call" };
  const argument = Object.keys(objectSchema.safeParse(tool.inputSchema).data?.properties ?? {})[0];
  try {
    const result = await client.callTool({
      name: tool.name,
      arguments: argument === undefined ? {} : { [argument]: name },
    });
    const text = textResult.safeParse(result).data?.content[0].text;
    if (text === undefined) return { status: "failed", message: "a result without a text" };
    return result.isError === true
      ? { status: "failed", message: `the tool answered with an error: ${text}` }
      : { status: "text", text };
  } catch (error) {
    return { status: "failed", message: error instanceof Error ? error.message : String(error) };
  }
}
