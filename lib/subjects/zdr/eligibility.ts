/** A feature of the Claude API, as the documentation's eligibility table has it. */
export type FeatureId =
  | "mcp-connector"
  | "code-execution"
  | "programmatic-tool-calling"
  | "dynamic-filtering"
  | "skills"
  | "files"
  | "batches"
  | "message-threads"
  | "covered-model"
  | "managed-agents"
  | "mcp-tunnels"
  | "structured-outputs"
  | "cache-diagnostics"
  | "messages"
  | "own-tools"
  | "memory-tool"
  | "web-tools"
  | "tool-search"
  | "prompt-caching"
  | "context-management"
  | "inline-files";

/** One row: whether a feature is covered by zero data retention (ZDR), and why. */
export interface EligibilityRow {
  id: FeatureId;
  feature: string;
  /** How a request shows that it uses the feature. */
  recognisedBy: string;
  /** `qualified`: prompts and outputs are not stored, a small technical artifact is, for a while. */
  eligible: "yes" | "qualified" | "no";
  /** What the documentation says is kept. */
  reason: string;
  /** What the API does with such a request of an organisation under ZDR. */
  underZdr: "accepted" | "refused";
  /** What to use instead; empty where nothing has to be replaced. */
  alternative: string;
  source: string;
  /** When the source was read; it may have changed since. */
  read: string;
}

const RETENTION =
  "https://platform.claude.com/docs/en/manage-claude/api-and-data-retention#feature-eligibility";
const DOCS = "https://platform.claude.com/docs/en";

type Stated = Pick<EligibilityRow, "id" | "feature" | "recognisedBy" | "reason"> &
  Partial<EligibilityRow>;

const row = (eligible: EligibilityRow["eligible"], stated: Stated): EligibilityRow => ({
  eligible,
  underZdr: "accepted",
  alternative: "",
  source: RETENTION,
  read: "2026-09-26",
  ...stated,
});

/**
 * Which features ZDR covers. Source: Anthropic's page "API and data retention" and the pages of the
 * features, as each row says. Not legal advice: the contract decides.
 */
