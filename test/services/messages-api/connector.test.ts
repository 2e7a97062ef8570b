import { McpServer as LegacyServer } from "@modelcontextprotocol/sdk/server/mcp.js";
import { WebStandardStreamableHTTPServerTransport } from "@modelcontextprotocol/sdk/server/webStandardStreamableHttp.js";
import { type CallToolResult, createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { describe, expect, it } from "vitest";
import { LISTING_BETA, MCP_BETA, mcpServer, messageBody, post, testApi } from "./setup.ts";

type Serve = (request: Request) => Promise<Response>;

const tools = [{ name: "look", annotations: { readOnlyHint: true } }];
const question = [{ role: "user", content: "Have a look" }];

function send(
  serve: Serve,
  options: {
    token?: string;
    url?: string;
    beta?: string;
    toolset?: object;
    timeoutMs?: number;
  } = {},
): { reply: ReturnType<typeof post>; exchanges: ReturnType<typeof testApi>["exchanges"] } {
  const { url = "https://mcp.example.com/mcp", token, beta = MCP_BETA, toolset = {} } = options;
  const { api, exchanges } = testApi(
    { "mcp.example.com": serve },
    { mcpTimeoutMs: options.timeoutMs ?? 5000 },
  );
  const server = { type: "url", name: "s", url, authorization_token: token };
  const body = messageBody({
    mcp_servers: [server],
    tools: [{ type: "mcp_toolset", mcp_server_name: "s", ...toolset }],
    messages: question,
  });
  return { reply: post(api, body, { "anthropic-beta": beta }), exchanges };
}

/** A server of the older protocol only, with a session, on the SDK's first line. */
function legacyServer(): { serve: Serve; ended: () => boolean } {
  const server = new LegacyServer({ name: "old", version: "1.0.0" });
  server.registerTool("look", { description: "Looks." }, () => ({
    content: [{ type: "text", text: "seen" }],
  }));
  let ended = false;
  const transport = new WebStandardStreamableHTTPServerTransport({
    sessionIdGenerator: () => "session-1",
    onsessionclosed: () => {
      ended = true;
    },
  });
  const ready = server.connect(transport);
  return {
    serve: async (request) => {
      await ready;
      return transport.handleRequest(request);
    },
    ended: () => ended,
  };
}

describe("protocol eras", () => {
  it("2026-07-28: no handshake", async () => {
    const { reply, exchanges } = send(mcpServer(tools));
    await expect(reply).resolves.toMatchObject({ status: 200 });
    expect(exchanges.map(({ method, outcome }) => `${method} ${outcome.status}`)).toEqual([
      "server/discover result",
      "tools/list result",
      "tools/call result",
    ]);
  });

  it("2025-11-25, on the first SDK: the handshake, and the session is ended", async () => {
    const { serve, ended } = legacyServer();
    const { reply, exchanges } = send(serve);
    await expect(reply).resolves.toMatchObject({
      status: 200,
      body: { content: [{}, { is_error: false, content: [{ text: "seen" }] }, {}] },
    });
    expect(exchanges.map(({ method, outcome }) => `${method} ${outcome.status}`)).toEqual([
      "server/discover error",
      "initialize result",
      "tools/list result",
      "tools/call result",
    ]);
    expect(ended()).toBe(true);
  });
});

describe("authorization", () => {
  it.each([
    ["a token", "secret", "Bearer secret"],
    ["an empty token", "", null],
    ["no token", undefined, null],
  ])("%s", async (_, token, header) => {
    const seen: (string | null)[] = [];
    const inner = mcpServer(tools);
    const { reply } = send(
      (request) => {
        seen.push(request.headers.get("authorization"));
        return inner(request);
      },
      token === undefined ? {} : { token },
    );
    await reply;
    expect(new Set(seen)).toEqual(new Set([header]));
  });
});

function status(code: number): Serve {
  return () => Promise.resolve(new Response("no", { status: code }));
}

function page(): Promise<Response> {
  return Promise.resolve(new Response("<p>hi</p>", { headers: { "content-type": "text/html" } }));
}

describe("a server that fails before its tools are known", () => {
  it.each<[string, Serve, string]>([
    ["401", status(401), "Invalid authorization token for MCP server 's'."],
    ["403", status(403), "Connection error while communicating with MCP server"],
    ["404", status(404), "Connection error while communicating with MCP server"],
    ["500", status(500), "Connection error while communicating with MCP server"],
    ["503", status(503), "Connection error while communicating with MCP server"],
    ["a web page", page, "Connection error while communicating with MCP server"],
    [
      "broken JSON",
      () => Promise.resolve(new Response("{", { headers: { "content-type": "application/json" } })),
      "Connection error while communicating with MCP server",
    ],
    [
      "a redirect to elsewhere",
      () => Promise.resolve(Response.redirect("https://elsewhere.example.com/", 302)),
      "Connection error while communicating with MCP server",
    ],
    [
      "no connection",
      () => Promise.reject(new Error("ECONNREFUSED")),
      "Connection error while communicating with MCP server",
    ],
  ])("%s", async (_, serve, message) => {
    const { reply, exchanges } = send(serve, { token: "secret" });
    const { status: code, body, headers } = await reply;
    expect({ code, body }).toMatchObject({
      code: 400,
      body: {
        type: "error",
        error: { type: "invalid_request_error", message: expect.stringContaining(message) },
        request_id: headers.get("request-id"),
      },
    });
    expect(JSON.stringify(body)).not.toContain("secret");
    expect(exchanges.at(-1)?.outcome.status).toBe("error");
  });

  it("silence", async () => {
    const { reply } = send(() => new Promise(() => {}), { timeoutMs: 30 });
    expect(await reply).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining("unavailable or unresponsive") } },
    });
  });

  it("a server that breaks between the listing and the call", async () => {
    const inner = mcpServer(tools);
    const { reply } = send(async (request) => {
      const body = await request.clone().text();
      return body.includes("tools/call") ? new Response("no", { status: 502 }) : inner(request);
    });
    expect(await reply).toMatchObject({ status: 400 });
  });
});

