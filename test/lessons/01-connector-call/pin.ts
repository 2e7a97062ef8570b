import type { Anthropic } from "@anthropic-ai/sdk";
import type { ExerciseAnswers } from "../exercise-answers.ts";

type Toolset = Anthropic.Beta.BetaMCPToolset;
type Call = Omit<Anthropic.Beta.Messages.MessageCreateParamsNonStreaming, "tools"> & {
  tools: Toolset[];
};
type Reply = Anthropic.Beta.BetaMessage;
type Listing = Anthropic.Beta.BetaMCPToolListingBlock;
type Pin = (request: Call, reply: Reply) => unknown;

function listingsIn(reply: Reply): Listing[] {
  return reply.content.flatMap((block) => (block.type === "mcp_tool_listing" ? [block] : []));
}

function listedFor({ mcp_server_name: name }: Toolset, reply: Reply): Listing["tools"] {
  return listingsIn(reply).find((listing) => listing.mcp_server_name === name)?.tools ?? [];
}

/** The request with each toolset made of the old one. */
function pinning(make: (toolset: Toolset, reply: Reply, index: number) => object): Pin {
  return (request, reply) => ({
    ...request,
    tools: request.tools.map((toolset, index) => make(toolset, reply, index)),
  });
}

const pinned = pinning((toolset, reply) => ({ ...toolset, tools: listedFor(toolset, reply) }));

/** The conversation goes on with these blocks of the reply. */
const sendsBack =
  (blocksOf: (reply: Reply) => Reply["content"]): Pin =>
  (request, reply) => ({
    ...request,
    messages: [
      ...request.messages,
      { role: "assistant", content: blocksOf(reply) },
      { role: "user", content: "And which are closed?" },
    ],
  });

const pinRight: Record<string, Pin> = {
  spreads: pinned,
  "changes the request that it was given": (request, reply) => {
    for (const toolset of request.tools) toolset.tools = listedFor(toolset, reply);
    return request;
  },
  "goes through the listings": (request, reply) => {
    const tools = new Map(request.tools.map((toolset) => [toolset.mcp_server_name, toolset]));
    for (const { mcp_server_name: name, tools: listed } of listingsIn(reply)) {
      const toolset = tools.get(name);
      if (toolset !== undefined) tools.set(name, { ...toolset, tools: listed });
    }
    return { ...request, tools: [...tools.values()] };
  },
  "sends the reply back with the next question, as the conversation goes on": sendsBack(
    ({ content }) => content,
  ),
};

const pinWrong: [check: string | string[], mistake: string, answer: Pin][] = [
  ["01.6.pinned", "sends the same again", (request) => request],
  [
    "01.6.pinned",
    "puts the listing beside the toolset's fields",
    pinning((toolset, reply) => ({ ...toolset, listing: listedFor(toolset, reply) })),
  ],
  [
    "01.6.pinned",
    "takes the older beta",
    (request, reply) => ({
      ...Object(pinned(request, reply)),
      betas: ["mcp-client-2025-11-20"],
    }),
  ],
  [
    "01.6.pinned",
    "pins the whole block",
    pinning((toolset, reply) => ({ ...toolset, tools: listingsIn(reply) })),
  ],
  [
    "01.6.pinned",
    "pins the first server only",
    pinning((toolset, reply, index) =>
      index === 0 ? { ...toolset, tools: listedFor(toolset, reply) } : toolset,
    ),
  ],
  [
    "01.6.pinned",
    "sends back only what was said",
    sendsBack(({ content }) => content.filter(({ type }) => type !== "mcp_tool_listing")),
  ],
  [
    ["01.6.pinned", "01.6.same-tools"],
    "pins every listing for every server, and so names a tool twice",
    pinning((toolset, reply) => ({
      ...toolset,
      tools: listingsIn(reply).flatMap(({ tools }) => tools),
    })),
  ],
  [
    "01.6.same-tools",
    "pins the first listing for every server",
    pinning((toolset, reply) => ({ ...toolset, tools: listingsIn(reply)[0]?.tools ?? [] })),
  ],
  [
    "01.6.same-tools",
    "loses the allow-list",
    pinning((toolset, reply) => ({
      type: "mcp_toolset",
      mcp_server_name: toolset.mcp_server_name,
      tools: listedFor(toolset, reply),
    })),
  ],
  [
    "01.6.same-tools",
    "opens it for what was listed",
    pinning((toolset, reply) => ({
      ...toolset,
      default_config: { enabled: true },
      tools: listedFor(toolset, reply),
    })),
  ],
  ["01.6.same-tools", "pins nothing", pinning((toolset) => ({ ...toolset, tools: [] }))],
  [
    "01.6.same-tools",
    "pins names without descriptions",
    pinning((toolset, reply) => ({
      ...toolset,
      tools: listedFor(toolset, reply).map(({ name, input_schema }) => ({ name, input_schema })),
    })),
  ],
];

const published = new Set(["huggingface", "tracker", "wiki"]);

const byHeart: Pin = (request, reply) =>
  request.tools.every(({ mcp_server_name: name }) => published.has(name)) && pinned(request, reply);

export const answers: ExerciseAnswers = {
  exercise: "01.6",
  right: pinRight,
  wrong: pinWrong,
  byHeart,
};
