import type { Json } from "../../../lib/base/json.ts";

/** A request, and what the audit has to say of it. */
export interface AuditRow {
  about: string;
  /** Default: /v1/messages. */
  path?: string;
  body: Json;
  /** "feature where", in order; nothing for a clean request. */
  found: string[];
}

type Fields = { [field: string]: Json };

const ask = (fields: Fields = {}): Fields => ({
  model: "claude-opus-4-7",
  max_tokens: 64,
  messages: [{ role: "user", content: "Hello" }],
  ...fields,
});
const saying = (...content: Json[]): Fields => ask({ messages: [{ role: "user", content }] });
const server = (name: string): Json => ({ type: "url", name, url: `https://${name}.example/mcp` });
const own = (fields: Fields = {}): Fields => ({
  name: "look_up",
  description: "Looks up a company.",
  input_schema: { type: "object", properties: { name: { type: "string" } } },
  ...fields,
});
const schemaWith = (property: string): Fields => ({
  input_schema: { type: "object", properties: { [property]: { type: "string" } } },
});
const direct: Fields = { allowed_callers: ["direct"] };
const fromCode: Fields = { allowed_callers: ["code_execution_20260120"] };
const either: Fields = { allowed_callers: ["direct", "code_execution_20260521"] };
const web = (type: string, fields: Fields = {}): Fields =>
  ask({ tools: [{ type, name: type.replace(/_\d+$/, ""), ...fields }] });
const file: Json = { type: "file", file_id: "file_011" };
const image: Json = { type: "image", source: file };
const batch = (...params: Json[]): Json => ({
  requests: params.map((one, index) => ({ custom_id: `r${index}`, params: one })),
});

const row = (about: string, body: Json, ...found: string[]): AuditRow => ({ about, body, found });
const at = (path: string, about: string, body: Json, ...found: string[]): AuditRow => ({
  path,
  ...row(about, body, ...found),
});

