import { StdioServerTransport } from "@modelcontextprotocol/server/stdio";
import type { Readable, Writable } from "node:stream";
import { type CrmOptions, openCrm } from "./open-crm.ts";
import { serveCrmConnection } from "./serve-connection.ts";
import { crmSettings } from "./settings.ts";

/** The largest message that is read from standard input, in bytes. */
const MAX_MESSAGE = 1_000_000;

/** Options of {@link serveCrmStdio}. */
export interface StdioOptions extends CrmOptions {
  /** Where CRM_API_KEY and CRM_BASE_URL are, such as process.env. */
  env: Readonly<Record<string, string | undefined>>;
  /** Default: the process's own. */
  input?: Readable;
  output?: Writable;
}

/** A running server. */
export interface RunningCrm {
  /** Resolves once the server has ended, for whatever reason, and has let go of its data. */
  closed: Promise<void>;
  close: () => Promise<void>;
}

/**
 * Serves the CRM over stdio until the client closes its end. Nothing but protocol messages is
 * written to the output. Throws LabErrors of `crmSettings` and `openCrm` before it reads anything.
 */
export async function serveCrmStdio(options: StdioOptions): Promise<RunningCrm> {
  const { env, input = process.stdin, output = process.stdout, ...rest } = options;
  const crm = await openCrm(crmSettings(env), rest);
  // Each answer that waits for a client to read has listeners of its own.
  output.setMaxListeners(0);
  const transport = new StdioServerTransport(input, output, { maxBufferSize: MAX_MESSAGE });
  const handle = serveCrmConnection(crm.surroundings, transport);
  const closed = new Promise<void>((resolve) => {
    const before = transport.onclose;
    // oxlint-disable-next-line unicorn/prefer-add-event-listener -- no event target
    transport.onclose = () => {
      before?.();
      crm.close();
      resolve();
    };
  });
  return { closed, close: () => handle.close() };
}
