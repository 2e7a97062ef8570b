import { type LoopbackServer, serveOnLoopback } from "../loopback.ts";
import { createCrmServer } from "./create-server.ts";
import { createMcpEndpoint } from "./http-handler.ts";
import { type CrmOptions, openCrm } from "./open-crm.ts";
import { crmSettings } from "./settings.ts";

/** Options of {@link serveCrmHttp}. */
export interface HttpOptions extends CrmOptions {
  /** Where CRM_API_KEY and CRM_BASE_URL are, such as process.env. */
  env: Readonly<Record<string, string | undefined>>;
  /** Default: a free one. */
  port?: number;
}

/**
 * Serves the CRM over Streamable HTTP on 127.0.0.1; its `url` ends in /mcp. Throws LabErrors of `crmSettings`
 * and `openCrm`, and `port-in-use`.
 */
export async function serveCrmHttp(options: HttpOptions): Promise<LoopbackServer> {
  const { env, port, ...rest } = options;
  const crm = await openCrm(crmSettings(env), rest);
  const { surroundings } = crm;
  const create = () => createCrmServer(surroundings);
  const endpoint = createMcpEndpoint("/mcp", create, surroundings.changes, surroundings.report);
  try {
    const server = await serveOnLoopback(endpoint.fetch, port);
    return {
      url: `${server.url}/mcp`,
      async close() {
        await endpoint.close();
        await server.close();
        crm.close();
      },
    };
  } catch (error) {
    crm.close();
    throw error;
  }
}
