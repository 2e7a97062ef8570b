import { createRequire } from "node:module";
import type { Anthropic } from "@anthropic-ai/sdk";
import type { BetaRunnableTool } from "@anthropic-ai/sdk/lib/tools/BetaRunnableTool";
import type { Client, Tool } from "@modelcontextprotocol/client";
import { createRandom } from "../../../lib/base/random.ts";
import { directVariant } from "../../../lib/lessons/05-zdr-alternative/direct-variant.ts";
import type { ExerciseAnswers } from "../exercise-answers.ts";
import { styles } from "./direct-styles.ts";

const require = createRequire(import.meta.url);
/** The copy whose errors the client of a notebook knows. */
const {
  mcpTools,
}: typeof import("@anthropic-ai/sdk/helpers/beta/mcp") = require("@anthropic-ai/sdk/helpers/beta/mcp");

type Side = "hub" | "crm";
interface Task {
  question: string;
  allow: Record<Side, string[]>;
  env: { HF_TOKEN: string; CRM_API_KEY: string };
}
type Ask = (client: Anthropic, hub: Client, crm: Client, task: Task) => Promise<unknown>;
type Call = { name: string; arguments?: Record<string, unknown> };
type Params = Parameters<Anthropic["beta"]["messages"]["toolRunner"]>[0];
type Texts = { content: { type: "text"; text: string }[]; isError: boolean };

const withoutLinks = (client: Client): { callTool: (call: Call) => Promise<Texts> } => ({
  callTool: async (call) => {
    const { content, isError } = await client.callTool(call);
    const texts = content.flatMap((block) => (block.type === "text" ? [block] : []));
    return { content: texts, isError: isError === true };
  },
});

/** What is exchanged in an answer that is otherwise right. */
interface Parts {
  allowed?: (tool: Tool, side: Side, task: Task) => boolean;
  nameOf?: (name: string, side: Side) => string;
  list?: (client: Client) => Promise<Tool[]>;
  connect?: (client: Client) => { callTool: (call: Call) => Promise<Texts> };
  tools?: (tools: BetaRunnableTool[]) => BetaRunnableTool[];
  params?: (params: Params, task: Task) => Params;
  run?: (client: Anthropic, params: Params) => Promise<Anthropic.Beta.BetaMessage>;
  textOf?: (reply: Anthropic.Beta.BetaMessage) => unknown;
}

const listAll = async (client: Client): Promise<Tool[]> => (await client.listTools()).tools;

const textsOf = (reply: Anthropic.Beta.BetaMessage): string =>
  reply.content.map((block) => (block.type === "text" ? block.text : "")).join("");

function askWith(parts: Parts = {}): Ask {
  return async (client, hub, crm, task) => {
    const toolsOf = async (side: Side, mcp: Client): Promise<BetaRunnableTool[]> => {
      const tools = await (parts.list ?? listAll)(mcp);
      const isAllowed = parts.allowed ?? (({ name }) => task.allow[side].includes(name));
      const allowed = tools.filter((tool) => isAllowed(tool, side, task));
      return mcpTools(allowed, (parts.connect ?? withoutLinks)(mcp)).map((tool) =>
        Object.assign(tool, {
          name: (parts.nameOf ?? ((name) => `${side}_${name}`))(tool.name, side),
        }),
      );
    };
    const tools = [...(await toolsOf("hub", hub)), ...(await toolsOf("crm", crm))];
    const params: Params = {
      model: "claude-opus-5-5",
      max_tokens: 4096,
      max_iterations: 10,
      thread: false,
      tools: parts.tools?.(tools) ?? tools,
      messages: [{ role: "user", content: task.question }],
    };
    const changed = parts.params?.(params, task) ?? params;
    const reply = await (parts.run ?? runWhole)(client, changed);
    return (parts.textOf ?? textsOf)(reply);
  };
}

const runWhole: NonNullable<Parts["run"]> = async (client, params) =>
  await client.beta.messages.toolRunner({ ...params, stream: false });

/** The next page of a listing by its cursor. */
const listByHand =
  (pages: number) =>
  async (client: Client): Promise<Tool[]> => {
    const tools: Tool[] = [];
    let cursor: string | undefined;
    for (let page = 0; page < pages; page += 1) {
      const params = cursor === undefined ? {} : { cursor };
      const listed = await client.request({ method: "tools/list", params });
      tools.push(...listed.tools);
      cursor = listed.nextCursor;
      if (cursor === undefined) break;
    }
    return tools;
  };

