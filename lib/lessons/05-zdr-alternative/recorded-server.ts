import {
  McpServer,
  ProtocolError,
  ProtocolErrorCode,
  type Tool,
} from "@modelcontextprotocol/server";
import { z } from "zod";
import type { ServerCall, ServerTool } from "./direct.judge.ts";

const input = z.object({ query: z.string().describe("What to look for.") });
const shownInput: Tool["inputSchema"] = {
  type: "object",
  properties: { query: { type: "string", description: "What to look for." } },
  required: ["query"],
};

/** Leads to the second page of a listing. */
const CURSOR = "cGFnZSAy";

/**
 * Makes an MCP server with these tools, whose calls are recorded. A tool answers with its marker and a
 * link; one that fails says so as a tool does, in text and in structured content. The listing has two
 * pages.
 */
export function recordedServer(
  tools: readonly ServerTool[],
  onCall: (call: ServerCall) => void,
): McpServer {
  const mcp = new McpServer({ name: "made-up", version: "1.0.0" });
  for (const { server, name, marker, fails } of tools) {
    mcp.registerTool(name, { inputSchema: input }, ({ query }) => {
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
  // McpServer itself lists everything on one page.
  mcp.server.setRequestHandler("tools/list", ({ params }) => {
    const cursor = params?.cursor;
    if (cursor !== undefined && cursor !== CURSOR) {
      throw new ProtocolError(ProtocolErrorCode.InvalidParams, "The cursor is not valid here.");
    }
    const isLast = cursor === CURSOR;
    const listed = tools.filter(({ isLate = false }) => isLate === isLast).map(shown);
    return { tools: listed, ...(!isLast && { nextCursor: CURSOR }) };
  });
  return mcp;
}

function shown({ name, fails }: ServerTool): Tool {
  const description = fails ? "Often fails." : "Looks something up.";
  return { name, description, inputSchema: shownInput };
}
