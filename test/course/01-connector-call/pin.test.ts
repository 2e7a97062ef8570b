import type { Anthropic } from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { judgeAnswer, openChecks } from "../judge-answer.ts";

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

const right: [style: string, answer: Pin][] = [
  [
    "spreads",
    (request, reply) => ({ ...request, tools: [{ ...request.tools[0], tools: listedIn(reply) }] }),
  ],
  [
    "changes the request that it was given",
    (request, reply) => {
      for (const toolset of request.tools) toolset.tools = listedIn(reply);
      return request;
    },
  ],
  [
    "sends the reply back with the next question, as the conversation goes on",
    (request, reply) => ({
      ...request,
      messages: [
        ...request.messages,
        { role: "assistant", content: reply.content },
        { role: "user", content: "And which are closed?" },
      ],
    }),
  ],
];

const wrong: [check: string, mistake: string, answer: Pin][] = [
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

describe("01.6 pin the listing", () => {
  it.each(right)("passes for one that %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer("01.6", answer))).toEqual([]);
  });

  it.each(wrong)("fails %s for one that %s", async (check, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("01.6", answer))).toEqual([check]);
  });
});