describe("addresses the API cannot reach", () => {
  it.each([
    "https://127.0.0.1/mcp",
    "https://localhost:8443/mcp",
    "https://crm.local/mcp",
    "https://intranet/mcp",
    "https://10.0.0.8/mcp",
    "https://172.20.1.1/mcp",
    "https://192.168.1.5/mcp",
    "https://169.254.169.254/latest",
    "https://2130706433/mcp",
    "https://[::1]/mcp",
    "https://[fd00::1]/mcp",
    "https://[::ffff:127.0.0.1]/mcp",
  ])("%s", async (url) => {
    const { api, exchanges } = testApi({}, { serverFor: () => undefined });
    const reply = await post(
      api,
      messageBody({
        mcp_servers: [{ type: "url", name: "s", url }],
        tools: [{ type: "mcp_toolset", mcp_server_name: "s" }],
      }),
      { "anthropic-beta": MCP_BETA },
    );
    expect(reply).toMatchObject({
      status: 400,
      body: { error: { message: expect.stringContaining("unavailable or unresponsive") } },
    });
    expect(exchanges).toEqual([]);
  });

  it("unless the address is answered for", async () => {
    const { api } = testApi({}, { serverFor: () => mcpServer(tools) });
    const fields = {
      mcp_servers: [{ type: "url", name: "s", url: "https://127.0.0.1/mcp" }],
      tools: [{ type: "mcp_toolset", mcp_server_name: "s" }],
    };
    expect(await post(api, messageBody(fields), { "anthropic-beta": MCP_BETA })).toMatchObject({
      status: 200,
    });
  });
});

/** A server whose one tool gives this result. */
function answering(result: CallToolResult | Error): Serve {
  const handler = createMcpHandler(() => {
    const mcp = new McpServer({ name: "t", version: "1.0.0" }, { capabilities: { tools: {} } });
    const { server } = mcp;
    server.setRequestHandler("tools/list", () => ({
      tools: [{ name: "look", inputSchema: { type: "object" }, outputSchema: { type: "object" } }],
    }));
    server.setRequestHandler("tools/call", () => {
      if (result instanceof Error) throw result;
      return result;
    });
    return mcp;
  });
  return (request) => handler.fetch(request);
}