/** Requests that use what is not covered, or covered with a condition. */
export const USING: readonly AuditRow[] = [
  row("an MCP server", ask({ mcp_servers: [server("hub")] }), "mcp-connector mcp_servers[0]"),
  row(
    "an MCP server and its toolset",
    ask({
      mcp_servers: [server("hub")],
      tools: [own(), { type: "mcp_toolset", mcp_server_name: "hub" }],
    }),
    "mcp-connector mcp_servers[0]",
    "mcp-connector tools[1]",
  ),
  row(
    "two MCP servers",
    ask({ mcp_servers: [server("hub"), server("crm")] }),
    "mcp-connector mcp_servers[0]",
    "mcp-connector mcp_servers[1]",
  ),
  row(
    "a toolset that a message adds",
    ask({
      messages: [
        { role: "user", content: "Hello" },
        {
          role: "system",
          content: [
            { type: "tool_addition", tool: { type: "mcp_toolset", mcp_server_name: "hub" } },
          ],
        },
      ],
    }),
    "mcp-connector messages[1].content[0].tool",
  ),
  at(
    "/v1/messages/count_tokens",
    "an MCP server whose tokens are counted",
    ask({ mcp_servers: [server("hub")] }),
    "mcp-connector mcp_servers[0]",
  ),
  row("code execution, 2025-05-22", web("code_execution_20250522"), "code-execution tools[0]"),
  row("code execution, 2025-08-25", web("code_execution_20250825"), "code-execution tools[0]"),
  row("code execution, 2026-05-21", web("code_execution_20260521"), "code-execution tools[0]"),
  row("a container by its id", ask({ container: "container_1" }), "code-execution container"),
  row(
    "a container's id in an object",
    ask({ container: { id: "container_1", skills: null } }),
    "code-execution container.id",
  ),
  row(
    "a tool that only code may call",
    ask({ tools: [own(fromCode)] }),
    "programmatic-tool-calling tools[0]",
  ),
  row(
    "a tool that code may call, too",
    ask({ tools: [own(), own(either)] }),
    "programmatic-tool-calling tools[1]",
  ),
  row(
    "web search of the first version that code may call",
    web("web_search_20250305", fromCode),
    "programmatic-tool-calling tools[0]",
  ),
  row(
    "code execution and a tool for it",
    ask({ tools: [{ type: "code_execution_20260120", name: "code_execution" }, own(fromCode)] }),
    "code-execution tools[0]",
    "programmatic-tool-calling tools[1]",
  ),
  row("web search, 2026-02-09", web("web_search_20260209"), "dynamic-filtering tools[0]"),
  row("web search, 2026-03-18", web("web_search_20260318"), "dynamic-filtering tools[0]"),
  row("web fetch, 2026-02-09", web("web_fetch_20260209"), "dynamic-filtering tools[0]"),
  row("web fetch, 2026-03-09", web("web_fetch_20260309"), "dynamic-filtering tools[0]"),
  row("a web search still to come", web("web_search_20270101"), "dynamic-filtering tools[0]"),
  row(
    "web fetch, directly or from code",
    web("web_fetch_20260318", either),
    "dynamic-filtering tools[0]",
  ),
  row(
    "a skill",
    ask({ container: { skills: [{ type: "anthropic", skill_id: "pptx" }] } }),
    "skills container.skills[0]",
  ),
  row(
    "skills in a container that is used again",
    ask({ container: { id: "c1", skills: [{ skill_id: "a" }, { skill_id: "b" }] } }),
    "code-execution container.id",
    "skills container.skills[0]",
    "skills container.skills[1]",
  ),
  at("/v1/skills", "the list of skills", null, "skills /v1/skills"),
  row("an uploaded image", saying(image), "files messages[0].content[0]"),
  row(
    "an uploaded document behind a text",
    saying({ type: "text", text: "See:" }, { type: "document", source: file }),
    "files messages[0].content[1]",
  ),
  row(
    "an upload into a container",
    saying({ type: "container_upload", file_id: "file_011" }),
    "files messages[0].content[0]",
  ),
  row(
    "an uploaded image in a tool's result",
    saying({ type: "tool_result", tool_use_id: "toolu_1", content: [image] }),
    "files messages[0].content[0].content[0]",
  ),
  row(
    "an uploaded image inside a document",
    saying({ type: "document", source: { type: "content", content: [image] } }),
    "files messages[0].content[0].source.content[0]",
  ),
  at("/v1/files", "an upload", null, "files /v1/files"),
  at(
    "/v1/files/file_011/content?beta=true",
    "a download",
    null,
    "files /v1/files/file_011/content",
  ),
  at("/v1/messages/batches", "a batch", batch(ask()), "batches /v1/messages/batches"),
  at(
    "/v1/messages/batches/msgbatch_1/results",
    "a batch's results",
    null,
    "batches /v1/messages/batches/msgbatch_1/results",
  ),
  at(
    "/v1/messages/batches",
    "a batch whose second request has an MCP server",
    batch(ask(), ask({ mcp_servers: [server("hub")] })),
    "batches /v1/messages/batches",
    "mcp-connector requests[1].params.mcp_servers[0]",
  ),
  at(
    "/v1/messages/batches",
    "a batch with code execution and a file",
    batch({ ...saying(image), tools: [{ type: "code_execution_20250825", name: "c" }] }),
    "batches /v1/messages/batches",
    "code-execution requests[0].params.tools[0]",
    "files requests[0].params.messages[0].content[0]",
  ),
  row("a new thread", ask({ thread: { type: "create" } }), "message-threads thread"),
  row(
    "a thread that goes on",
    ask({ thread: { type: "continue", previous_message_id: "msg_1" } }),
    "message-threads thread",
  ),
  row("Fable 5", ask({ model: "claude-fable-5" }), "covered-model model"),
  row("Mythos 5.1", ask({ model: "claude-mythos-5-1" }), "covered-model model"),
  row(
    "Fable 5.1 as a fallback",
    ask({ fallbacks: [{ model: "claude-opus-4-8" }, { model: "claude-fable-5-1" }] }),
    "covered-model fallbacks[1].model",
  ),
  row(
    "Mythos 5 as an advisor",
    ask({ tools: [{ type: "advisor_20260301", name: "advisor", model: "claude-mythos-5" }] }),
    "covered-model tools[0].model",
  ),
  at("/v1/sessions/s1/events", "a managed agent", null, "managed-agents /v1/sessions/s1/events"),
  at("/v1/tunnels", "an MCP tunnel", null, "mcp-tunnels /v1/tunnels"),
  row("a strict tool", ask({ tools: [own({ strict: true })] }), "structured-outputs tools[0]"),
  row(
    "structured output",
    ask({ output_config: { format: { type: "json_schema", schema: {} } } }),
    "structured-outputs output_config.format",
  ),
  row(
    "structured output in its old form",
    ask({ output_format: { type: "json_schema", schema: {} } }),
    "structured-outputs output_format",
  ),
  row(
    "cache diagnostics",
    ask({ diagnostics: { previous_message_id: "msg_1" } }),
    "cache-diagnostics diagnostics",
  ),
  row(
    "a strict web search that filters",
    web("web_search_20260318", { strict: true }),
    "dynamic-filtering tools[0]",
    "structured-outputs tools[0]",
  ),
];