export const ELIGIBILITY: readonly EligibilityRow[] = [
  row("no", {
    id: "mcp-connector",
    feature: "MCP connector",
    recognisedBy: "mcp_servers with an entry, or a tool of type mcp_toolset",
    reason: "Data exchanged with MCP servers is kept under the standard retention policy.",
    alternative: "an MCP client of your own, its tools sent as tools of your own",
  }),
  row("no", {
    id: "code-execution",
    feature: "Code execution",
    recognisedBy: "a tool of type code_execution_…, or the id of a container",
    reason: "Container data is kept up to 30 days.",
    alternative: "a tool of your own that runs the code on your side",
  }),
  row("no", {
    id: "programmatic-tool-calling",
    feature: "Programmatic tool calling",
    recognisedBy: "allowed_callers of a tool names code_execution_…",
    reason: "It is built on code execution containers, which are kept up to 30 days.",
    alternative: 'allowed_callers: ["direct"], or no allowed_callers',
  }),
  row("no", {
    id: "dynamic-filtering",
    feature: "Web search and fetch with dynamic filtering",
    recognisedBy:
      'web_search_20260209 or web_fetch_20260209, or later, unless allowed_callers is ["direct"]',
    reason: "Filtering runs code in a container, which is kept up to 30 days.",
    alternative: 'the same tool with allowed_callers: ["direct"], or its first version',
    source: `${DOCS}/agents-and-tools/tool-use/server-tools`,
    read: "2026-08-22",
  }),
  row("no", {
    id: "skills",
    feature: "Agent skills",
    recognisedBy: "skills in container, or /v1/skills",
    reason: "Skill data is kept under the standard retention policy.",
    alternative: "the instructions in the system prompt, and tools of your own",
  }),
  row("no", {
    id: "files",
    feature: "Files API",
    recognisedBy: "a source of type file, a container_upload block, or /v1/files",
    reason: "Files are kept until they are deleted or expire.",
    alternative: "the file inline, as base64 or text",
  }),
  row("no", {
    id: "batches",
    feature: "Batch processing",
    recognisedBy: "/v1/messages/batches",
    reason: "Jobs and their results are kept for 29 days.",
    alternative: "single requests, in a queue of your own",
  }),
  row("no", {
    id: "message-threads",
    feature: "Message threads",
    recognisedBy: "the field thread",
    reason: "The conversation is held in memory up to an hour after its last use.",
    alternative: "the whole history in each request; for toolRunner, thread: false",
    source: `${DOCS}/build-with-claude/message-threads`,
    read: "2026-11-22",
  }),
  row("no", {
    id: "covered-model",
    feature: "Covered models: Fable 5 and Mythos 5 families",
    recognisedBy: "model claude-fable-5… or claude-mythos-5…, also as a fallback or an advisor",
    reason: "These models require 30 days of retention.",
    underZdr: "refused",
    alternative: "another model, or a workspace with 30-day retention for this work alone",
    source: `${DOCS}/manage-claude/api-and-data-retention#model-specific-data-retention-requirements`,
  }),
  row("no", {
    id: "managed-agents",
    feature: "Claude Managed Agents",
    recognisedBy: "/v1/agents, /v1/sessions or /v1/environments",
    reason: "Sessions are stateful; transcripts are kept until they are deleted.",
    alternative: "a loop of your own over the Messages API",
  }),
  row("no", {
    id: "mcp-tunnels",
    feature: "MCP tunnels",
    recognisedBy: "/v1/tunnels",
    reason: "A research preview, not covered.",
    alternative: "an MCP client of your own beside the private server",
  }),
  row("qualified", {
    id: "structured-outputs",
    feature: "Structured outputs and strict tools",
    recognisedBy: "output_config.format, output_format, or strict: true on a tool",
    reason: "Only the JSON schema is kept, up to 24 hours since its last use.",
    alternative: "keep personal data out of the schema",
  }),
  row("qualified", {
    id: "cache-diagnostics",
    feature: "Cache diagnostics",
    recognisedBy: "the field diagnostics",
    reason: "A fingerprint of hashes and token counts is kept briefly.",
  }),
  row("yes", {
    id: "messages",
    feature: "Messages and token counting",
    recognisedBy: "/v1/messages, /v1/messages/count_tokens",
    reason: "Nothing is stored after the reply.",
  }),
  row("yes", {
    id: "own-tools",
    feature: "Tools that run on your side: your own, bash, text editor, computer, browser",
    recognisedBy: "a tool with an input_schema, or of one of these types",
    reason: "The API sees definitions, calls and results, and stores none of them.",
  }),
  row("yes", {
    id: "memory-tool",
    feature: "Memory tool",
    recognisedBy: "a tool of type memory_…",
    reason: "The memory is stored on your side.",
  }),
  row("yes", {
    id: "web-tools",
    feature: "Web search and fetch without dynamic filtering",
    recognisedBy: "web_search_20250305, web_fetch_20250910, or a later one called directly",
    reason: "Nothing is stored; the websites may keep what was asked of them.",
  }),
  row("yes", {
    id: "tool-search",
    feature: "Tool search",
    recognisedBy: "a tool of type tool_search_tool_…",
    reason: "Definitions are searched in memory, and nothing is stored.",
  }),
  row("yes", {
    id: "prompt-caching",
    feature: "Prompt caching",
    recognisedBy: "cache_control",
    reason: "Held in memory for the time of the cache, not stored.",
  }),
  row("yes", {
    id: "context-management",
    feature: "Context editing and compaction",
    recognisedBy: "context_management, compaction",
    reason: "Applied while the request is answered, and returned with the reply.",
  }),
  row("yes", {
    id: "inline-files",
    feature: "Images and PDFs sent inline",
    recognisedBy: "a source of type base64, text or url",
    reason: "Part of the message, like its text.",
  }),
];

/** The row of a feature. Throws RangeError for one that the table has not. */
export function eligibilityOf(id: FeatureId): EligibilityRow {
  const found = ELIGIBILITY.find((one) => one.id === id);
  if (found === undefined) throw new RangeError(`The table has no row ${id}.`);
  return found;
}
