import { afterEach } from "vitest";
import { createCrmApi, type CrmApiOptions } from "../../../../lib/services/crm/api/api.ts";
import { httpApi } from "../../../../lib/services/crm/api/http-api.ts";
import type { Database } from "../../../../lib/services/crm/store/database.ts";
import { borrowStore } from "../store/borrowed-store.ts";

/** Keys that tests use; the second may only read. */
export const WRITE_KEY = "test-write-key-1";
export const READ_KEY = "test-read-key-1";

export const testKeys = [
  { key: WRITE_KEY, access: "read-write" },
  { key: READ_KEY, access: "read-only" },
] as const;

const borrowed: (() => void)[] = [];

afterEach(() => {
  for (const giveBack of borrowed.splice(0)) giveBack();
});

/** How a test calls the API. */
export interface CallOptions {
  method?: string;
  key?: string;
  body?: unknown;
  idempotencyKey?: string;
}

/** An API over fresh sample data, closed after the test, and a caller that speaks JSON to it. */
export function startApi(options: Partial<CrmApiOptions> = {}): {
  api: (request: Request) => Promise<Response>;
  database: Database;
  call: (
    path: string,
    init?: CallOptions,
  ) => Promise<{ status: number; headers: Headers; body: unknown }>;
} {
  const { database, giveBack } = borrowStore();
  borrowed.push(giveBack);
  const api = httpApi(createCrmApi({ database, keys: testKeys, ...options }));
  return {
    api,
    database,
    call: async (path, init = {}) => {
      const headers = new Headers({ authorization: `Bearer ${init.key ?? WRITE_KEY}` });
      if (init.idempotencyKey !== undefined) headers.set("idempotency-key", init.idempotencyKey);
      if (init.body !== undefined) headers.set("content-type", "application/json");
      const body = init.body === undefined ? null : JSON.stringify(init.body);
      const url = `http://crm.example/v1${path}`;
      const reply = await api(new Request(url, { method: init.method ?? "GET", headers, body }));
      const text = await reply.text();
      return { status: reply.status, headers: reply.headers, body: text && JSON.parse(text) };
    },
  };
}
