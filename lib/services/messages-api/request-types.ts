import type { z } from "zod";
import type { messagesSchema } from "./request-schema.ts";
import type { listedTool } from "./schema-parts.ts";

/** A JSON object as it was sent. */
export interface JsonObject {
  [key: string]: unknown;
}

type Created = z.output<typeof messagesSchema>;

/** A request that passed every check of its fields; where tokens are only counted, it may be shorter. */
export type MessagesRequest = Omit<Created, "max_tokens"> & Partial<Pick<Created, "max_tokens">>;

/** One entry of `mcp_servers`. */
export type McpServerEntry = MessagesRequest["mcp_servers"][number];

/** A tool as an MCP server lists it, in the API's spelling. */
export type ListedTool = z.output<typeof listedTool>;

export type ToolEntry = MessagesRequest["tools"][number];

/** A `tools` entry that opens an MCP server to the model. */
export type Toolset = Extract<ToolEntry, { type: "mcp_toolset" }>;

/** Options of one tool of a toolset; each field on its own overrides the default. */
export type ToolOptions = NonNullable<Toolset["default_config"]>;

/** A `tools` entry that finds deferred tools; the API runs it. */
export type SearchTool = Exclude<ToolEntry, { type: "mcp_toolset" | "custom" }>;

export type ToolChoice = NonNullable<MessagesRequest["tool_choice"]>;

/** One message of the conversation; a string content has become one text block. */
export type InputMessage = MessagesRequest["messages"][number];

/** A content block that was sent. */
export type InputBlock = InputMessage["content"][number];
