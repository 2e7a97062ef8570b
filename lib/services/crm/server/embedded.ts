import { randomBytes } from "node:crypto";
import type { ApiLogEntry } from "../api/api.ts";
import type { CrmApi } from "../api/api-call.ts";
import { type Backend, queryOf } from "./attempt.ts";

/** Options of {@link openEmbedded}. */
export interface EmbeddedOptions {
  /** Database file; left out: in memory. */
  file?: string | undefined;
  /** Milliseconds since 1970. Default: the system clock. */
  now?: (() => number) | undefined;
  log?: ((entry: ApiLogEntry) => void) | undefined;
}

/** A backend in this process, and how to end it. */
export interface EmbeddedBackend extends Backend {
  close: () => void;
}

interface Started {
  api: CrmApi;
  close: () => void;
}

/** SQLite is loaded only here: a server in front of another backend does not need it. */
async function start(options: EmbeddedOptions, apiKey: string): Promise<Started> {
  const { openStore } = await import("../store/store.ts");
  const { createCrmApi } = await import("../api/api.ts");
  const { file, now, log } = options;
  const database = openStore(file);
  const keys = [{ key: apiKey, access: "read-write" }] as const;
  const api = createCrmApi({ database, keys, now, log });
  return { api, close: () => database.close() };
}

/**
 * Opens the CRM's backend in this process: nothing listens, and its key never leaves. A file is
 * opened at once, so that a start that cannot succeed fails; data in memory is made at the first
 * request, so that a client need not wait for it to list tools. Throws LabError `crm-store-locked`,
 * `crm-store-unusable`.
 */
export async function openEmbedded(options: EmbeddedOptions = {}): Promise<EmbeddedBackend> {
  const apiKey = randomBytes(24).toString("base64url");
  let started: Promise<Started> | undefined;
  let running: Started | undefined;
  const begin = async (): Promise<Started> => {
    started ??= start(options, apiKey);
    running = await started;
    return running;
  };
  if (options.file !== undefined) await begin();
  const api: CrmApi = async (call) => (running ?? (await begin())).api(call);
  return { ...inProcessBackend(api, apiKey), close: () => running?.close() };
}

/**
 * A backend whose REST API is in this process: the same calls, keys, faults and replies as over HTTP,
 * but as values, not as text.
 */
export function inProcessBackend(api: CrmApi, apiKey: string): Backend {
  return {
    apiKey,
    async send(request, signal) {
      const { method, path, body, idempotencyKey } = request;
      const { status, headers, ...reply } = await api({
        method,
        path: `/v1${path}`,
        query: queryOf(request),
        apiKey,
        idempotencyKey,
        readBody: () => Promise.resolve(body),
        signal,
      });
      if (signal.aborted) throw signal.reason;
      if (status === 0) throw new TypeError("The connection ended.");
      const json = reply.cut ? undefined : reply.body;
      return { status, json, header: (name) => headers[name] ?? null };
    },
  };
}
