import { randomBytes } from "node:crypto";
import type { ApiLogEntry } from "../api/api.ts";
import type { Backend } from "./attempt.ts";

/** Options of {@link startEmbedded}. */
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

/**
 * Starts the CRM's backend in this process: nothing listens, and its key never leaves. SQLite is
 * loaded only here, since a server in front of another backend does not need it. Throws LabError
 * `crm-store-locked`, `crm-store-unusable`.
 */
export async function startEmbedded(options: EmbeddedOptions = {}): Promise<EmbeddedBackend> {
  const { openStore } = await import("../store/store.ts");
  const { createCrmApi } = await import("../api/api.ts");
  const { file, now, log } = options;
  const database = openStore(file === undefined ? {} : { file });
  const apiKey = randomBytes(24).toString("base64url");
  const api = createCrmApi({
    database,
    keys: [{ key: apiKey, access: "read-write" }],
    ...(now && { now }),
    ...(log && { log }),
  });
  return {
    apiKey,
    baseUrl: "http://crm.invalid",
    fetch: inProcessFetch(api),
    close: () => database.close(),
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
