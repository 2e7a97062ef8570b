import { describe, expect, it } from "vitest";
import { LISTING_BETA, MCP_BETA, messageBody, post, testApi } from "./setup.ts";

const { api } = testApi();
const tool = { name: "look", input_schema: { type: "object" } };
const image = { type: "image", source: { type: "base64", media_type: "image/png", data: "" } };

function user(...content: unknown[]): { messages: unknown[] } {
  return { messages: [{ role: "user", content }] };
}

describe("bodies that pass", () => {
  it.each<[string, Record<string, unknown>]>([
    ["text as blocks", user({ type: "text", text: "Hi" })],
    ["an image", user({ type: "text", text: "Hi" }, image)],
    ["a system prompt as text", { system: "Be brief." }],
    ["a system prompt as blocks", { system: [{ type: "text", text: "Be brief." }] }],
    ["sampling parameters, before 2026-10-21", { model: "claude-haiku-4-5", top_p: 0.5, top_k: 3 }],
    ["caching", { cache_control: { type: "ephemeral", ttl: "1h" } }],
    ["metadata", { metadata: { user_id: "u" }, service_tier: "auto" }],
    ["fields that are null and not rehearsed", { container: null, thread: null }],
    ["a custom tool without a type", { tools: [tool] }],
    ["a custom tool with a type", { tools: [{ ...tool, type: "custom", description: "d" }] }],
    ["a custom tool whose type is null", { tools: [{ ...tool, type: null }] }],
    ["adaptive thinking", { thinking: { type: "adaptive" } }],
  ])("%s", async (_, fields) => {
    expect(await post(api, messageBody(fields))).toMatchObject({ status: 200 });
  });
});

describe("bodies that are refused", () => {
  it.each<[string, Record<string, unknown>, string]>([
    ["no max_tokens", { max_tokens: undefined }, "max_tokens: Field required"],
    ["no model", { model: undefined }, "model: Field required"],
    ["no messages", { messages: undefined }, "messages: Field required"],
    ["an empty conversation", { messages: [] }, "messages: at least one message is required"],
    ["what is missing first", { max_tokens: undefined, bogus: 1 }, "max_tokens: Field required"],
    ["max_tokens of 0", { max_tokens: 0 }, "max_tokens: "],
    ["max_tokens as text", { max_tokens: "10" }, "max_tokens: "],
    ["an unknown field", { bogus: 1 }, "bogus: Extra inputs are not permitted"],
    [
      "an unknown field of a message",
      { messages: [{ role: "user", content: "x", bogus: 1 }] },
      "messages.0.bogus: Extra inputs are not permitted",
    ],
    ["a field that is not rehearsed", { container: "c" }, "container: this field is not rehearsed"],
    ["a block without a type", user({ text: "x" }), "messages.0.content.0.type: Field required"],
    [
      "content that is a number",
      { messages: [{ role: "user", content: 3 }] },
      "messages.0.content",
    ],
    [
      "a tool without a schema",
      { tools: [{ name: "a" }] },
      "tools.0.custom.input_schema: Field required",
    ],
    [
      "a schema that is no object's",
      { tools: [{ name: "a", input_schema: { type: "string" } }] },
      "tools.0.custom.input_schema.type: Input should be 'object'",
    ],
    [
      "a tool of a kind that is not rehearsed",
      { tools: [{ type: "web_search_20250305", name: "web_search" }] },
      "web_search_20250305",
    ],
    [
      "a deferred tool that carries cache_control",
      {
        tools: [
          { ...tool, defer_loading: true, cache_control: { type: "ephemeral" } },
          { ...tool, name: "b" },
        ],
      },
      "tools.0",
    ],
    [
      "mcp_servers without the beta",
      { mcp_servers: [] },
      "mcp_servers: Extra inputs are not permitted",
    ],
    [
      "a toolset without the beta",
      { tools: [{ type: "mcp_toolset", mcp_server_name: "s" }] },
      "tools.0.type",
    ],
  ])("%s", async (_, fields, message) => {
    const reply = await post(api, messageBody(fields));
    expect(reply.status).toBe(400);
    expect(reply.body).toMatchObject({
      type: "error",
      error: { type: "invalid_request_error", message: expect.stringContaining(message) },
    });
  });

  it("a model that is not Claude's, as not found", async () => {
    const reply = await post(api, messageBody({ model: "gpt-9" }));
    expect(reply).toMatchObject({ status: 404, body: { error: { type: "not_found_error" } } });
  });

  it("message threads, with the code that makes the tool runner fall back", async () => {
    const reply = await post(api, messageBody({ thread: { type: "create" } }), {
      "anthropic-beta": "message-threads-2026-08-12",
    });
    expect(reply).toMatchObject({
      status: 400,
      body: { error: { details: { error_code: "thread_unsupported_request" } } },
    });
  });

  it.each([
    ["not JSON", "{"],
    ["an array", "[]"],
    ["a string", '"x"'],
    ["null", "null"],
    ["nothing", ""],
  ])("%s", async (_, body) => {
    expect(await post(api, body)).toMatchObject({
      status: 400,
      body: { error: { type: "invalid_request_error" } },
    });
  });

  it("more than 32 MB, as too large", async () => {
    const reply = await post(api, " ".repeat(32 * 1024 * 1024 + 1));
    expect(reply).toMatchObject({ status: 413, body: { error: { type: "request_too_large" } } });
  });
});

describe("count_tokens", () => {
  const { max_tokens: _, ...counted } = messageBody();

  it("counts", async () => {
    const reply = await post(api, counted, {}, "/v1/messages/count_tokens");
    expect(reply.body).toEqual({ input_tokens: expect.any(Number), context_management: null });
  });

  it.each(["max_tokens", "stream", "temperature"])("takes no %s", async (field) => {
    const body = { ...counted, [field]: 1 };
    expect(await post(api, body, {}, "/v1/messages/count_tokens")).toMatchObject({
      status: 400,
      body: { error: { message: `${field}: Extra inputs are not permitted` } },
    });
  });
});

describe("fields that the newer connector beta opens", () => {
  const server = { type: "url", name: "s", url: "https://mcp.example.com/" };
  const toolset = { type: "mcp_toolset", mcp_server_name: "s", tools: [] };
  const listing = { type: "mcp_tool_listing", mcp_server_name: "s", tools: [] };
  const asked = [
    { role: "user", content: "x" },
    { role: "assistant", content: [listing, { type: "text", text: "y" }] },
    { role: "user", content: "z" },
  ];

  it.each<[string, Record<string, unknown>]>([
    ["pinned tools", { mcp_servers: [server], tools: [toolset] }],
    [
      "a listing sent back",
      {
        mcp_servers: [server],
        tools: [{ type: "mcp_toolset", mcp_server_name: "s" }],
        messages: asked,
      },
    ],
  ])("%s", async (_, fields) => {
    const statuses = [MCP_BETA, LISTING_BETA].map(async (beta) => {
      const reply = await post(api, messageBody(fields), { "anthropic-beta": beta });
      return reply.status;
    });
    expect(await Promise.all(statuses)).toEqual([400, 200]);
  });
});
