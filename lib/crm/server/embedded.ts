import { randomBytes } from "node:crypto";
import type { ApiLogEntry } from "../api/api.ts";
import type { Backend } from "./attempt.ts";

/** Options of {@link openEmbedded}. */
export interface EmbeddedOptions {
  /** Database file; left out: in memory. */
  file?: string;
  /** Milliseconds since 1970. Default: the system clock. */
  now?: () => number;
  log?: (entry: ApiLogEntry) => void;
}

/** A backend in this process, and how to end it. */
export interface EmbeddedBackend {
  fetch: Backend["fetch"];
  apiKey: string;
  baseUrl: string;
  close: () => void;
}

type Api = (request: Request) => Promise<Response>;

interface Started {
  api: Api;
  close: () => void;
}

/** SQLite is loaded only here: a server in front of another backend does not need it. */
async function start(options: EmbeddedOptions, apiKey: string): Promise<Started> {
  const { openStore } = await import("../store/store.ts");
  const { createCrmApi } = await import("../api/api.ts");
  const { file, now, log } = options;
  const database = openStore(file === undefined ? {} : { file });
  const api = createCrmApi({
    database,
    keys: [{ key: apiKey, access: "read-write" }],
    ...(now && { now }),
    ...(log && { log }),
  });
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
  return {
    apiKey,
    baseUrl: "http://crm.invalid",
    fetch: inProcessFetch(async (request) => (running ?? (await begin())).api(request)),
    close: () => running?.close(),
  };
}

/** Calls an API function as `fetch` calls a server: a connection that ends is a TypeError. */
export function inProcessFetch(
  api: (request: Request) => Promise<Response>,
): (url: string, init: RequestInit) => Promise<Response> {
  return async (url, init) => {
    const response = await api(new Request(url, init));
    if (init.signal?.aborted) throw init.signal.reason;
    if (response.type === "error") throw new TypeError("The connection ended.");
    return response;
  };
}
