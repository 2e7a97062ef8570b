import { InMemoryServerEventBus, McpServer } from "@modelcontextprotocol/server";
import { type LoopbackServer, serveOnLoopback } from "../../lib/services/crm/loopback.ts";
import { createMcpEndpoint } from "../../lib/services/crm/server/http-handler.ts";
import { registerContent } from "./content-fixtures.ts";
import { registerInputTools, stateCodec } from "./input-fixtures.ts";
import { registerPrompts } from "./prompt-fixtures.ts";
import { registerSessionTools } from "./session-fixtures.ts";

/**
 * The names that conformance scenarios look for, behind the CRM's own plumbing: the same listener,
 * era routing, sessions and subscriptions.
 */
export async function serveFixtures(): Promise<LoopbackServer> {
  const changes = new InMemoryServerEventBus();
  const create = (): McpServer => {
    const server = new McpServer(
      { name: "crm-plumbing", version: "1.0.0" },
      {
        capabilities: {
          tools: { listChanged: true },
          resources: { subscribe: true, listChanged: true },
          prompts: { listChanged: true },
          completions: {},
          logging: {},
        },
        requestState: { verify: (state, context) => stateCodec.verify(state, context) },
      },
    );
    registerContent(server);
    registerPrompts(server);
    registerInputTools(server);
    registerSessionTools(server, changes);
    return server;
  };
  const endpoint = createMcpEndpoint("/mcp", create, changes, () => {});
  const server = await serveOnLoopback(endpoint.fetch);
  return {
    url: `${server.url}/mcp`,
    async close() {
      await endpoint.close();
      await server.close();
    },
  };
}
