import { Client, StreamableHTTPClientTransport } from "@modelcontextprotocol/client";
import { Client as V1Client } from "@modelcontextprotocol/sdk/client/index.js";
import { StreamableHTTPClientTransport as V1Http } from "@modelcontextprotocol/sdk/client/streamableHttp.js";
import { afterEach } from "vitest";
import { createCrmApi, type CrmApiOptions } from "../../../../lib/services/crm/api/api.ts";
import { createCrmServer } from "../../../../lib/services/crm/server/create-server.ts";
import { inProcessBackend } from "../../../../lib/services/crm/server/embedded.ts";
import { createMcpEndpoint } from "../../../../lib/services/crm/server/http-handler.ts";
import { type CrmOptions, openCrm } from "../../../../lib/services/crm/server/open-crm.ts";
import type { Database } from "../../../../lib/services/crm/store/database.ts";
import { borrowStore } from "../store/borrowed-store.ts";
import { READ_KEY, testKeys, WRITE_KEY } from "../api/crm-fixture.ts";

const cleanups: (() => unknown)[] = [];

/** Runs after the test, last registered first. */
export const later = (cleanup: () => unknown): void => void cleanups.push(cleanup);

afterEach(async () => {
  for (const cleanup of cleanups.splice(0).toReversed()) await cleanup();
});

/** A CRM whose MCP server and REST backend run in this process, and what was logged. */
export interface TestCrm {
  endpoint: { fetch: (request: Request) => Promise<Response> };
  database: Database;
  log: string[];
}

/** Starts a CRM over fresh sample data. */
export async function startCrm(
  api: Partial<CrmApiOptions> = {},
  options: CrmOptions & { access?: "read-only" } = {},
): Promise<TestCrm> {
  const { database, giveBack } = borrowStore();
  const log: string[] = [];
  const rest = createCrmApi({ database, keys: testKeys, ...api });
  const { access, ...crmOptions } = options;
  const backend = inProcessBackend(rest, access === "read-only" ? READ_KEY : WRITE_KEY);
  const crm = await openCrm(
    { kind: "embedded" },
    { backend, log: (line) => log.push(line), ...crmOptions },
  );
  const { surroundings } = crm;
  const endpoint = createMcpEndpoint(
    "/mcp",
    () => createCrmServer(surroundings),
    surroundings.changes,
    surroundings.report,
  );
  later(async () => {
    await endpoint.close();
    crm.close();
    giveBack();
  });
  return { endpoint, database, log };
}

const address = new URL("http://127.0.0.1/mcp");

/** Where a client connects to. */
type Reachable = Pick<TestCrm, "endpoint">;

const fetchOf =
  (crm: Reachable) =>
  (url: string | URL, init?: RequestInit): Promise<Response> =>
    crm.endpoint.fetch(new Request(url, init));

/** An SDK v2 client on 2026-07-28. */
export async function modernClient(crm: Reachable): Promise<Client> {
  const client = new Client(
    { name: "test", version: "1" },
    { versionNegotiation: { mode: { pin: "2026-07-28" } } },
  );
  await client.connect(new StreamableHTTPClientTransport(address, { fetch: fetchOf(crm) }));
  later(() => client.close());
  return client;
}

/** An SDK v2 client on the 2025 handshake. */
export async function legacyClient(crm: Reachable): Promise<Client> {
  const client = new Client({ name: "test", version: "1" });
  await client.connect(new StreamableHTTPClientTransport(address, { fetch: fetchOf(crm) }));
  later(() => client.close());
  return client;
}

/** An SDK v1 client: it checks structured content, of errors too. */
export async function v1Client(crm: Reachable): Promise<V1Client> {
  const client = new V1Client({ name: "test", version: "1" });
  await client.connect(new V1Http(address, { fetch: fetchOf(crm) }));
  later(() => client.close());
  return client;
}
