import { HUB_URL } from "../base/hub-names.ts";
import type { Allowances } from "../services/rehearsal.ts";
import type { HubOptions } from "../services/hub/hub.ts";
import type { McpCall } from "../wire/trace-event.ts";

type Fetch = (request: Request) => Promise<Response>;

/** What answers in this process in place of the services that a lesson reaches. */
interface RehearsedServices {
  /** The Messages API. */
  api: Fetch;
  /** The MCP servers there are: the Hub, and hosts that were allowed. */
  mcp: Fetch;
}

/**
 * The rehearsed Messages API and the Hub that both it and the notebook reach. They are loaded with
 * the first request: no cell that only opens the lab waits for them.
 *
 * @param hub the tokens it knows, and how it fails
 * @param onMcp told of every MCP request that the API made
 * @param allowances what may be called and contacted beyond the rule
 */
export function rehearsedServices(
  hub: HubOptions,
  onMcp: (call: McpCall) => void,
  allowances: Allowances,
): RehearsedServices {
  const start = async (): Promise<RehearsedServices> => {
    const { createHub } = await import("../services/hub/hub.ts");
    const { createRehearsal, fetchFrom } = await import("../services/rehearsal.ts");
    const servers = { [HUB_URL]: createHub(hub) };
    return {
      api: createRehearsal({ servers, onMcp, ...allowances }),
      mcp: fetchFrom(servers, allowances.hosts),
    };
  };
  let started: Promise<RehearsedServices> | undefined;
  const services = (): Promise<RehearsedServices> => (started ??= start());
  return {
    api: async (request) => await (await services()).api(request),
    mcp: async (request) => await (await services()).mcp(request),
  };
}