/** A loop of its own, without runner and helpers. */
function ownLoop(options: {
  checksName: boolean;
  keepsHistory: boolean;
  streams?: boolean;
  /** Requests at most. */
  most?: number;
}): Ask {
  return async (client, hub, crm, task) => {
    const sides = { hub, crm };
    const listed = await Promise.all(
      (["hub", "crm"] as const).map(async (side) => ({
        side,
        tools: (await sides[side].listTools()).tools.filter(({ name }) =>
          task.allow[side].includes(name),
        ),
      })),
    );
    const tools = listed.flatMap(({ side, tools: own }) =>
      own.map(({ name, inputSchema: { properties = {}, required = [] } }) => ({
        name: `${side}-${name}`,
        input_schema: { type: "object" as const, properties, required },
      })),
    );
    const messages: Anthropic.Beta.BetaMessageParam[] = [{ role: "user", content: task.question }];
    for (let round = 1; ; round += 1) {
      const sent = options.keepsHistory ? messages : messages.slice(-2);
      const params = {
        model: "claude-opus-5-5",
        max_tokens: 4096,
        messages:
          sent[0]?.role === "assistant"
            ? [{ role: "user" as const, content: "Go on." }, ...sent]
            : sent,
        tools,
      };
      const reply =
        options.streams === true
          ? await client.beta.messages.stream(params).finalMessage()
          : await client.beta.messages.create(params);
      const uses = reply.content.flatMap((block) => (block.type === "tool_use" ? [block] : []));
      if (uses.length === 0 || round === (options.most ?? 5)) return textsOf(reply);
      const results = await Promise.all(
        uses.map(async ({ id, name, input }) => {
          const side = name.startsWith("hub-") ? "hub" : "crm";
          const base = name.slice(side.length + 1);
          const known = tools.some((tool) => tool.name === name);
          const { content, isError } =
            options.checksName && !known
              ? { content: [{ type: "text" as const, text: "no such tool" }], isError: true }
              : await withoutLinks(sides[side])
                  .callTool({
                    name: base,
                    arguments: Object(input),
                  })
                  .catch((error: unknown) => ({
                    content: [{ type: "text" as const, text: String(error) }],
                    isError: true,
                  }));
          return { type: "tool_result" as const, tool_use_id: id, content, is_error: isError };
        }),
      );
      messages.push(
        { role: "assistant", content: reply.content },
        { role: "user", content: results },
      );
    }
  };
}

const rightAnswers: Record<string, Ask> = {
  ...styles,
  "uses the runner": askWith(),
  "names tools in another way": askWith({ nameOf: (name, side) => `${name}__of_${side}` }),
  "keeps a loop of its own": ownLoop({ checksName: true, keepsHistory: true }),
  "keeps a loop of its own, and streams": ownLoop({
    checksName: true,
    keepsHistory: true,
    streams: true,
  }),
  "lets the runner stream, and follows the pages by hand": askWith({
    list: listByHand(9),
    run: async (client, params) =>
      await client.beta.messages.toolRunner({ ...params, stream: true }).runUntilDone(),
  }),
};

const MCP_BETA = "mcp-client-2025-11-20";

