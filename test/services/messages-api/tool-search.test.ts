import { describe, expect, it } from "vitest";
import { MCP_BETA, mcpServer, messageBody, post, type ReplyBody, testApi } from "./setup.ts";

const search = { type: "tool_search_tool_regex_20251119", name: "tool_search_tool_regex" };
const bm25 = { type: "tool_search_tool_bm25", name: "tool_search_tool_bm25" };
const weather = {
  name: "get_weather",
  description: "Get the weather at a specific location",
  input_schema: {
    type: "object",
    properties: { location: { type: "string" } },
    required: ["location"],
  },
  defer_loading: true,
};
const files = {
  name: "search_files",
  description: "Search through files in the workspace",
  input_schema: { type: "object", properties: { query: { type: "string" } } },
  defer_loading: true,
};
const question = { role: "user", content: 'What is the weather in "San Francisco"?' };
const crm = mcpServer([
  {
    name: "find_company",
    description: "Finds a company.",
    annotations: { readOnlyHint: true },
    inputSchema: { type: "object", properties: { name: { type: "string" } }, required: ["name"] },
  },
  { name: "list_deals", annotations: { readOnlyHint: true } },
]);

async function ask(fields: Record<string, unknown>): Promise<{ status: number; body: ReplyBody }> {
  const { api } = testApi({ "crm.example.com": crm });
  const body = messageBody({ tools: [search, weather, files], messages: [question], ...fields });
  return post(api, body, { "anthropic-beta": MCP_BETA });
}

describe("a search among deferred tools", () => {
  it("finds one and calls it", async () => {
    const { body } = await ask({});
    expect(body.stop_reason).toBe("tool_use");
    expect(body.content).toEqual([
      {
        type: "server_tool_use",
        id: "srvtoolu_rehearsal_0001",
        name: "tool_search_tool_regex",
        input: { pattern: expect.stringMatching(/\bweather\b/) },
        caller: { type: "direct" },
      },
      {
        type: "tool_search_tool_result",
        tool_use_id: "srvtoolu_rehearsal_0001",
        content: {
          type: "tool_search_tool_search_result",
          tool_references: [{ type: "tool_reference", tool_name: "get_weather" }],
        },
      },
      {
        type: "tool_use",
        id: "toolu_rehearsal_0001",
        name: "get_weather",
        input: { location: "San Francisco" },
      },
    ]);
  });

  it("asks the other kind in words", async () => {
    const { body } = await ask({ tools: [bm25, weather, files] });
    expect(body.content[0]).toMatchObject({
      name: "tool_search_tool_bm25",
      input: { query: expect.stringContaining("weather") },
    });
  });

  it("finds nothing where nothing fits", async () => {
    const { body } = await ask({ messages: [{ role: "user", content: "Good morning" }] });
    expect(body.content).toMatchObject([
      { type: "server_tool_use" },
      { type: "tool_search_tool_result", content: { tool_references: [] } },
      { type: "text" },
    ]);
  });

  it("is not needed for a tool that is not deferred, nor made when no tool may be called", async () => {
    const { body } = await ask({ tools: [search, { ...weather, defer_loading: false }, files] });
    expect(body.content.map(({ type }) => type)).toEqual(["tool_use"]);
    const none = await ask({ tool_choice: { type: "none" } });
    expect(none.body.content.map(({ type }) => type)).toEqual(["text"]);
  });

  it("needs no second one once a tool was found", async () => {
    const first = await ask({});
    const result = { type: "tool_result", tool_use_id: "toolu_rehearsal_0001", content: "Fog" };
    const messages = [
      question,
      { role: "assistant", content: first.body.content },
      { role: "user", content: [result] },
    ];
    const second = await ask({ messages });
    expect(second.body.content).toMatchObject([
      { type: "text", text: expect.stringContaining("get_weather: Fog") },
    ]);
    const third = await ask({
      messages: [
        ...messages,
        { role: "assistant", content: second.body.content },
        { role: "user", content: 'And the weather in "Oslo"?' },
      ],
    });
    expect(third.body.content).toMatchObject([{ type: "tool_use", input: { location: "Oslo" } }]);
  });

  it("finds the tools of MCP servers, and the API calls them", async () => {
    const { body } = await ask({
      mcp_servers: [{ type: "url", name: "crm", url: "https://crm.example.com/mcp" }],
      tools: [
        bm25,
        { type: "mcp_toolset", mcp_server_name: "crm", default_config: { defer_loading: true } },
      ],
      messages: [{ role: "user", content: 'Find the company "Acme Labs".' }],
    });
    expect(body.content.map(({ type }) => type)).toEqual([
      "server_tool_use",
      "tool_search_tool_result",
      "mcp_tool_use",
      "mcp_tool_result",
      "text",
    ]);
    expect(body.content[1]).toMatchObject({
      content: { tool_references: [{ tool_name: "crm_find_company" }] },
    });
  });

  it("may be the caller's own: what its result refers to can be called", async () => {
    const own = { name: "look_up_tools", input_schema: { type: "object" } };
    const messages = [
      question,
      {
        role: "assistant",
        content: [{ type: "tool_use", id: "1", name: "look_up_tools", input: {} }],
      },
      {
        role: "user",
        content: [
          {
            type: "tool_result",
            tool_use_id: "1",
            content: [{ type: "tool_reference", tool_name: "get_weather" }],
          },
        ],
      },
    ];
    const { body } = await ask({ tools: [own, weather, files], messages });
    expect(body.content).toMatchObject([{ type: "tool_use", name: "get_weather" }]);
  });

  it("streams as a call does, and its result whole", async () => {
    const { client } = testApi();
    const stream = client.beta.messages.stream({
      model: "claude-opus-4-7",
      max_tokens: 1024,
      tools: [
        { type: "tool_search_tool_regex_20251119", name: "tool_search_tool_regex" },
        {
          name: "get_weather",
          defer_loading: true,
          input_schema: { type: "object", properties: { location: { type: "string" } } },
        },
      ],
      messages: [{ role: "user", content: "What is the weather?" }],
    });
    const whole = await ask({
      tools: [
        search,
        {
          name: "get_weather",
          defer_loading: true,
          input_schema: { type: "object", properties: { location: { type: "string" } } },
        },
      ],
      messages: [{ role: "user", content: "What is the weather?" }],
    });
    expect((await stream.finalMessage()).content).toEqual(whole.body.content);
  });
});

