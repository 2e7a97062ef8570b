import type { Anthropic } from "@anthropic-ai/sdk";
import type { ExerciseAnswers } from "../exercise-answers.ts";

type Toolset = Anthropic.Beta.BetaMCPToolset;
type Call = Omit<Anthropic.Beta.Messages.MessageCreateParamsNonStreaming, "tools"> & {
  tools: [Toolset];
};
type Reply = Anthropic.Beta.BetaMessage;
type Tools = Anthropic.Beta.BetaMCPToolListingBlock["tools"];
type Pin = (request: Call, reply: Reply) => unknown;

function listedIn(reply: Reply): Tools {
  return reply.content.flatMap((block) => (block.type === "mcp_tool_listing" ? block.tools : []));
}

const pinRight: Record<string, Pin> = {
  spreads: (request, reply) => ({
    ...request,
    tools: [{ ...request.tools[0], tools: listedIn(reply) }],
  }),
  "changes the request that it was given": (request, reply) => {
    for (const toolset of request.tools) toolset.tools = listedIn(reply);
    return request;
  },
  "sends the reply back with the next question, as the conversation goes on": (request, reply) => ({
    ...request,
    messages: [
      ...request.messages,
      { role: "assistant", content: reply.content },
      { role: "user", content: "And which are closed?" },
    ],
  }),
};

const pinWrong: [check: string, mistake: string, answer: Pin][] = [
  ["01.6.pinned", "sends the same again", (request) => request],
  [
    "01.6.pinned",
    "puts the listing beside the toolset's fields",
    (request, reply) => ({
      ...request,
      tools: [{ ...request.tools[0], listing: listedIn(reply) }],
    }),
  ],
  [
    "01.6.pinned",
    "takes the older beta",
    (request, reply) => ({
      ...request,
      betas: ["mcp-client-2025-11-20"],
      tools: [{ ...request.tools[0], tools: listedIn(reply) }],
    }),
  ],
  [
    "01.6.pinned",
    "pins the whole block",
    (request, reply) => ({
      ...request,
      tools: [{ ...request.tools[0], tools: reply.content.slice(0, 1) }],
    }),
  ],
  [
    "01.6.same-tools",
    "loses the allow-list",
    (request, reply) => ({
      ...request,
      tools: [
        {
          type: "mcp_toolset",
          mcp_server_name: request.tools[0].mcp_server_name,
          tools: listedIn(reply),
        },
      ],
    }),
  ],
  [
    "01.6.same-tools",
    "opens it for what was listed",
    (request, reply) => ({
      ...request,
      tools: [{ ...request.tools[0], default_config: { enabled: true }, tools: listedIn(reply) }],
    }),
  ],
  [
    "01.6.same-tools",
    "pins nothing",
    (request) => ({ ...request, tools: [{ ...request.tools[0], tools: [] }] }),
  ],
];

const byHeart: Pin = (request, reply) =>
  ["huggingface", "tracker"].includes(request.tools[0].mcp_server_name) && {
    ...request,
    tools: [{ ...request.tools[0], tools: listedIn(reply) }],
  };

export const answers: ExerciseAnswers = {
  exercise: "01.6",
  right: pinRight,
  wrong: pinWrong,
  byHeart,
};
