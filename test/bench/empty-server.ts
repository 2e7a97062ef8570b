import { type CallToolResult, McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";

export const EMPTY_TOOL = "nothing";
export const EMPTY_URI = "empty://nothing";

const nothing: CallToolResult = { content: [{ type: "text", text: "" }] };

/** The least that an MCP server can be: a tool and a resource that say nothing, or what is given. */
export function createEmptyServer(result: CallToolResult = nothing): McpServer {
  const server = new McpServer({ name: "empty", version: "1.0.0" });
  const inputSchema = z.object({ limit: z.number() });
  server.registerTool(EMPTY_TOOL, { description: "Does nothing.", inputSchema }, () => result);
  server.registerResource("nothing", EMPTY_URI, {}, () => ({
    contents: [{ uri: EMPTY_URI, text: "" }],
  }));
  return server;
}
