import { createMcpHandler, McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";

/** A tool that a made-up server lists. */
export interface ToolOnOffer {
  name: string;
  description: string;
}

/** The public address of a made-up server. */
export function addressOf(server: string): string {
  return `https://${server}.example.com/mcp`;
}

/**
 * An MCP server that lists these tools, asked for again at each connection, and whose tools all say
 * "done".
 */
export function serverListing(
  tools: () => readonly ToolOnOffer[],
): (request: Request) => Promise<Response> {
  const handler = createMcpHandler(() => {
    const server = new McpServer({ name: "made-up", version: "1.0.0" });
    for (const { name, description } of tools()) {
      const config = { description, inputSchema: z.object({}) };
      server.registerTool(name, config, () => ({ content: [{ type: "text", text: "done" }] }));
    }
    return server;
  });
  return (request) => handler.fetch(request);
}
