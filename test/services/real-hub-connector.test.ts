import type { Anthropic } from "@anthropic-ai/sdk";
import { afterAll, beforeAll, expect, test } from "vitest";
import { ANONYMOUS_TOOLS, HUB_TOOLS, HUB_URL } from "../../lib/base/hub-names.ts";
import { type RealHub, startRealHub } from "../counterparts/real-hub.ts";
import { MCP_BETA, testApi } from "./messages-api/setup.ts";

/**
 * The rehearsed connector against a server that is none of ours: the real Hub's package, reached
 * under its public address. It runs without a network, so only what it answers by itself is asked.
 */
let hub: RealHub;

beforeAll(async () => {
  hub = await startRealHub();
});
afterAll(async () => {
  await hub.stop();
});

function connected(): ReturnType<typeof testApi> {
  return testApi({
    [new URL(HUB_URL).hostname]: async (request) =>
      await fetch(hub.url, {
        method: request.method,
        headers: request.headers,
        body: request.method === "POST" ? await request.text() : null,
      }),
  });
}

/** A request that lays open these tools of the server and no other. */
function allowing(...tools: string[]): Anthropic.Beta.MessageCreateParamsNonStreaming {
  return {
    model: "claude-opus-4-7",
    max_tokens: 1024,
    betas: [MCP_BETA],
    mcp_servers: [{ type: "url", name: "hub", url: HUB_URL }],
    tools: [
      {
        type: "mcp_toolset",
        mcp_server_name: "hub",
        default_config: { enabled: false },
        configs: Object.fromEntries(tools.map((name) => [name, { enabled: true }])),
      },
    ],
    messages: [{ role: "user", content: "Who is asking?" }],
  };
}

const text = (part: string) => [{ type: "text", text: expect.stringContaining(part) }];

test("a forced tool is called, and its answer comes back as a block", async () => {
  const { client, exchanges } = connected();
  const reply = await client.beta.messages.create({
    ...allowing(HUB_TOOLS.whoami),
    tool_choice: { type: "tool", name: `hub_${HUB_TOOLS.whoami}` },
  });
  const content = text("being used anonymously");
  expect(reply.content).toMatchObject([
    { type: "mcp_tool_use", server_name: "hub", name: HUB_TOOLS.whoami, input: {} },
    { type: "mcp_tool_result", is_error: false, content },
    { type: "text" },
  ]);
  expect(exchanges).toMatchObject([
    { method: "server/discover", outcome: { status: "result" } },
    {
      method: "tools/list",
      outcome: { status: "result", result: { tools: ANONYMOUS_TOOLS.map((name) => ({ name })) } },
    },
    {
      server: "hub",
      method: "tools/call",
      params: { name: HUB_TOOLS.whoami, arguments: {} },
      outcome: { status: "result", result: { content } },
    },
  ]);
});

test("a call that an earlier reply left open is made with the arguments that it has", async () => {
  const { client, exchanges } = connected();
  const input = { operations: [{ cmd: "cat", args: ["hf://README.md"] }] };
  const call = { id: "mcptoolu_open", name: HUB_TOOLS.fs, server_name: "hub", input };
  const request = allowing(HUB_TOOLS.fs);
  const reply = await client.beta.messages.create({
    ...request,
    messages: [
      ...request.messages,
      { role: "assistant", content: [{ type: "mcp_tool_use", ...call }] },
    ],
  });
  const content = text("hf://README.md");
  expect(reply.content).toMatchObject([
    { type: "mcp_tool_result", tool_use_id: call.id, is_error: false, content },
    { type: "text" },
  ]);
  expect(exchanges.filter(({ method }) => method === "tools/call")).toMatchObject([
    {
      params: { name: HUB_TOOLS.fs, arguments: input },
      outcome: {
        status: "result",
        result: { content, structuredContent: { results: [{ status: "success" }] } },
      },
    },
  ]);
});

test("a tool that is listed but not allowed is neither chosen nor called", async () => {
  const { client, exchanges } = connected();
  const request = allowing(HUB_TOOLS.whoami);
  const forced = client.beta.messages.create({
    ...request,
    tool_choice: { type: "tool", name: `hub_${HUB_TOOLS.fs}` },
  });
  await expect(forced).rejects.toMatchObject({ status: 400 });
  const call = { id: "mcptoolu_open", name: HUB_TOOLS.fs, server_name: "hub", input: {} };
  const continued = client.beta.messages.create({
    ...request,
    messages: [
      ...request.messages,
      { role: "assistant", content: [{ type: "mcp_tool_use", ...call }] },
    ],
  });
  await expect(continued).rejects.toMatchObject({ status: 400 });
  const any = await client.beta.messages.create({ ...request, tool_choice: { type: "any" } });
  const used = any.content.flatMap((block) => (block.type === "mcp_tool_use" ? block.name : []));
  expect(used).toEqual([HUB_TOOLS.whoami]);
  expect(
    exchanges.flatMap(({ method, params }) => (method === "tools/call" ? [params] : [])),
  ).toEqual([expect.objectContaining({ name: HUB_TOOLS.whoami })]);
});