describe("requests that are refused", () => {
  it.each<[string, Record<string, unknown>, string]>([
    [
      "a search tool that is deferred, as all others",
      { tools: [{ ...search, defer_loading: true }, weather] },
      "At least one tool must have defer_loading=false. All tools cannot be deferred.",
    ],
    [
      "a result for a search of the API's",
      {
        messages: [
          question,
          {
            role: "assistant",
            content: [
              { type: "server_tool_use", id: "srv1", name: "tool_search_tool_regex", input: {} },
              {
                type: "tool_search_tool_result",
                tool_use_id: "srv1",
                content: { type: "tool_search_tool_search_result", tool_references: [] },
              },
            ],
          },
          { role: "user", content: [{ type: "tool_result", tool_use_id: "srv1" }] },
        ],
      },
      "unexpected `tool_use_id` found in `tool_result` blocks: srv1.",
    ],
    [
      "a search without its result",
      {
        messages: [
          question,
          {
            role: "assistant",
            content: [
              { type: "server_tool_use", id: "srv1", name: "tool_search_tool_regex", input: {} },
            ],
          },
          { role: "user", content: "x" },
        ],
      },
      "`tool_search_tool_regex` tool use with id `srv1` was found without a corresponding `tool_search_tool_result` block",
    ],
    [
      "a deferred tool with a breakpoint",
      { tools: [search, { ...weather, cache_control: { type: "ephemeral" } }] },
      "tools.1: a deferred tool cannot carry cache_control",
    ],
  ])("%s", async (_, fields, says) => {
    const reply = await ask(fields);
    expect(reply).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining(says) } },
    });
  });
});
