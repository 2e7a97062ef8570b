import { McpServer, ResourceTemplate } from "@modelcontextprotocol/server";
import { resources, serverName } from "./catalog.ts";
import { readBody } from "./bodies.ts";
import { registerTool } from "./tool.ts";
import { registerTools } from "./tools.ts";

/** A server with everything that the sketch lists; one for each connection or request. */
export function createServer(): McpServer {
  const server = new McpServer({ name: serverName, version: "0.1.0" });
  for (const { uri, name, ...metadata } of resources) {
    const { mimeType } = metadata;
    const read = async (address: URL) => ({
      contents: [{ uri: address.href, mimeType, text: await readBody(uri, address) }],
    });
    if (uri.includes("{")) {
      server.registerResource(name, new ResourceTemplate(uri, { list: undefined }), metadata, read);
    } else {
      server.registerResource(name, uri, metadata, read);
    }
  }
  registerTools((tool) => registerTool(server, tool));
  return server;
}
