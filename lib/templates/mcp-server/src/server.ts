import { McpServer } from "@modelcontextprotocol/server";
import { instructions, serverName, type Settings } from "./catalog.ts";
import { registerResources } from "./resource.ts";
import { registerTool } from "./tool.ts";
import { registerTools } from "./tools.ts";

/** A server with everything that the sketch lists; one for each connection or request. */
export function createServer(settings: Settings): McpServer {
  const server = new McpServer({ name: serverName, version: "0.1.0" }, { instructions });
  registerResources(server, settings);
  registerTools((tool) => registerTool(server, settings, tool));
  return server;
}
