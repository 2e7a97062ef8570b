import { type Random, shuffled } from "../../base/random.ts";
import type { Json } from "../../base/json.ts";
import { cleanCases } from "./audit-clean-cases.ts";
import {
  type AuditCase,
  CODE,
  type Draw,
  type Fields,
  FILTERING,
  ownTool,
  request,
  saying,
  text,
} from "./audit-request.ts";

/** Requests of every kind that 05.2 is about, in any order: what is used, and what only looks so. */
export function auditCases(random: Random): AuditCase[] {
  const draw: Draw = {
    server: random.pick(["crm", "tracker", "huggingface", "calendar"]),
    tool: random.pick(["find_company", "list_events", "read_note", "look_up"]),
    word: random.pick(["Northwind", "Alderquay", "Brackenmoor", "Cindervale"]),
    file: `file_${random.between(1000, 9999)}`,
    random,
  };
  const made = [...connectorCases(draw), ...toolCases(draw), ...storedCases(draw)];
  return shuffled(random, [...made, ...modelCases(draw), ...cleanCases(draw)]);
}

/** Tools among others, so that their place says nothing. */
function among(draw: Draw, ...tools: Json[]): Json {
  return shuffled(draw.random, [ownTool(draw), ...tools]);
}

function connectorCases(draw: Draw): AuditCase[] {
  const { server } = draw;
  const entry = { type: "url", name: server, url: `https://${server}.example/mcp` };
  const toolset = { type: "mcp_toolset", mcp_server_name: server };
  const connected = { mcp_servers: [entry], tools: among(draw, toolset) };
  const old = { ...entry, tool_configuration: { enabled: true } };
  const params = request(connected).body;
  const requests = [
    { custom_id: "a", params: request({}).body },
    { custom_id: "b", params },
  ];
  return [
    { about: "an MCP server and its toolset", request: request(connected) },
    {
      about: "an MCP server in the form of the old beta",
      request: request({ mcp_servers: [old] }),
    },
    {
      about: "a batch, one request of which has an MCP server",
      request: request({}, { path: "/v1/messages/batches", body: { requests } }),
    },
  ];
}

function toolCases(draw: Draw): AuditCase[] {
  const { random } = draw;
  const code = { type: random.pick(CODE), name: "code_execution" };
  const web = random.pick(["search", "fetch"]);
  const filtering = (kind: string, more: Fields = {}): Json => ({
    type: `web_${kind}_${random.pick(FILTERING)}`,
    name: `web_${kind}`,
    ...more,
  });
  const both = { allowed_callers: ["direct", random.pick(CODE)] };
  const fromCode = { name: "add_up", allowed_callers: [code.type] };
  const fromBoth = { name: "add_up", allowed_callers: ["direct", code.type] };
  return [
    { about: "code execution", request: request({ tools: among(draw, code) }) },
    {
      about: "code execution of a later version",
      request: request({ tools: among(draw, { ...code, type: CODE.at(-1) ?? code.type }) }),
    },
    {
      about: "a tool of its own that code may call",
      request: request({ tools: [code, ownTool(draw, fromCode)] }),
    },
    {
      about: "a tool of its own that may be called directly and from code",
      request: request({ tools: [code, ownTool(draw, fromBoth)] }),
    },
    {
      about: "web search that filters",
      request: request({ tools: among(draw, filtering("search")) }),
    },
    {
      about: "web fetch that filters",
      request: request({ tools: among(draw, filtering("fetch")) }),
    },
    {
      about: "a web tool of a later version",
      request: request({
        tools: among(draw, { type: `web_${web}_${FILTERING.at(-1)}`, name: `web_${web}` }),
      }),
    },
    {
      about: "a web tool that may be called directly and from code",
      request: request({ tools: among(draw, filtering(web, both)) }),
    },
    {
      about: "a web tool whose allowed_callers is empty",
      request: request({ tools: among(draw, filtering(web, { allowed_callers: [] })) }),
    },
    {
      about: "a container of an earlier request",
      request: request({ container: `container_${random.between(100, 999)}` }),
    },
  ];
}

function storedCases(draw: Draw): AuditCase[] {
  const { file, random } = draw;
  const source = { type: "file", file_id: file };
  const skill = { type: "anthropic", skill_id: random.pick(["pptx", "xlsx"]), version: "latest" };
  const called = { type: "tool_use", id: "toolu_1", name: draw.tool, input: {} };
  const result = {
    type: "tool_result",
    tool_use_id: "toolu_1",
    content: [text("The chart:"), { type: "image", source }],
  };
  const answered = [
    { role: "user", content: "Show me the chart." },
    { role: "assistant", content: [called] },
    { role: "user", content: [result] },
  ];
  const requests = [{ custom_id: "a", params: request({}).body }];
  return [
    { about: "an uploaded document", request: request(saying({ type: "document", source })) },
    {
      about: "an uploaded image in a tool's result",
      request: request({ messages: answered, tools: [ownTool(draw)] }),
    },
    {
      about: "an upload into a container",
      request: request(saying(text("Sum it up."), { type: "container_upload", file_id: file })),
    },
    { about: "a skill", request: request({ container: { skills: [skill] } }) },
    {
      about: "a skill in a container of an earlier request",
      request: request({
        container: { id: `container_${random.between(100, 999)}`, skills: [skill] },
      }),
    },
    {
      about: "a batch",
      request: request({}, { path: "/v1/messages/batches", body: { requests } }),
    },
    { about: "a new message thread", request: request({ thread: { type: "create" } }) },
    {
      about: "a message thread that goes on",
      request: request({ thread: { type: "continue", previous_message_id: "msg_1" } }),
    },
  ];
}

function modelCases({ random }: Draw): AuditCase[] {
  const [fable, mythos] = shuffled(random, ["claude-fable-5", "claude-mythos-5-1"]);
  const newer = random.pick(["claude-fable-5-1", "claude-mythos-5"]);
  const advisor = { type: "advisor_20260301", name: "advisor", model: mythos ?? newer };
  return [
    { about: "a covered model", request: request({ model: fable ?? newer }) },
    { about: "another covered model", request: request({ model: newer }) },
    {
      about: "a covered model of a later day",
      request: request({ model: `${newer}-2027${random.between(10, 12)}01` }),
    },
    {
      about: "a covered model as a fallback",
      request: request({ fallbacks: [{ model: "claude-opus-4-8" }, { model: newer }] }),
    },
    { about: "a covered model as an advisor", request: request({ tools: [advisor] }) },
  ];
}
