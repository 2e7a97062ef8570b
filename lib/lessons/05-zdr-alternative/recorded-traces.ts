import { type Random, shuffled } from "../../base/random.ts";
import type { McpCall, TraceEvent } from "../../wire/trace-event.ts";
import type { Json } from "../../base/json.ts";

/** A trace, and in words what is to be seen in it. */
export interface RecordedTrace {
  about: string;
  events: readonly TraceEvent[];
}

/** Traces of either path. */
export interface RecordedTraces {
  connector: readonly RecordedTrace[];
  direct: readonly RecordedTrace[];
}

const NAMES = ["huggingface", "crm", "tracker", "calendar", "wiki"];

/** Traces of either path, as a session records them, with servers of other names. */
export function recordedTraces(random: Random): RecordedTraces {
  const [one = "", other = ""] = shuffled(random, NAMES);
  const both = shuffled(random, [one, other]);
  return {
    connector: [
      { about: "the connector with a token", events: connectorTrace([one], [one], [one]) },
      { about: "the connector without a token", events: connectorTrace([one], [], [one]) },
      { about: "two servers, one called", events: connectorTrace(both, [other], [one]) },
    ],
    direct: [
      { about: "two servers, both called from here", events: directTrace(both, both) },
      { about: "two servers, one called from here", events: directTrace(both, [other]) },
      { about: "a question for which nothing is called", events: directTrace([one], []) },
      { about: "a call whose result stays here", events: privateTrace(one) },
    ],
  };
}

/** One request; the API connects, lists and calls. */
function connectorTrace(
  servers: readonly string[],
  withToken: readonly string[],
  called: readonly string[],
): TraceEvent[] {
  const calls = servers.flatMap((server): McpCall[] => [
    mcpCall("connector", server, "tools/list", {}, { tools: [TOOL] }),
    ...(called.includes(server) ? [toolCall("connector", server)] : []),
  ]);
  const content = called.flatMap((server): Json[] => [
    {
      type: "mcp_tool_use",
      id: `mcptoolu_${server}`,
      name: TOOL.name,
      server_name: server,
      input: INPUT,
    },
    {
      type: "mcp_tool_result",
      tool_use_id: `mcptoolu_${server}`,
      is_error: false,
      content: RESULT,
    },
  ]);
  const body = {
    ...asking([QUESTION]),
    mcp_servers: servers.map((name) => ({
      type: "url",
      name,
      url: `https://${name}.example/mcp`,
      ...(withToken.includes(name) && { authorization_token: "[masked]" }),
    })),
    tools: servers.map((name) => ({ type: "mcp_toolset", mcp_server_name: name })),
  };
  return [request(1, body), ...calls, reply(1, [...content, text("Done.")], "end_turn")];
}

/** Servers are listed from here; then a request for each turn of the model. */
function directTrace(servers: readonly string[], called: readonly string[]): TraceEvent[] {
  const lists = servers.flatMap((server) => greeted(server));
  const tools = servers.map((server) => ({
    name: `${server}_${TOOL.name}`,
    input_schema: TOOL.inputSchema,
  }));
  const uses = called.map((server): Json => {
    return {
      type: "tool_use",
      id: `toolu_${server}`,
      name: `${server}_${TOOL.name}`,
      input: INPUT,
    };
  });
  const results = called.map((server): Json => {
    return { type: "tool_result", tool_use_id: `toolu_${server}`, content: RESULT };
  });
  const first = { ...asking([QUESTION]), tools };
  if (called.length === 0)
    return [...lists, request(1, first), reply(1, [text("No.")], "end_turn")];
  const answered = [
    QUESTION,
    { role: "assistant", content: [text("Let me look."), ...uses] },
    { role: "user", content: results },
  ];
  return [
    ...lists,
    request(1, first),
    reply(1, uses, "tool_use"),
    ...called.map((server) => toolCall("notebook", server)),
    request(2, { ...asking(answered), tools }),
    reply(2, [text("Done.")], "end_turn"),
  ];
}

/** What a client of the notebook asks a server first. */
function greeted(server: string): McpCall[] {
  return [
    mcpCall("notebook", server, "server/discover", {}, { capabilities: { tools: {} } }),
    mcpCall("notebook", server, "tools/list", {}, { tools: [TOOL] }),
  ];
}

/** Everything is asked and called from here, and only a question goes to the API. */
function privateTrace(server: string): TraceEvent[] {
  return [
    ...greeted(server),
    toolCall("notebook", server),
    request(1, asking([QUESTION])),
    reply(1, [text("Five.")], "end_turn"),
  ];
}

const TOOL = { name: "search", inputSchema: { type: "object", properties: {} } };
const INPUT = { query: "robots" };
const RESULT = [{ type: "text", text: "Five robots." }];
const QUESTION = { role: "user", content: "Which robots are there?" };

const text = (words: string): Json => ({ type: "text", text: words });

function asking(messages: Json): { [field: string]: Json } {
  return { model: "claude-opus-4-7", max_tokens: 1024, messages };
}

function request(exchange: number, body: Json): TraceEvent {
  const headers = { authorization: "[masked]", "content-type": "application/json" };
  return { kind: "api-request", exchange, method: "POST", path: "/v1/messages", headers, body };
}

function reply(exchange: number, content: Json[], stop: string): TraceEvent {
  const body = { type: "message", role: "assistant", content, stop_reason: stop };
  return { kind: "api-reply", exchange, status: 200, headers: {}, body };
}

function mcpCall(
  caller: McpCall["caller"],
  server: string,
  method: string,
  params: Json,
  result: Json,
): McpCall {
  return {
    kind: "mcp-call",
    caller,
    server,
    method,
    params,
    outcome: { status: "result", result },
  };
}

function toolCall(caller: McpCall["caller"], server: string): McpCall {
  const params = { name: TOOL.name, arguments: INPUT };
  return mcpCall(caller, server, "tools/call", params, { content: RESULT });
}
