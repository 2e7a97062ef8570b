import type { McpCall } from "../session/trace-event.ts";
import { createMessagesApi } from "./api/messages-api.ts";
import { createHub, HUB_URL } from "./hub/hub.ts";

/** What to tell of what happens inside the rehearsed Messages API. */
export interface RehearsalOptions {
  /** Told of every MCP request that the connector made. */
  onMcp: (call: McpCall) => void;
}

/**
 * The rehearsed Messages API with the rehearsed Hub behind it, under the Hub's public address.
 * Give it to the Anthropic SDK as `fetch`. Nothing leaves this process.
 */
export function createRehearsal(
  options: RehearsalOptions,
): (request: Request) => Promise<Response> {
  const hub = createHub();
  return createMessagesApi({
    serverFor: (url) => (url.origin + url.pathname === HUB_URL ? hub : undefined),
    onMcp: (exchange) => options.onMcp({ kind: "mcp-call", caller: "connector", ...exchange }),
  });
}
