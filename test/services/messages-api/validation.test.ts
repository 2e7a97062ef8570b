import { describe, expect, it } from "vitest";
import { LISTING_BETA, MCP_BETA, mcpServer, messageBody, post, testApi } from "./setup.ts";

const { api, exchanges } = testApi({
  "a.example.com": mcpServer([{ name: "one" }, { name: "two" }]),
  "b.example.com": mcpServer([{ name: "one" }]),
});

const a = { type: "url", name: "a", url: "https://a.example.com/mcp" };
const b = { type: "url", name: "b", url: "https://b.example.com/mcp" };
const setA = { type: "mcp_toolset", mcp_server_name: "a" };
const setB = { type: "mcp_toolset", mcp_server_name: "b" };
const deferred = { default_config: { defer_loading: true } };

function send(fields: Record<string, unknown>, beta = MCP_BETA): ReturnType<typeof post> {
  return post(api, messageBody(fields), { "anthropic-beta": beta });
}

describe("the connector accepts", () => {
  it.each<[string, Record<string, unknown>]>([
    ["a server and its toolset", { mcp_servers: [a], tools: [setA] }],
    ["two servers with a tool of the same name", { mcp_servers: [a, b], tools: [setB, setA] }],
    ["a null token", { mcp_servers: [{ ...a, authorization_token: null }], tools: [setA] }],
    ["unknown names in configs", { mcp_servers: [a], tools: [{ ...setA, configs: { x: {} } }] }],
    ["null configs", { mcp_servers: [a], tools: [{ ...setA, configs: null }] }],
    [
      "no tool enabled at all",
      { mcp_servers: [a], tools: [{ ...setA, default_config: { enabled: false } }] },
    ],
    ["no servers", { mcp_servers: [], tools: [] }],
    [
      "some tools deferred",
      { mcp_servers: [a], tools: [{ ...setA, configs: { one: { defer_loading: true } } }] },
    ],
  ])("%s", async (_, fields) => {
    expect(await send(fields)).toMatchObject({ status: 200 });
  });
});

describe("the connector refuses", () => {
  it.each<[string, Record<string, unknown>]>([
    ["a toolset of an undefined server", { mcp_servers: [], tools: [setA] }],
    ["a server without a toolset", { mcp_servers: [a, b], tools: [setA] }],
    ["two toolsets of one server", { mcp_servers: [a], tools: [setA, setA] }],
    ["two servers of one name", { mcp_servers: [a, { ...b, name: "a" }], tools: [setA] }],
    ["http", { mcp_servers: [{ ...a, url: "http://a.example.com/mcp" }], tools: [setA] }],
    ["no URL", { mcp_servers: [{ ...a, url: "a.example.com" }], tools: [setA] }],
    ["another type", { mcp_servers: [{ ...a, type: "stdio" }], tools: [setA] }],
    ["no name", { mcp_servers: [{ type: "url", url: a.url }], tools: [setA] }],
    [
      "tool_configuration of the first beta",
      { mcp_servers: [{ ...a, tool_configuration: { enabled: true } }], tools: [setA] },
    ],
    [
      "a token that is a number",
      { mcp_servers: [{ ...a, authorization_token: 1 }], tools: [setA] },
    ],
    ["unknown options", { mcp_servers: [a], tools: [{ ...setA, default_config: { on: true } }] }],
    ["configs as a list", { mcp_servers: [a], tools: [{ ...setA, configs: [{ name: "one" }] }] }],
    ["nothing but deferred tools", { mcp_servers: [a], tools: [{ ...setA, ...deferred }] }],
    [
      "cache_control on a deferred last tool",
      {
        mcp_servers: [a, b],
        tools: [{ ...setA, ...deferred, cache_control: { type: "ephemeral" } }, setB],
      },
    ],
    [
      "a tool of ours with the name the API composes",
      { mcp_servers: [a], tools: [setA, { name: "a_one", input_schema: { type: "object" } }] },
    ],
  ])("%s", async (_, fields) => {
    expect(await send(fields)).toMatchObject({
      status: 400,
      body: { type: "error", error: { type: "invalid_request_error" } },
    });
  });

  it("a listing of a server that is not there, with its code", async () => {
    const listing = { type: "mcp_tool_listing", mcp_server_name: "gone", tools: [] };
    const messages = [
      { role: "user", content: "x" },
      { role: "assistant", content: [listing, { type: "text", text: "y" }] },
      { role: "user", content: "z" },
    ];
    expect(await send({ mcp_servers: [a], tools: [setA], messages }, LISTING_BETA)).toMatchObject({
      status: 400,
      body: { error: { details: { error_code: "tool_reference_unresolved" } } },
    });
  });

  it("more than 10,000 pinned tools, with its code", async () => {
    const tools = Array.from({ length: 10_001 }, (_, index) => ({
      name: `t${index}`,
      input_schema: {},
    }));
    const fields = { mcp_servers: [a], tools: [{ ...setA, tools }] };
    expect(await send(fields, LISTING_BETA)).toMatchObject({
      status: 400,
      body: { error: { details: { error_code: "available_tools_limit_exceeded" } } },
    });
  });

  it("before any server is contacted, where the request alone is wrong", async () => {
    const before = exchanges.length;
    await send({ mcp_servers: [a, b], tools: [setA] });
    expect(exchanges).toHaveLength(before);
  });
});
