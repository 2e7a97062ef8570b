import { createRequire } from "node:module";
import type { Anthropic } from "@anthropic-ai/sdk";
import type { BetaRunnableTool } from "@anthropic-ai/sdk/lib/tools/BetaRunnableTool";
import type { Client, Tool } from "@modelcontextprotocol/client";

const require = createRequire(import.meta.url);
/** The copies that a notebook has. */
const {
  mcpTools,
}: typeof import("@anthropic-ai/sdk/helpers/beta/mcp") = require("@anthropic-ai/sdk/helpers/beta/mcp");
const {
  ToolError,
}: typeof import("@anthropic-ai/sdk/lib/tools/ToolError") = require("@anthropic-ai/sdk/lib/tools/ToolError");

type Side = "hub" | "crm";
interface Task {
  question: string;
  allow: Record<Side, string[]>;
}
type Text = { type: "text"; text: string };
type Message = Anthropic.Beta.BetaMessage;
type ToolsOf = (side: Side, client: Client, allowed: string[]) => Promise<BetaRunnableTool[]>;
type Run = (client: Anthropic, tools: BetaRunnableTool[], question: string) => Promise<string>;
type Ask = (client: Anthropic, hub: Client, crm: Client, task: Task) => Promise<string>;

const model = "claude-opus-5-5";

const textsIn = ({ content }: { content: { type: string }[] }): Text[] =>
  content.flatMap((block) =>
    block.type === "text" && "text" in block ? [{ type: "text", text: String(block.text) }] : [],
  );

async function listed(client: Client, allowed: string[]) {
  return (await client.listTools()).tools.filter(({ name }) => allowed.includes(name));
}

/** A tool as the runner takes it, without a helper. */
function ownTool(
  name: string,
  { description = "", inputSchema: { properties = {}, required = [] } }: Tool,
  call: (input: Record<string, unknown>) => Promise<string | Text[]>,
): BetaRunnableTool {
  return {
    type: "custom",
    name,
    description,
    input_schema: { type: "object", properties, required },
    parse: (input: unknown) => input,
    run: (input: unknown) => call({ ...Object(input) }),
  };
}

/** How tools of a server may be made into tools of one's own. */
const makers: Record<string, ToolsOf> = {
  "lets mcpTools do it, and renames": async (side, client, allowed) => {
    const texts = {
      callTool: async (call: { name: string; arguments?: Record<string, unknown> }) => {
        const { isError = false, content } = await client.callTool(call);
        return { isError, content: textsIn({ content }) };
      },
    };
    return mcpTools(await listed(client, allowed), texts).map((tool) =>
      Object.assign(tool, { name: `${side}_${tool.name}` }),
    );
  },
  "makes each tool from its schema, and throws its errors": async (side, client, allowed) =>
    (await listed(client, allowed)).map((tool) =>
      ownTool(`${side}-${tool.name}`, tool, async (input) => {
        const { isError, ...result } = await client.callTool({ name: tool.name, arguments: input });
        if (isError === true) throw new ToolError(textsIn(result));
        return textsIn(result);
      }),
    ),
  "renames behind the name, and joins the texts": async (side, client, allowed) =>
    (await listed(client, allowed)).map((tool) =>
      ownTool(`${tool.name}__${side}`, tool, async (input) => {
        const result = await client.callTool({ name: tool.name, arguments: input });
        const text = textsIn(result)
          .map((block) => block.text)
          .join("\n");
        if (result.isError === true) throw new Error(text);
        return text;
      }),
    ),
};

const base = (question: string) => ({
  model,
  max_tokens: 2048,
  messages: [{ role: "user" as const, content: question }],
});

const joined = (message: Message): string =>
  textsIn(message)
    .map(({ text }) => text)
    .join("");

/** Runs a tool as the runner does. */
async function answer(
  tools: BetaRunnableTool[],
  { id, name, input }: { id: string; name: string; input: unknown },
): Promise<Anthropic.Beta.BetaToolResultBlockParam> {
  const tool = tools.find((one) => "name" in one && one.name === name);
  const about = { type: "tool_result" as const, tool_use_id: id };
  if (tool === undefined) return { ...about, is_error: true, content: "There is no such tool." };
  try {
    const content = await tool.run(tool.parse(input));
    return typeof content === "string"
      ? { ...about, content }
      : { ...about, content: [...content] };
  } catch (error) {
    const content = error instanceof ToolError ? error.content : String(error);
    return {
      ...about,
      is_error: true,
      content: typeof content === "string" ? content : [...content],
    };
  }
}

/** A loop of one's own, over any way to send a request. */
const looping =
  (
    send: (
      client: Anthropic,
      params: Anthropic.Beta.MessageCreateParamsNonStreaming,
    ) => Promise<Message>,
  ): Run =>
  async (client, tools, question) => {
    const { messages: first, ...params } = base(question);
    const messages: Anthropic.Beta.BetaMessageParam[] = [...first];
    // As a cell sends them: without what the API does not know.
    const offered = tools.map(({ run: _run, parse: _parse, ...tool }) => tool);
    for (let round = 0; round < 6; round += 1) {
      const reply = await send(client, { ...params, messages: [...messages], tools: offered });
      const uses = reply.content.filter((block) => block.type === "tool_use");
      if (uses.length === 0) return joined(reply);
      messages.push({ role: "assistant", content: reply.content });
      messages.push({
        role: "user",
        content: await Promise.all(uses.map((use) => answer(tools, use))),
      });
    }
    return "";
  };

/** How the loop may be run. */
const runs: Record<string, Run> = {
  "awaits the runner": async (client, tools, question) =>
    joined(await client.beta.messages.toolRunner({ ...base(question), thread: false, tools })),
  "goes through the runner's messages": async (client, tools, question) => {
    let last = "";
    const params = { ...base(question), thread: false as const, max_iterations: 5, tools };
    for await (const message of client.beta.messages.toolRunner(params)) last = joined(message);
    return last;
  },
  "goes through the runner's streams": async (client, tools, question) => {
    let last = "";
    const runner = client.beta.messages.toolRunner({
      ...base(question),
      thread: false,
      tools,
      stream: true,
    });
    for await (const stream of runner) {
      last = "";
      for await (const event of stream)
        if (event.type === "content_block_delta" && event.delta.type === "text_delta")
          last += event.delta.text;
    }
    return last;
  },
  "loops over create": looping(async (client, params) => await client.beta.messages.create(params)),
  "loops over stream": looping(
    async (client, params) => await client.beta.messages.stream(params).finalMessage(),
  ),
};

/** Each way to make the tools with each way to run the loop. */
export const styles: Record<string, Ask> = Object.fromEntries(
  Object.entries(makers).flatMap(([how, toolsOf]) =>
    Object.entries(runs).map(([then, run]): [string, Ask] => [
      `${how}, and ${then}`,
      async (client, hub, crm, { question, allow }) => {
        const all = await Promise.all([
          toolsOf("hub", hub, allow.hub),
          toolsOf("crm", crm, allow.crm),
        ]);
        return await run(client, all.flat(), question);
      },
    ]),
  ),
);
