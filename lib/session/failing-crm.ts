import { randomBytes } from "node:crypto";
import type { Client } from "@modelcontextprotocol/client";
import { createCrmApi } from "../services/crm/api/api.ts";
import { FaultScript, type ScriptedFault } from "../services/crm/api/faults.ts";
import { httpApi } from "../services/crm/api/http-api.ts";
import { inProcessBackend } from "../services/crm/server/embedded.ts";
import { openCrm } from "../services/crm/server/open-crm.ts";
import { openStore } from "../services/crm/store/store.ts";
import { Trace } from "../wire/trace.ts";
import { connectCrm } from "./crm.ts";

/** A CRM of its own that fails when it is told to. */
export interface FailingCrm {
  /** An MCP client, connected to the CRM's server. */
  client: Client;
  /** The same server, whose key may only read. */
  readOnly: Client;
  /** Asks the REST API behind the server, past all MCP; the path is that after /v1. */
  request: (
    path: string,
    init?: { method?: string; body?: string; access?: "read-only" | "none" },
  ) => Promise<Response>;
  /** Makes the next requests to the REST API fail, one each, in this order. */
  fail: (...faults: readonly ScriptedFault[]) => void;
  /** What was sent over MCP and what came back. */
  trace: Trace;
  close: () => Promise<void>;
}

const newKey = (): string => `crm_test_${randomBytes(18).toString("hex")}`;

/** What `loaded-later.ts` hands out under this name. */
export async function startFailingCrm(): Promise<FailingCrm> {
  const full = newKey();
  const readOnly = newKey();
  const faults = new FaultScript();
  const trace = new Trace("rehearsal", [full, readOnly]);
  let time = Date.parse("2026-11-02T09:00:00Z");
  const wait = async (ms: number): Promise<void> => {
    time += ms;
  };
  const database = openStore();
  const api = createCrmApi({
    database,
    keys: [
      { key: full, access: "read-write" },
      { key: readOnly, access: "read-only" },
    ],
    faults,
    now: () => time,
    sleep: wait,
  });
  const http = httpApi(api);
  const closers: (() => Promise<void> | void)[] = [];

  const connect = async (apiKey: string): Promise<Client> => {
    const backend = inProcessBackend(api, apiKey);
    const virtual = { now: () => time, sleep: wait, random: () => 0.5, log: () => {} };
    const crm = await openCrm({ kind: "embedded" }, { backend, ...virtual });
    const client = await connectCrm(crm, (call) => trace.record(call));
    closers.push(() => client.close(), crm.close);
    return client;
  };

  return {
    client: await connect(full),
    readOnly: await connect(readOnly),
    request: async (path, { access, ...init } = {}) => {
      const key = access === "read-only" ? readOnly : full;
      const headers = new Headers({ "content-type": "application/json" });
      if (access !== "none") headers.set("authorization", `Bearer ${key}`);
      headers.set("idempotency-key", `notebook-${randomBytes(6).toString("hex")}`);
      return await http(new Request(`http://crm.invalid/v1${path}`, { ...init, headers }));
    },
    fail: (...more) => faults.add(...more),
    trace,
    async close() {
      for (const close of closers) await close();
      database.close();
    },
  };
}
