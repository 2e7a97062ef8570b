import { messageBody } from "./setup.ts";

const DOCS = "https://platform.claude.com/docs/en";
const THINKING = `${DOCS}/build-with-claude/thinking-troubleshooting (copy of 2026-10-10)`;
const ERRORS = `${DOCS}/api/errors (copy of 2026-09-02)`;
const OPUS_5_5 = `${DOCS}/models/opus-5-5/whats-new-opus-5-5 (copy of 2026-09-25)`;
const RECORDED = "recorded against the API with claude-sonnet-5, 2026-08-31 to 2026-09-04";
const SHAPES = "message shapes sent to the API, 2026-07-25";
const ISSUES = "https://github.com";

/** A rule of the API's: a request that breaks it, and what comes back. */
export interface Refusal {
  rule: string;
  /** A body that breaks this rule and no other. */
  body: Record<string, unknown>;
  headers?: Record<string, string>;
  /** 400 and `invalid_request_error` where nothing else is said. */
  status?: number;
  type?: string;
  /** The whole message in the API's words, or how it begins. */
  says: string;
  /** Where the rule, or its wording, comes from. */
  source: string;
}

type Fields = Record<string, unknown>;

const tool = { name: "look", input_schema: { type: "object" } };
const user = (...content: unknown[]): Fields => ({ role: "user", content });
const assistant = (...content: unknown[]): Fields => ({ role: "assistant", content });
const system = (content: unknown): Fields => ({ role: "system", content });
const say = (text: string): Fields => ({ type: "text", text });
const use = (id: string): Fields => ({ type: "tool_use", id, name: "look", input: {} });
const result = (id: string): Fields => ({ type: "tool_result", tool_use_id: id, content: "r" });
const talk = (...messages: unknown[]): Fields => messageBody({ messages, tools: [tool] });
const withSchema = (schema: Fields): Fields =>
  messageBody({ tools: [{ name: "look", input_schema: { type: "object", ...schema } }] });
const marked = (ttl: "5m" | "1h"): Fields => ({
  ...say("x"),
  cache_control: { type: "ephemeral", ttl },
});
const opus55 = (fields: Fields): Fields => messageBody({ model: "claude-opus-5-5", ...fields });

const MISSING_RESULT = "`tool_use` ids were found without `tool_result` blocks immediately after: ";
const DIRECTIVE =
  "; the directive-only form (content: [] with output_config) is accepted at any position";
const USE_ADAPTIVE =
  'Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.';