describe("results of tools", () => {
  it.each<[string, CallToolResult | Error, boolean, string[]]>([
    ["text", { content: [{ type: "text", text: "a" }] }, false, ["a"]],
    ["a failure", { isError: true, content: [{ type: "text", text: "b" }] }, true, ["b"]],
    ["structure alone", { content: [], structuredContent: { n: 1 } }, false, ['{"n":1}']],
    [
      "what is no text is named",
      {
        content: [
          { type: "image", data: "", mimeType: "image/png" },
          { type: "resource_link", uri: "crm://1", name: "one" },
          { type: "resource", resource: { uri: "crm://2", text: "two" } },
        ],
      },
      false,
      ["[image image/png]", "[resource crm://1]", "two"],
    ],
    ["a protocol error", new Error("no such tool"), true, ["no such tool"]],
  ])("%s", async (_, result, isError, texts) => {
    const { reply } = send(answering(result));
    expect(await reply).toMatchObject({
      status: 200,
      body: {
        content: [
          { type: "mcp_tool_use" },
          { type: "mcp_tool_result", is_error: isError, content: texts.map((text) => ({ text })) },
          { type: "text" },
        ],
      },
    });
  });
});

describe("listings", () => {
  const listing = {
    type: "mcp_tool_listing",
    mcp_server_name: "s",
    tools: [{ name: "look", input_schema: expect.objectContaining({ type: "object" }) }],
  };

  it("begin the reply with the newer beta", async () => {
    const { reply } = send(mcpServer(tools), { beta: LISTING_BETA });
    const { body } = await reply;
    expect(body).toMatchObject({ content: [listing, { type: "mcp_tool_use" }, {}, {}] });
  });

  it("stay away with the older one", async () => {
    const { reply } = send(mcpServer(tools));
    expect(JSON.stringify((await reply).body)).not.toContain("mcp_tool_listing");
  });

  it("hold every tool, also one that is not enabled", async () => {
    const toolset = { default_config: { enabled: false } };
    const { reply } = send(mcpServer(tools), { beta: LISTING_BETA, toolset });
    expect((await reply).body).toMatchObject({ content: [listing, { type: "text" }] });
  });

  it("are not asked for when pinned", async () => {
    const toolset = { tools: [{ name: "look", input_schema: { type: "object" } }] };
    const { reply, exchanges } = send(mcpServer(tools), { beta: LISTING_BETA, toolset });
    expect((await reply).body).toMatchObject({
      content: [{ type: "mcp_tool_use" }, { type: "mcp_tool_result", is_error: false }, {}],
    });
    expect(exchanges.map(({ method }) => method)).toEqual(["server/discover", "tools/call"]);
  });

  it("pinned to nothing, contact nobody", async () => {
    const { reply, exchanges } = send(() => Promise.reject(new Error("down")), {
      beta: LISTING_BETA,
      toolset: { tools: [] },
    });
    expect(await reply).toMatchObject({ status: 200 });
    expect(exchanges).toEqual([]);
  });

  it("of a pinned tool that is gone, give a failed result", async () => {
    const toolset = { tools: [{ name: "look", input_schema: { type: "object" } }] };
    const { reply } = send(mcpServer([{ name: "other" }]), { beta: LISTING_BETA, toolset });
    expect((await reply).body).toMatchObject({ content: [{}, { is_error: true }, {}] });
  });

  it("that come back with the conversation are not asked for again", async () => {
    const { api, exchanges } = testApi({ "mcp.example.com": mcpServer(tools) });
    const headers = { "anthropic-beta": LISTING_BETA };
    const fields = {
      mcp_servers: [{ type: "url", name: "s", url: "https://mcp.example.com/mcp" }],
      tools: [{ type: "mcp_toolset", mcp_server_name: "s" }],
    };
    const first = await post(api, messageBody({ ...fields, messages: question }), headers);
    const { content } = first.body;
    const messages = [...question, { role: "assistant", content }, ...question];
    const second = await post(api, messageBody({ ...fields, messages }), headers);
    expect(second.status).toBe(200);
    expect(JSON.stringify(second.body)).not.toContain("mcp_tool_listing");
    expect(exchanges.filter(({ method }) => method === "tools/list")).toHaveLength(1);
  });
});
