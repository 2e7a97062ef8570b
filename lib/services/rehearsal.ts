import type { McpCall } from "../wire/trace-event.ts";
import { createMessagesApi } from "./messages-api/messages-api.ts";
import { isPrivateAddress } from "./messages-api/private-address.ts";
import { addressOf, HUB_URL } from "../base/hub-names.ts";
import { createHub } from "./hub/hub.ts";
import { isOwnReader } from "./own-readers.ts";

/** MCP servers by the public address that they answer for. */
export type Servers = Readonly<Record<string, (request: Request) => Promise<Response>>>;

/** What is allowed beyond the rule. */
export interface Allowances {
  /** Names of tools that may be called although they are not known to only read. */
  allowTools?: readonly string[] | undefined;
  /** Hosts that are really contacted. Left out, nothing leaves this process. */
  hosts?: readonly string[] | undefined;
}

/** What to tell of what happens inside the rehearsed Messages API, and what it works with. */
export interface RehearsalOptions extends Allowances {
  /** Told of every MCP request that the connector made. */
  onMcp: (call: McpCall) => void;
  /** Default: the rehearsed Hub under its public address. */
  servers?: Servers;
  /** MCP iterations per request before `pause_turn`; the API's own default where left out. */
  iterationLimit?: number;
}

/**
 * The rehearsed Messages API with MCP servers behind it. Give it to the Anthropic SDK as `fetch`.
 * Nothing leaves this process but what `hosts` allows.
 */
export function createRehearsal(
  options: RehearsalOptions,
): (request: Request) => Promise<Response> {
  const { servers = { [HUB_URL]: createHub() }, onMcp, iterationLimit, allowTools } = options;
  return createMessagesApi({
    serverFor: reaching(servers, options.hosts),
    onMcp: (exchange) => onMcp({ kind: "mcp-call", caller: "connector", ...exchange }),
    iterationLimit,
    onlyReads: isOwnReader,
    allowTools,
  });
}

/** A `fetch` that reaches these servers and hosts and no other: every other address looks unreachable. */
export function fetchFrom(
  servers: Servers,
  hosts: readonly string[] = [],
): (request: Request) => Promise<Response> {
  const serverFor = reaching(servers, hosts);
  return async (request) => {
    const server = serverFor(new URL(request.url));
    if (server !== undefined) return await server(request);
    throw new TypeError("fetch failed", {
      cause: Object.assign(new Error("getaddrinfo ENOTFOUND"), { code: "ENOTFOUND" }),
    });
  };
}

/** What answers for an address: a server in this process, or a public host that was allowed. */
function reaching(
  servers: Servers,
  hosts: readonly string[] = [],
): (url: URL) => Servers[string] | undefined {
  const here = new Map(
    Object.entries(servers).map(([address, serve]) => [addressOf(new URL(address)), serve]),
  );
  return (url) => {
    const isAllowed = hosts.includes(url.hostname) && !isPrivateAddress(url);
    return here.get(addressOf(url)) ?? (isAllowed ? contact : undefined);
  };
}

/** A redirect would lead to a host that nobody allowed. */
async function contact(request: Request): Promise<Response> {
  return await fetch(request, { redirect: "manual" });
}
