import { describe, expect, it } from "vitest";
import { LISTING_BETA, MCP_BETA, mcpServer, messageBody, post, testApi } from "./setup.ts";

/** The fields of events that are looked at. */
interface Event {
  type: string;
  index?: number;
  content_block?: { type: string };
  delta?: { type?: string; partial_json?: string };
  usage?: { input_tokens: number };
}

/** Sends a streaming request and reads its events, each with the name it was sent under. */
async function stream(
  api: (request: Request) => Promise<Response>,
  fields: Record<string, unknown>,
  beta = MCP_BETA,
): Promise<{ names: string[]; events: Event[]; response: Response }> {
  const response = await api(
    new Request("https://api.anthropic.com/v1/messages", {
      method: "POST",
      headers: { "x-api-key": "k", "anthropic-version": "2023-06-01", "anthropic-beta": beta },
      body: JSON.stringify(messageBody({ ...fields, stream: true })),
    }),
  );
  const frames = (await response.text()).split("\n\n").filter(Boolean);
  const read = frames.map((frame) => /^event: (\w+)\ndata: (.*)$/.exec(frame));
  const events = read.map((match): Event => JSON.parse(match?.[2] ?? "null"));
  return { names: read.map((match) => match?.[1] ?? "?"), events, response };
}

/** Runs of the same event become one, so that a longer text reads the same. */
function shape(events: Event[]): string[] {
  const steps = events.map((event) => {
    return [
      event.type.replace("content_block_", ""),
      event.content_block?.type ?? event.delta?.type ?? "",
    ]
      .join(" ")
      .trim();
  });
  return steps.filter((step, index) => step !== steps[index - 1]);
}

const servers = {
  "mcp.example.com": mcpServer([
    {
      name: "look_up",
      annotations: { readOnlyHint: true },
      inputSchema: { type: "object", properties: { q: { type: "string" } }, required: ["q"] },
      run: () => ({ text: "seen" }),
    },
  ]),
};
const connected = {
  mcp_servers: [{ type: "url", name: "s", url: "https://mcp.example.com/mcp" }],
  tools: [{ type: "mcp_toolset", mcp_server_name: "s" }],
  messages: [{ role: "user", content: "Please look_up this" }],
};
const callEvents = [
  "start mcp_tool_use",
  "delta input_json_delta",
  "stop",
  "start mcp_tool_result",
  "stop",
];
const textEvents = ["start text", "delta text_delta", "stop"];
const end = ["message_delta", "message_stop"];

describe("the order of events", () => {
  it.each<[string, Record<string, unknown>, string, string[]]>([
    ["text", {}, MCP_BETA, textEvents],
    ["an MCP call, its result and text", connected, MCP_BETA, [...callEvents, ...textEvents]],
    [
      "a listing before them",
      connected,
      LISTING_BETA,
      ["start mcp_tool_listing", "stop", ...callEvents, ...textEvents],
    ],
    [
      "a call for the caller",
      {
        tools: [{ name: "look_up", input_schema: { type: "object" } }],
        messages: connected.messages,
      },
      MCP_BETA,
      ["start tool_use", "delta input_json_delta", "stop"],
    ],
  ])("%s", async (_, fields, beta, expected) => {
    const { events, names, response } = await stream(testApi(servers).api, fields, beta);
    expect(shape(events)).toEqual(["message_start", "ping", ...expected, ...end]);
    expect(names).toEqual(events.map(({ type }) => type));
    expect(response.headers.get("content-type")).toMatch(/^text\/event-stream/);
    expect(response.headers.get("request-id")).toMatch(/^req_/);
  });

  it("numbers the blocks from 0", async () => {
    const { events } = await stream(testApi(servers).api, connected);
    const starts = events.filter(({ type }) => type === "content_block_start");
    expect(starts.map(({ index }) => index)).toEqual([0, 1, 2]);
  });

  it("sends a call's input in pieces, the first empty, and its result whole", async () => {
    const { events } = await stream(testApi(servers).api, connected);
    expect(events.find(({ type }) => type === "content_block_start")).toHaveProperty(
      "content_block.input",
      {},
    );
    const pieces = events.map(({ delta }) => delta?.partial_json ?? "");
    expect(JSON.parse(pieces.join(""))).toEqual({ q: expect.any(String) });
    expect(events.find(({ type }) => type === "content_block_delta")).toMatchObject({
      delta: { type: "input_json_delta", partial_json: "" },
    });
    expect(JSON.stringify(events)).toContain(
      '"content_block":{"type":"mcp_tool_result","tool_use_id":"mcptoolu_rehearsal_0001",' +
        '"is_error":false,"content":[{"type":"text","text":"seen"}]}',
    );
  });
});

describe("usage", () => {
  it("begins with the first sampling and ends with the sum over both", async () => {
    const { events } = await stream(testApi(servers).api, connected);
    const counted = await post(
      testApi(servers).api,
      { model: "claude-opus-4-7", ...connected },
      { "anthropic-beta": MCP_BETA },
      "/v1/messages/count_tokens",
    );
    const first = counted.body.input_tokens;
    expect(events[0]).toMatchObject({
      message: { stop_reason: null, content: [], usage: { input_tokens: first } },
    });
    const delta = events.find(({ type }) => type === "message_delta");
    expect(delta?.usage?.input_tokens).toBeGreaterThan(2 * first);
  });

  it("counts no MCP call as a server tool, and is the same without streaming", async () => {
    const { events } = await stream(testApi(servers).api, connected);
    const whole = await post(testApi(servers).api, messageBody(connected), {
      "anthropic-beta": MCP_BETA,
    });
    const delta = events.find(({ type }) => type === "message_delta");
    expect(whole.body).toMatchObject({ usage: delta?.usage });
    expect(delta).toMatchObject({
      delta: { stop_reason: "end_turn", stop_sequence: null },
      usage: { server_tool_use: { web_search_requests: 0, web_fetch_requests: 0 } },
    });
  });
});

describe("failures", () => {
  it("before the stream are a plain reply", async () => {
    const { response } = await stream(testApi().api, connected);
    expect(response.status).toBe(400);
  });

  it("after its beginning are an error event", async () => {
    const inner = servers["mcp.example.com"];
    const { api } = testApi({
      "mcp.example.com": async (request) => {
        const body = await request.clone().text();
        return body.includes("tools/call") ? new Response("no", { status: 502 }) : inner(request);
      },
    });
    const { events, response } = await stream(api, connected);
    expect(response.status).toBe(200);
    expect(events.at(-1)).toMatchObject({
      type: "error",
      error: { type: "invalid_request_error" },
    });
  });

  it("a reader who leaves ends the connections", async () => {
    const { api, exchanges } = testApi(servers);
    const response = await api(
      new Request("https://api.anthropic.com/v1/messages", {
        method: "POST",
        headers: {
          "x-api-key": "k",
          "anthropic-version": "2023-06-01",
          "anthropic-beta": MCP_BETA,
        },
        body: JSON.stringify(messageBody({ ...connected, stream: true })),
      }),
    );
    const reader = response.body?.getReader();
    await reader?.read();
    await reader?.cancel();
    expect(exchanges.map(({ method }) => method)).not.toContain("tools/call");
  });
});
