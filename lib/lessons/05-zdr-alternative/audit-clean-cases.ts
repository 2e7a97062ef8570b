import type { Json } from "../../base/json.ts";
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

const schema = (property: string): Fields => ({
  input_schema: { type: "object", properties: { [property]: { type: "string" } } },
});

const show = (value: Json): string =>
  typeof value === "string" ? value : JSON.stringify(value).replaceAll('"', "");

/** Everything that is not covered, in data that is no request. */
function lookalike({ random, server, file }: Draw): Fields {
  const code = random.pick(CODE);
  return {
    path: "/v1/messages/batches",
    model: random.pick(["claude-fable-5", "claude-mythos-5"]),
    mcp_servers: [{ type: "url", name: server, url: `https://${server}.example/mcp` }],
    tools: [
      { type: "mcp_toolset", mcp_server_name: server },
      { type: code, name: "code_execution" },
      { type: `web_search_${random.pick(FILTERING)}`, name: "web_search", allowed_callers: [code] },
    ],
    container: { id: "container_1", skills: [{ type: "anthropic", skill_id: "pptx" }] },
    thread: { type: "create" },
    fallbacks: [{ model: "claude-fable-5" }],
    requests: [{ params: { model: "claude-fable-5", container: "container_2" } }],
    messages: [
      { role: "user", content: [{ type: "container_upload", file_id: file }] },
      { role: "user", content: [{ type: "document", source: { type: "file", file_id: file } }] },
    ],
  };
}

/** What looks like a feature that is not covered, and is none. */
export function cleanCases(draw: Draw): AuditCase[] {
  const { random, word, file } = draw;
  const png = { type: "base64", media_type: "image/png", data: "iVBORw0KGgo=" };
  const cached = { ...text(`Notes on ${word}.`), cache_control: { type: "ephemeral" } };
  const direct = { allowed_callers: ["direct"] };
  const called = { type: "tool_use", id: "toolu_1", name: draw.tool, input: { file_id: file } };
  const result = { type: "tool_result", tool_use_id: "toolu_1", content: `source: ${file}` };
  const history = [
    { role: "user", content: "Open it." },
    { role: "assistant", content: [called] },
    { role: "user", content: [result] },
  ];
  return [
    {
      about: "a message that talks about mcp_servers",
      request: request(saying(text('What is "mcp_servers": [{"type": "url"}] for?'))),
    },
    {
      about: "a tool of its own that is named web_search",
      request: request({ tools: [ownTool(draw, { name: "web_search" })] }),
    },
    {
      about: "a tool of its own that is named code_execution and takes a container",
      request: request({
        tools: [ownTool(draw, { name: "code_execution", ...schema("container") })],
      }),
    },
    { about: "an image sent inline", request: request(saying({ type: "image", source: png })) },
    { about: "a cached prompt", request: request({ system: [cached] }) },
    {
      about: "web search of the first version",
      request: request({ tools: [{ type: "web_search_20250305", name: "web_search" }] }),
    },
    {
      about: "a newer web tool that is called directly",
      request: request({
        tools: [{ type: `web_fetch_${random.pick(FILTERING)}`, name: "web_fetch", ...direct }],
      }),
    },
    {
      about: "the memory tool",
      request: request({ tools: [{ type: "memory_20250818", name: "memory" }] }),
    },
    {
      about: "a strict tool, which is covered with a condition",
      request: request({ tools: [ownTool(draw, { strict: true })] }),
    },
    {
      about: "fields that are null or empty",
      request: request({ thread: null, container: null, mcp_servers: [] }),
    },
    { about: "a container without a skill", request: request({ container: { skills: [] } }) },
    {
      about: "a tool of its own that is called directly",
      request: request({ tools: [ownTool(draw, direct)] }),
    },
    {
      about: "the id of a file in a call's input",
      request: request({ messages: history, tools: [ownTool(draw)] }),
    },
    {
      about: "a request in a call's input",
      request: request({
        messages: [
          { role: "user", content: "What would this do?" },
          { role: "assistant", content: [{ ...called, input: lookalike(draw) }] },
          { role: "user", content: [{ ...result, content: [text("Nothing.")] }] },
        ],
        tools: [ownTool(draw)],
      }),
    },
    {
      about: "a request as an example in a tool's schema",
      request: request({
        tools: [
          ownTool(draw, {
            input_schema: {
              type: "object",
              properties: { request: { type: "object", examples: [lookalike(draw)] } },
            },
          }),
        ],
      }),
    },
    {
      about: "a message that names what is not covered",
      request: request(saying(text(Object.values(lookalike(draw)).map(show).join(" or ")))),
    },
    {
      about: "a web tool of before there was filtering",
      request: request({ tools: [{ type: "web_fetch_20251119", name: "web_fetch" }] }),
    },
    {
      about: "a beta header and nothing that uses it",
      request: request(
        {},
        { headers: { "anthropic-beta": "mcp-client-2025-11-20,files-api-2025-04-14" } },
      ),
    },
    {
      about: "tokens to count",
      request: request({}, { path: "/v1/messages/count_tokens" }),
    },
  ];
}