export const REFUSALS: readonly Refusal[] = [
  // Tools
  ...["oneOf", "anyOf", "allOf"].map((keyword) => ({
    rule: `a schema whose root has ${keyword}`,
    body: withSchema({ [keyword]: [{ required: ["a"] }] }),
    says: "tools.0.custom.input_schema: input_schema does not support oneOf, allOf, or anyOf at the top level",
    source: `${ISSUES}/langchain-ai/langchain/issues/39271 (2026-08-05), claude-code#5973`,
  })),
  ...["", "x".repeat(65), "with blank", "größe", "a/b", "$filter"].map((name) => ({
    rule: `a property called "${name.slice(0, 20)}"`,
    body: withSchema({ properties: { [name]: { type: "string" } } }),
    says: "tools.0.custom.input_schema.properties: Property keys should match pattern '^[a-zA-Z0-9_.-]{1,64}$'",
    source: `${ISSUES}/modelcontextprotocol/go-sdk/issues/169`,
  })),
  ...[
    { properties: { a: { type: "text" } } },
    { properties: { a: { items: [{ type: "string" }] } } },
    { required: "a" },
  ].map((schema) => ({
    rule: `what is no schema: ${JSON.stringify(schema)}`,
    body: withSchema(schema),
    says: "tools.0.custom.input_schema: JSON schema is invalid. It must match JSON Schema draft 2020-12",
    source: `${ISSUES}/kintone/mcp-server/issues/553 (2026-08-18)`,
  })),
  {
    rule: "a tool whose name has other characters",
    body: messageBody({ tools: [{ ...tool, name: "dotted.name" }] }),
    says: "tools.0.custom.name: String should match pattern '^[a-zA-Z0-9_-]{1,128}$'",
    source: RECORDED,
  },
  {
    rule: "a tool without a name",
    body: messageBody({ tools: [{ ...tool, name: "" }] }),
    says: "tools.0.custom.name: String should have at least 1 character",
    source: RECORDED,
  },
  {
    rule: "a strict tool that takes other properties",
    body: messageBody({ tools: [{ ...tool, strict: true }] }),
    says: "tools.0.custom: For 'object' type, 'additionalProperties' must be explicitly set to false",
    source: RECORDED,
  },
  {
    rule: "two tools of one name",
    body: messageBody({ tools: [tool, tool] }),
    says: "tools: Tool names must be unique.",
    source: "seen in issues",
  },
  {
    rule: "nothing but deferred tools",
    body: messageBody({ tools: [{ ...tool, defer_loading: true }] }),
    says: "At least one tool must have defer_loading=false. All tools cannot be deferred.",
    source: `${DOCS}/agents-and-tools/tool-use/tool-search-tool (copy of 2026-09-02)`,
  },
  {
    rule: "a reference to a tool that is not there",
    body: talk(user(say("q")), assistant(use("1")), {
      role: "user",
      content: [
        { ...result("1"), content: [{ type: "tool_reference", tool_name: "unknown_tool" }] },
      ],
    }),
    says: "Tool reference 'unknown_tool' not found in available tools",
    source: `${DOCS}/agents-and-tools/tool-use/tool-search-tool (copy of 2026-09-02)`,
  },
  // tool_choice
  {
    rule: "tool_choice any without tools",
    body: messageBody({ tool_choice: { type: "any" } }),
    says: "tool_choice.any may only be specified while providing tools",
    source: RECORDED,
  },
  {
    rule: "tool_choice of a tool without tools",
    body: messageBody({ tool_choice: { type: "tool", name: "x" } }),
    says: "Tool 'x' not found in provided tools",
    source: RECORDED,
  },
  {
    rule: "tool_choice of a tool that is not there",
    body: messageBody({ tools: [tool], tool_choice: { type: "tool", name: "never_declared" } }),
    says: "Tool 'never_declared' not found in provided tools",
    source: RECORDED,
  },
  ...[{ type: "any" }, { type: "tool", name: "look" }].map((choice) => ({
    rule: `tool_choice ${choice.type} on a model that cannot be forced`,
    body: opus55({ tools: [tool], tool_choice: choice }),
    says: 'tool_choice: type "tool" and "any" are not supported for this model.',
    source: OPUS_5_5,
  })),
  {
    rule: "a forced tool while thinking",
    body: messageBody({
      tools: [tool],
      tool_choice: { type: "any" },
      thinking: { type: "adaptive" },
    }),
    says: "Thinking may not be enabled when tool_choice forces tool use.",
    source: `${DOCS}/build-with-claude/thinking#thinking-with-tool-use`,
  },
  // Messages
  {
    rule: "a conversation that begins with the assistant",
    body: talk(assistant(say("a")), user(say("q"))),
    says: 'messages: first message must use the "user" role',
    source: SHAPES,
  },
  ...[[], ""].map((content) => ({
    rule: `a user message of ${JSON.stringify(content)}`,
    body: talk({ role: "user", content }),
    says: "messages.0: user messages must have non-empty content",
    source: RECORDED,
  })),
  {
    rule: "an empty text",
    body: talk(user(say("q"), say(""))),
    says: "messages: text content blocks must be non-empty",
    source: SHAPES,
  },
  ...["  ", "\n\t"].map((text) => ({
    rule: `a text of blanks, ${JSON.stringify(text)}`,
    body: talk(user(say(text))),
    says: "messages: text content blocks must contain non-whitespace text",
    source: SHAPES,
  })),
  {
    rule: "a system prompt of blanks",
    body: messageBody({ system: [say(" ")] }),
    says: "system: text content blocks must contain non-whitespace text",
    source: SHAPES,
  },
  {
    rule: "a text before a result",
    body: talk(user(say("q")), assistant(use("1")), user(say("here:"), result("1"))),
    says: `messages.1: ${MISSING_RESULT}1`,
    source: `${SHAPES}; ${DOCS}/agents-and-tools/tool-use/handle-tool-calls`,
  },
  {
    rule: "a call without its result",
    body: talk(user(say("q")), assistant(use("1")), user(say("go on"))),
    says: `messages.1: ${MISSING_RESULT}1`,
    source: SHAPES,
  },
  {
    rule: "a result behind a text",
    body: talk(
      user(say("q")),
      assistant(use("1"), use("2")),
      user(result("1"), say("x")),
      user(result("2")),
    ),
    says: `messages.1: ${MISSING_RESULT}2`,
    source: SHAPES,
  },
  {
    rule: "a result without a call",
    body: talk(user(say("q")), assistant(use("1")), user(result("1"), result("999"))),
    says: "messages.2.content.1: unexpected `tool_use_id` found in `tool_result` blocks: 999.",
    source: SHAPES,
  },
  {
    rule: "the beginning of an answer, for a model that does not go on with it",
    body: talk(user(say("q")), assistant(say("The answer is ("))),
    says: "This model does not support assistant message prefill. The conversation must end with a user message.",
    source: ERRORS,
  },
  {
    rule: "the beginning of an answer that ends in a blank",
    body: { ...talk(user(say("q")), assistant(say("The "))), model: "claude-sonnet-4-5" },
    says: "messages: final assistant content cannot end with trailing whitespace",
    source: "seen in issues",
  },
  {
    rule: "an assistant message that ends in thinking",
    body: talk(user(say("q")), assistant({ type: "thinking", thinking: "t", signature: "s" })),
    says: "messages.1: The final block in an assistant message cannot be `thinking`.",
    source: SHAPES,
  },
  {
    rule: "an unknown role",
    body: talk({ role: "bogus", content: "x" }),
    says: 'messages: Unexpected role "bogus". Allowed roles are "user" or "assistant"',
    source: RECORDED,
  },
  {
    rule: "a system message first",
    body: opus55({ messages: [system("be brief"), user(say("q"))] }),
    says: `messages.0: use the top-level 'system' parameter for the initial system prompt${DIRECTIVE}`,
    source: RECORDED,
  },
  {
    rule: "a system message before the user's",
    body: opus55({ messages: [user(say("a")), system("s"), user(say("b"))] }),
    says: `messages.1: role 'system' must precede an 'assistant' message or end the array${DIRECTIVE}`,
    source: RECORDED,
  },
  {
    rule: "an empty system message",
    body: opus55({ messages: [user(say("a")), system([])] }),
    says: "messages.1: system content must contain at least one block",
    source: RECORDED,
  },
  {
    rule: "a system message for a model that takes none",
    body: talk(user(say("a")), system("s")),
    says: "role 'system' is not supported on this model",
    source: `${DOCS}/build-with-claude/mid-conversation-system-messages (copy of 2026-09-02)`,
  },
  {
    rule: "clear_at without its beta",
    body: opus55({ messages: [user(say("a")), { ...system("s"), clear_at: "never" }] }),
    says: "messages.1.clear_at: Extra inputs are not permitted",
    source: `${DOCS}/build-with-claude/mid-conversation-system-messages (copy of 2026-09-02)`,
  },
  {
    rule: "a picture of another kind",
    body: talk(
      user({
        type: "image",
        source: { type: "base64", media_type: "image/tiff", data: "AAAA" },
      }),
    ),
    says: "messages.0.content.0.image.source.base64.media_type: Input should be 'image/jpeg', 'image/png', 'image/gif' or 'image/webp'",
    source: "AWS, troubleshooting Claude on Amazon Bedrock; seen in issues",
  },
  // Fields
  {
    rule: "an unknown model",
    body: messageBody({ model: "claude-opus-9" }),
    status: 404,
    type: "not_found_error",
    says: "model: claude-opus-9",
    source: ERRORS,
  },
  {
    rule: "more output than the model gives",
    body: messageBody({ max_tokens: 128_001 }),
    says: "max_tokens: 128001 > 128000, which is the maximum allowed number of output tokens for claude-opus-4-7",
    source: `${DOCS}/models/overview; measured for claude-opus-5`,
  },
  {
    rule: "less than no output",
    body: messageBody({ max_tokens: -1 }),
    says: "max_tokens: must be greater than or equal to 0",
    source: RECORDED,
  },
  {
    rule: "a temperature out of range",
    body: messageBody({ model: "claude-haiku-4-5", temperature: 2 }),
    says: "temperature: range: 0..1",
    source: RECORDED,
  },
  ...["temperature", "top_p", "top_k"].map((field) => ({
    rule: `${field} since API version 2026-10-21, even its default`,
    body: messageBody({ model: "claude-haiku-4-5", [field]: 1 }),
    headers: { "anthropic-version": "2026-10-21" },
    says: `${field}: Extra inputs are not permitted`,
    source: "https://qiita.com/Synthorai/items/01a0067e88747257a4e6 (2026-10)",
  })),
  {
    rule: "a temperature that the model does not take",
    body: messageBody({ temperature: 0.5 }),
    says: "`temperature` is deprecated for this model.",
    source: `${DOCS}/about-claude/models/migration-guide; seen in issues`,
  },
  {
    rule: "a temperature while thinking",
    body: messageBody({
      model: "claude-opus-4-6",
      temperature: 0.5,
      thinking: { type: "adaptive" },
    }),
    says: "`temperature` may only be set to 1 when thinking is enabled or in adaptive mode.",
    source: `${DOCS}/build-with-claude/extended-thinking; seen in issues`,
  },
  {
    rule: "a stop sequence of blanks",
    body: messageBody({ stop_sequences: [" "] }),
    says: "stop_sequences: each stop sequence must contain non-whitespace",
    source: "seen in issues",
  },
  {
    rule: "an unknown kind of block",
    body: talk(user({ type: "hologram" })),
    says: "messages.0.content.0: Input tag 'hologram' found using 'type' does not match any of the expected tags",
    source: `${ISSUES}/vercel/ai/issues/22005`,
  },
  {
    rule: "a field that is a list and should be a text",
    body: messageBody({ model: [] }),
    says: "model: Input should be a valid string",
    source: RECORDED,
  },
  {
    rule: "an unknown service tier",
    body: messageBody({ service_tier: "bogus" }),
    says: "service_tier: Input should be 'auto' or 'standard_only'",
    source: RECORDED,
  },
  {
    rule: "an unknown region",
    body: messageBody({ inference_geo: "bogus-geo" }),
    says: "inference_geo: must be one of ['global', 'us']",
    source: RECORDED,
  },
  // Caching
  {
    rule: "five breakpoints",
    body: talk(user(...Array.from({ length: 5 }, () => marked("5m")))),
    says: "A maximum of 4 blocks with cache_control may be provided. Found 5.",
    source: `${ISSUES}/decolua/9router/issues/3795 (2026-09-04)`,
  },
  {
    rule: "an hour behind five minutes",
    body: { ...talk(user(marked("1h"))), system: [marked("5m")] },
    says: "messages.0.content.0.cache_control.ttl: a ttl='1h' cache_control block must not come after a ttl='5m' cache_control block.",
    source: `${DOCS}/build-with-claude/prompt-caching; seen in issues`,
  },
  // Thinking
  {
    rule: "a budget for a model that decides itself",
    body: messageBody({ max_tokens: 4000, thinking: { type: "enabled", budget_tokens: 2000 } }),
    says: `"thinking.type.enabled" is not supported for this model. ${USE_ADAPTIVE}`,
    source: THINKING,
  },
  {
    rule: "no thinking on a model that always thinks",
    body: opus55({ thinking: { type: "disabled" } }),
    says: `"thinking.type.disabled" is not supported for this model. ${USE_ADAPTIVE}`,
    source: THINKING,
  },
  {
    rule: "no thinking on Claude Mythos Preview",
    body: messageBody({ model: "claude-mythos-preview", thinking: { type: "disabled" } }),
    says: '"thinking.type.disabled" is not supported for this model. Thinking defaults to adaptive mode when not specified; use "thinking.type.enabled" with "budget_tokens" for extended thinking.',
    source: THINKING,
  },
  {
    rule: "no thinking on Claude Sonnet 5.5",
    body: messageBody({ model: "claude-sonnet-5-5", thinking: { type: "disabled" } }),
    says: 'To turn thinking off on this model, send "thinking": {"type": "between_tools"} instead of {"type": "disabled"}.',
    source: THINKING,
  },
  {
    rule: "between_tools on another model",
    body: messageBody({ thinking: { type: "between_tools" } }),
    says: '"thinking.type.between_tools" is not supported for this model.',
    source: THINKING,
  },
  {
    rule: "adaptive thinking on a model that needs a budget",
    body: messageBody({ model: "claude-haiku-4-5", thinking: { type: "adaptive" } }),
    says: "adaptive thinking is not supported on this model",
    source: THINKING,
  },
  ...["claude-opus-5", "claude-haiku-5-5"].map((model) => ({
    rule: `no thinking with much effort on ${model}`,
    body: messageBody({
      model,
      thinking: { type: "disabled" },
      output_config: { effort: "xhigh" },
    }),
    says: "output_config.effort 'xhigh' is not supported when thinking is disabled on this model. Use effort 'high' or below, or enable thinking.",
    source: THINKING,
  })),
  {
    rule: "a budget below the least",
    body: messageBody({
      model: "claude-haiku-4-5",
      thinking: { type: "enabled", budget_tokens: 1000 },
    }),
    says: "thinking.enabled.budget_tokens: Input should be greater than or equal to 1024",
    source: `${DOCS}/build-with-claude/extended-thinking`,
  },
  {
    rule: "a budget as large as the output",
    body: messageBody({
      model: "claude-haiku-4-5",
      max_tokens: 2000,
      thinking: { type: "enabled", budget_tokens: 2000 },
    }),
    says: "`max_tokens` must be greater than `thinking.budget_tokens`.",
    source: `${DOCS}/build-with-claude/extended-thinking`,
  },
  {
    rule: "a tool loop that lost its thinking, with a budget",
    body: {
      ...talk(user(say("q")), assistant(use("1")), user(result("1"))),
      model: "claude-haiku-4-5",
      max_tokens: 4000,
      thinking: { type: "enabled", budget_tokens: 2000 },
    },
    says: "messages.1.content.0.type: Expected `thinking` or `redacted_thinking`, but found `tool_use`.",
    source: `${DOCS}/build-with-claude/thinking#thinking-with-tool-use; seen in issues`,
  },
  {
    rule: "thinking that was made up",
    body: opus55({
      messages: [
        user(say("q")),
        assistant({ type: "thinking", thinking: "t", signature: "s" }, say("a")),
        user(say("r")),
      ],
    }),
    says: "messages.1.content.0: Invalid `signature` in `thinking` block",
    source: THINKING,
  },
  {
    rule: "block_binding without its beta",
    body: opus55({
      thinking: { type: "adaptive", block_binding: { prefix_mismatch_behavior: "drop_block" } },
    }),
    says: "thinking.adaptive.block_binding: Extra inputs are not permitted",
    source: ERRORS,
  },
  {
    rule: "effort on a model without it",
    body: messageBody({ model: "claude-haiku-4-5", output_config: { effort: "high" } }),
    says: "This model does not support the effort parameter.",
    source: `${ISSUES}/anthropics/claude-code/issues/30760 (2026-03-04)`,
  },
  {
    rule: "an effort that the model does not know",
    body: messageBody({ model: "claude-sonnet-4-6", output_config: { effort: "xhigh" } }),
    says: "This model does not support effort level 'xhigh'. Supported levels: high, low, max, medium.",
    source: `${DOCS}/build-with-claude/effort; seen in issues`,
  },
];
