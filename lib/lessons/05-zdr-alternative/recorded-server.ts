import { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import type { ServerCall, ServerTool } from "./direct.judge.ts";

const input = z.object({ query: z.string().describe("What to look for.") });

/**
 * Makes an MCP server with these tools, whose calls are recorded. A tool answers with its marker and a
 * link; one that fails says so as a tool does, in text and in structured content.
 */
export function recordedServer(
  tools: readonly ServerTool[],
  onCall: (call: ServerCall) => void,
): McpServer {
  const mcp = new McpServer({ name: "made-up", version: "1.0.0" });
  for (const { server, name, marker, fails } of tools) {
    const description = fails ? "Often fails." : "Looks something up.";
    mcp.registerTool(name, { description, inputSchema: input }, ({ query }) => {
      onCall({ server, name, id: /^probe (\S+)$/.exec(query)?.[1] });
      if (fails) {
        const error = { code: "PERMISSION_DENIED", message: marker, retryable: false };
        const text = `PERMISSION_DENIED: ${marker} Retryable: no.`;
        return { isError: true, content: [{ type: "text", text }], structuredContent: { error } };
      }
      const uri = `note://${name}/1`;
      return {
        content: [
          { type: "text", text: `Found: ${marker}` },
          { type: "resource_link", uri, name: "note" },
        ],
      };
    });
  }
  return mcp;
}
