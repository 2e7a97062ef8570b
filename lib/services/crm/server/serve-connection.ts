import type { Transport } from "@modelcontextprotocol/server";
import { serveStdio } from "@modelcontextprotocol/server/stdio";
import { createCrmServer } from "./create-server.ts";
import { deliverChanges } from "./subscriptions.ts";
import type { CrmSurroundings } from "./surroundings.ts";

/** Serves the CRM to one client over a transport that lasts, in the protocol era it opens with. */
export function serveCrmConnection(
  surroundings: CrmSurroundings,
  transport: Transport,
): { close: () => Promise<void> } {
  return serveStdio(
    ({ era }) => {
      const server = createCrmServer(surroundings);
      deliverChanges(server, surroundings.changes, era);
      return server;
    },
    { transport, onerror: (error) => surroundings.report("stdio", error) },
  );
}
