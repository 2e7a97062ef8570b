import type { Display, Effort, ThinkingType } from "./models.ts";

/** A JSON object as it was sent. */
export interface JsonObject {
  [key: string]: unknown;
}

/** One entry of `mcp_servers`. */
export interface McpServerEntry {
  type: "url";
  url: string;
  name: string;
  authorization_token?: string | null | undefined;
}

/** A tool as an MCP server lists it, in the API's spelling. */
export interface ListedTool {
  name: string;
  description?: string | null | undefined;
  input_schema: JsonObject;
}

/** Options of one tool of a toolset; each field on its own overrides the default. */
export interface ToolOptions {
  enabled?: boolean | undefined;
  defer_loading?: boolean | undefined;
}

/** A `tools` entry that opens an MCP server to the model. */
export interface Toolset {
  type: "mcp_toolset";
  mcp_server_name: string;
  default_config?: ToolOptions | undefined;
  configs?: Record<string, ToolOptions> | null | undefined;
  cache_control?: unknown;
  tools?: ListedTool[] | null | undefined;
}

/** A `tools` entry that the caller runs. */
interface CustomTool {
  type: "custom";
  name: string;
  description?: string | undefined;
  input_schema: JsonObject;
  cache_control?: unknown;
  defer_loading?: boolean | undefined;
}

/** A `tools` entry that finds deferred tools; the API runs it. */
export interface SearchTool {
  type: `tool_search_tool_${"regex" | "bm25"}${"" | "_20251119"}`;
  name: "tool_search_tool_regex" | "tool_search_tool_bm25";
  cache_control?: unknown;
  defer_loading?: boolean | undefined;
}

export type ToolEntry = Toolset | CustomTool | SearchTool;

/** A part of a result. */
interface ResultPart {
  type: string;
  text?: string | undefined;
  /** Of a `tool_reference`: a deferred tool that was found. */
  tool_name?: string | undefined;
}

/** A content block that was sent; the fields this emulator reads. */
export type InputBlock =
  | { type: "text"; text: string }
  | { type: "thinking"; thinking: string; signature: string }
  | { type: "tool_use"; id: string; name: string; input: unknown }
  | {
      type: "tool_result";
      tool_use_id: string;
      content?: string | ResultPart[] | undefined;
      is_error?: boolean | undefined;
    }
  | { type: "server_tool_use"; id: string; name: string; input: unknown }
  | {
      type: "tool_search_tool_result";
      tool_use_id: string;
      content: { type: string; tool_references?: ResultPart[] | undefined };
    }
  | { type: "mcp_tool_use"; id: string; name: string; server_name: string; input: unknown }
  | {
      type: "mcp_tool_result";
      tool_use_id: string;
      content?: string | ResultPart[] | undefined;
      is_error?: boolean | undefined;
    }
  | { type: "mcp_tool_listing"; mcp_server_name: string; tools: ListedTool[] }
  | { type: "image" | "document" | "search_result" | "redacted_thinking" };

/** One message of the conversation; a string content has become one text block. */
export interface InputMessage {
  role: "user" | "assistant" | "system";
  content: InputBlock[];
  /** Of a system message: how the model shall answer from there on. */
  output_config?: OutputConfig | null | undefined;
}

interface OutputConfig {
  effort?: Effort | null | undefined;
}

/** How the model shall think. */
interface ThinkingConfig {
  type: ThinkingType;
  budget_tokens?: number | undefined;
  display?: Display | null | undefined;
}

export interface ToolChoice {
  type: "auto" | "any" | "tool" | "none";
  name?: string | undefined;
  disable_parallel_tool_use?: boolean | undefined;
}

/** A request that passed every check of its fields. */
export interface MessagesRequest {
  model: string;
  /** Absent when tokens are only counted. */
  max_tokens?: number | undefined;
  messages: InputMessage[];
  system?: unknown;
  stream?: boolean | undefined;
  stop_sequences?: string[] | undefined;
  tool_choice?: ToolChoice | undefined;
  tools: ToolEntry[];
  mcp_servers: McpServerEntry[];
  thinking?: ThinkingConfig | undefined;
  output_config?: OutputConfig | undefined;
  context_management?: unknown;
  cache_control?: unknown;
  temperature?: number | undefined;
  top_p?: number | undefined;
  top_k?: number | undefined;
}