const wrongAnswers: [check: string, mistake: string, answer: Ask, advice?: RegExp][] = [
  [
    "05.3.direct",
    "leaves mcp_servers in",
    askWith({
      params: (params) => ({
        ...params,
        betas: [MCP_BETA],
        mcp_servers: [{ type: "url", name: "hub", url: "https://huggingface.co/mcp" }],
      }),
    }),
  ],
  [
    "05.3.direct",
    "still sends the connector's beta",
    askWith({ params: (params) => ({ ...params, betas: [MCP_BETA] }) }),
  ],
  [
    "05.3.calls",
    "gives the helpers results with links",
    // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the mistake: a client as it is
    askWith({ connect: (client) => client as unknown as ReturnType<typeof withoutLinks> }),
  ],
  ["05.3.calls", "reads the first page of a listing", askWith({ list: listByHand(1) })],
  [
    "05.3.calls",
    "returns the text of the first block, where that is a text",
    askWith({ textOf: ({ content: [first] }) => (first?.type === "text" ? first.text : "") }),
  ],
  [
    "05.3.calls",
    "returns the first text of the last reply",
    askWith({
      textOf: ({ content }) => content.flatMap((one) => (one.type === "text" ? one.text : []))[0],
    }),
  ],
  [
    "05.3.calls",
    "returns what all replies said",
    askWith({
      run: async (client, params) => {
        const said: Anthropic.Beta.BetaContentBlock[] = [];
        const runner = client.beta.messages.toolRunner({ ...params, stream: false });
        for await (const { content } of runner) said.push(...content);
        return { ...(await runner.done()), content: said };
      },
    }),
    /of no other/,
  ],
  [
    "05.3.calls",
    "makes the calls of one reply, and asks no third time",
    ownLoop({ checksName: true, keepsHistory: true, most: 2 }),
  ],
  ["05.3.calls", "returns the message", askWith({ textOf: (reply) => ({ ...reply }) })],
  [
    "05.3.calls",
    "tells the model no more than that it worked",
    askWith({
      connect: (client) => ({
        callTool: async (call) => {
          const result = await withoutLinks(client).callTool(call);
          return result.isError ? result : { ...result, content: [{ type: "text", text: "done" }] };
        },
      }),
    }),
  ],
  ["05.3.allow-list", "hands on all tools", askWith({ allowed: () => true })],
  [
    "05.3.allow-list",
    "has one list for both servers",
    askWith({
      allowed: ({ name }, _side, { allow }) => [...allow.hub, ...allow.crm].includes(name),
    }),
  ],
  [
    "05.3.allow-list",
    "calls whatever the model names",
    ownLoop({ checksName: false, keepsHistory: true }),
  ],
  ["05.3.names", "keeps the servers' names", askWith({ nameOf: (name) => name })],
  [
    "05.3.names",
    "drops the second tool of a name",
    askWith({
      nameOf: (name) => name,
      tools: (tools) =>
        tools.filter(({ name }, at) => tools.findIndex((one) => one.name === name) === at),
    }),
  ],
  [
    "05.3.history",
    "lets the runner use message threads",
    askWith({
      params: ({ thread: _thread, ...params }) => params,
    }),
  ],
  [
    "05.3.history",
    "sends the last messages only",
    ownLoop({ checksName: true, keepsHistory: false }),
  ],
  [
    "05.3.errors",
    "makes a result of an error",
    askWith({
      connect: (client) => ({
        callTool: async (call) => {
          return { ...(await withoutLinks(client).callTool(call)), isError: false };
        },
      }),
    }),
  ],
  [
    "05.3.errors",
    "says only that something failed",
    askWith({
      connect: (client) => ({
        callTool: async (call) => {
          const result = await withoutLinks(client).callTool(call);
          if (result.isError) throw new Error("The tool failed.");
          return result;
        },
      }),
    }),
  ],
  [
    "05.3.secrets",
    "tells the model the token",
    askWith({ params: (params, { env }) => ({ ...params, system: `Token: ${env.HF_TOKEN}` }) }),
  ],
  [
    "05.3.secrets",
    "sends the key as metadata",
    askWith({
      params: (params, { env }) => ({ ...params, metadata: { user_id: env.CRM_API_KEY } }),
    }),
  ],
];

const shown = [503, 2053].map((seed) => directVariant(createRandom(seed)));

/** Asks as it should, and knows what the model says in the end. */
const byHeart: Ask = async (client, hub, crm, task) => {
  await askWith()(client, hub, crm, task);
  return shown.find(({ question }) => question === task.question)?.final;
};

export const answers: ExerciseAnswers = {
  exercise: "05.3",
  right: rightAnswers,
  wrong: wrongAnswers,
  byHeart,
  equivalent: [
    {
      reason: "How long an answer, and how many rounds, may be is free.",
      mutants: [
        "property-dropped: max_iterations: 10, thread: false, → thread: false,",
        "number-raised: max_tokens: 4096, → max_tokens: 4097,",
        "number-lowered: max_tokens: 4096, → max_tokens: 4095,",
        "number-raised: max_iterations: 10, → max_iterations: 11,",
        "number-lowered: max_iterations: 10, → max_iterations: 9,",
      ],
    },
  ],
};
