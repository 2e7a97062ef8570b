import { createRequire } from "node:module";

/**
 * The SDKs as notebook cells get them. tslab's cells are CommonJS, and these packages ship a
 * CommonJS and an ESM copy whose classes know nothing of each other: an error thrown by the ESM
 * client is not `instanceof` the class that a cell imports, and the ESM server entry cannot serve
 * an McpServer that a cell made. Whatever meets learner code comes from here, and is loaded when it
 * is first needed: no session and no exercise needs all of them.
 */
const require = createRequire(import.meta.url);

export const anthropic = (): typeof import("@anthropic-ai/sdk") => require("@anthropic-ai/sdk");
export const mcpClient = (): typeof import("@modelcontextprotocol/client") =>
  require("@modelcontextprotocol/client");
export const mcpServerStdio = (): typeof import("@modelcontextprotocol/server/stdio") =>
  require("@modelcontextprotocol/server/stdio");
/** A tool error is known to a client of the same copy only. */
export const anthropicMcp = (): typeof import("@anthropic-ai/sdk/helpers/beta/mcp") =>
  require("@anthropic-ai/sdk/helpers/beta/mcp");
