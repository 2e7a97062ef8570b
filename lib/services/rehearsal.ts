import type { McpCall } from "../wire/trace-event.ts";
import { createMessagesApi } from "./messages-api/messages-api.ts";
import { HUB_URL } from "../base/hub-names.ts";
import { createHub } from "./hub/hub.ts";

/** MCP servers by the public address that they answer for. */
export type Servers = Readonly<Record<string, (request: Request) => Promise<Response>>>;

/** What to tell of what happens inside the rehearsed Messages API, and what it works with. */
export interface RehearsalOptions {
  /** Told of every MCP request that the connector made. */
  onMcp: (call: McpCall) => void;
  /** Default: the rehearsed Hub under its public address. */
  servers?: Servers;
  /** MCP iterations per request before `pause_turn`; the API's own default where left out. */
  iterationLimit?: number;
}

/**
 * The rehearsed Messages API with MCP servers behind it. Give it to the Anthropic SDK as `fetch`.
 * Nothing leaves this process.
 */
export function createRehearsal(
  options: RehearsalOptions,
): (request: Request) => Promise<Response> {
  const { servers = { [HUB_URL]: createHub() }, onMcp, iterationLimit } = options;
  return createMessagesApi({
    serverFor: (url) => serverFor(servers, url),
    onMcp: (exchange) => onMcp({ kind: "mcp-call", caller: "connector", ...exchange }),
    iterationLimit,
  });
}

/** A `fetch` that reaches these servers and nothing else: every other address looks unreachable. */
export function fetchFrom(servers: Servers): (request: Request) => Promise<Response> {
  return async (request) => {
    const server = serverFor(servers, new URL(request.url));
    if (server !== undefined) return await server(request);
    throw new TypeError("fetch failed", {
      cause: Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" }),
    });
  };
}

function serverFor(servers: Servers, url: URL): Servers[string] | undefined {
  return servers[url.origin + url.pathname];
}
