import type { Client } from "@modelcontextprotocol/client";
import { mcpClient } from "../base/cell-modules.ts";
import { newClient } from "../wire/era.ts";
import { PipeTransport } from "../wire/mcp-transport.ts";
import { memoryPipe } from "../wire/pipe.ts";
import type { OpenCrm } from "../services/crm/server/open-crm.ts";
import { keepsProgress } from "./progress.ts";
import { recordPipe } from "../wire/record-connection.ts";
import type { McpCall } from "../wire/trace-event.ts";

/** The way from a notebook to the CRM. */
export interface LabCrm {
  /**
   * Connects an MCP client to the CRM's server over the 2026-07-28 protocol. Every connection sees
   * the same data, which live as long as this process. What the client sends is in the session's
   * trace.
   */
  connect(): Promise<Client>;
}

/** @param onMcp told of every MCP request once it was answered */
export function createLabCrm(onMcp: (call: McpCall) => void): LabCrm {
  let opened: Promise<OpenCrm> | undefined;
  return {
    async connect() {
      opened ??= open();
      return await connectCrm(await opened, onMcp);
    },
  };
}

/** A client of a CRM that is open in this process; what it sends is told of. */
export async function connectCrm(
  { surroundings }: OpenCrm,
  onMcp: (call: McpCall) => void,
): Promise<Client> {
  const { serveCrmConnection } = await import("../services/crm/server/serve-connection.ts");
  const [here, there] = memoryPipe();
  serveCrmConnection(surroundings, new PipeTransport(there));
  const client = newClient(mcpClient().Client, "notebook", "modern");
  await client.connect(new PipeTransport(recordPipe(here, "crm", onMcp)));
  return client;
}

/** The CRM's time in a run without Jupyter, whose outputs are kept and have to be the same each time. */
const FIXED_TIME = Date.parse("2026-11-02T09:00:00Z");

/** SQLite is loaded only for a session that works with the CRM. */
async function open(): Promise<OpenCrm> {
  const { openCrm } = await import("../services/crm/server/open-crm.ts");
  const clock = keepsProgress() ? {} : { now: () => FIXED_TIME };
  return await openCrm({ kind: "embedded" }, { log: () => {}, ...clock });
}