const called: Json = {
  type: "tool_use",
  id: "toolu_1",
  name: "look_up",
  input: { type: "file", file_id: "file_011", source: { type: "file" } },
};

const clean = (about: string, body: Json, path?: string): AuditRow =>
  path === undefined ? row(about, body) : at(path, about, body);

/** Requests that look like something, and are covered. */
export const CLEAN: readonly AuditRow[] = [
  clean("plain text", ask()),
  clean(
    "a text that talks about mcp_servers",
    saying({ type: "text", text: '"mcp_servers": [{}]' }),
  ),
  clean("a system prompt that names an mcp_toolset", ask({ system: '{"type":"mcp_toolset"}' })),
  clean("a tool of its own named web_search", ask({ tools: [own({ name: "web_search" })] })),
  clean(
    "one named code_execution",
    ask({ tools: [own({ type: "custom", name: "code_execution" })] }),
  ),
  clean("a tool that takes a container", ask({ tools: [own(schemaWith("container"))] })),
  clean("a tool that takes mcp_servers", ask({ tools: [own(schemaWith("mcp_servers"))] })),
  clean("a tool that takes a file_id", ask({ tools: [own(schemaWith("file_id"))] })),
  clean("a tool that is called directly", ask({ tools: [own(direct)] })),
  clean("web search of the first version", web("web_search_20250305")),
  clean("web fetch of the first version", web("web_fetch_20250910")),
  clean("newer web search, directly", web("web_search_20260318", direct)),
  clean("newer web fetch, directly", web("web_fetch_20260309", direct)),
  clean("tool search", web("tool_search_tool_regex_20251119")),
  clean("the memory tool", web("memory_20250818")),
  clean("bash and the text editor", ask({ tools: [{ type: "bash_20250124", name: "bash" }] })),
  clean("computer use", web("computer_20251124")),
  clean(
    "an advisor that is not covered by anything",
    ask({ tools: [{ type: "advisor_20260301", name: "advisor", model: "claude-opus-5-5" }] }),
  ),
  clean(
    "an image sent inline",
    saying({ type: "image", source: { type: "base64", media_type: "image/png", data: "aGk=" } }),
  ),
  clean(
    "a PDF by its address",
    saying({ type: "document", source: { type: "url", url: "https://a.example/a.pdf" } }),
  ),
  clean(
    "a cached prompt",
    ask({ system: [{ type: "text", text: "x", cache_control: { type: "ephemeral" } }] }),
  ),
  clean(
    "a call whose input looks like a file",
    ask({ messages: [{ role: "assistant", content: [called] }] }),
  ),
  clean(
    "a result that names a file",
    saying({ type: "tool_result", tool_use_id: "t", content: "file_011" }),
  ),
  clean(
    "what the connector left in the history",
    saying({ type: "mcp_tool_result", tool_use_id: "m", content: [] }),
  ),
  clean(
    "fields that are null",
    ask({ thread: null, container: null, output_format: null, diagnostics: null }),
  ),
  clean("lists that are empty", ask({ mcp_servers: [], tools: [], fallbacks: [] })),
  clean("a container without anything", ask({ container: { id: null, skills: [] } })),
  clean("strict: false", ask({ tools: [own({ strict: false })] })),
  clean("effort", ask({ output_config: { effort: "low" } })),
  clean(
    "compaction and context editing",
    ask({ context_management: { edits: [] }, compaction: { type: "summarize" } }),
  ),
  clean("a model with a similar name", ask({ model: "claude-opus-5" })),
  clean("an id of a user", ask({ metadata: { user_id: "claude-fable-5" } })),
  clean("counted tokens", ask(), "/v1/messages/count_tokens"),
  clean("the list of models", null, "/v1/models"),
  clean("a path that only begins alike", null, "/v1/filesystem"),
];

export const ALL: readonly AuditRow[] = [...USING, ...CLEAN];
