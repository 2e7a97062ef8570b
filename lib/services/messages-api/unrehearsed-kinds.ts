import type {
  BetaContentBlockParam,
  BetaToolUnion,
} from "@anthropic-ai/sdk/resources/beta/messages/messages";

type Block = BetaContentBlockParam["type"];
type Tool = NonNullable<BetaToolUnion["type"]>;

/** Kinds of blocks and tools that the API documents and the rehearsal does not implement. */
export const UNREHEARSED_KINDS: ReadonlySet<string> = new Set<Block | Tool>([
  "advisor_tool_result",
  "bash_code_execution_tool_result",
  "code_execution_tool_result",
  "compaction",
  "container_upload",
  "fallback",
  "text_editor_code_execution_tool_result",
  "tool_addition",
  "tool_removal",
  "web_fetch_tool_result",
  "web_search_tool_result",
  "advisor_20260301",
  "bash_20241022",
  "bash_20250124",
  "browser_toolset_20260801",
  "code_execution_20250522",
  "code_execution_20250825",
  "code_execution_20260120",
  "code_execution_20260521",
  "computer_20241022",
  "computer_20250124",
  "computer_20251124",
  "computer_toolset_20260801",
  "memory_20250818",
  "text_editor_20241022",
  "text_editor_20250124",
  "text_editor_20250429",
  "text_editor_20250728",
  "web_fetch_20250910",
  "web_fetch_20260209",
  "web_fetch_20260309",
  "web_fetch_20260318",
  "web_search_20250305",
  "web_search_20260209",
  "web_search_20260318",
]);
