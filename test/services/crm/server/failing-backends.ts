import { createCrmApi } from "../../../../lib/services/crm/api/api.ts";
import { FaultScript, type ScriptedFault } from "../../../../lib/services/crm/api/faults.ts";
import type { Backend } from "../../../../lib/services/crm/server/attempt.ts";
import { inProcessBackend } from "../../../../lib/services/crm/server/embedded.ts";
import type { Database } from "../../../../lib/services/crm/store/database.ts";
import { openStore } from "../../../../lib/services/crm/store/store.ts";
import { borrowStore } from "../store/borrowed-store.ts";
import { testKeys, WRITE_KEY } from "../api/crm-fixture.ts";

/** A backend that fails, and how to end it. */
export interface FailingBackend {
  backend: Backend;
  close: () => void;
}

/** What a failing backend may have in its mouth, and no client may see. */
const INTERNAL = [
  "SQLITE_BUSY: database is locked",
  "SELECT id FROM deals WHERE key = ?",
  "/var/lib/crm/data.db",
  "connect ECONNREFUSED 10.1.2.3:5432",
  "db-7.internal.example",
  `Authorization: Bearer ${WRITE_KEY}`,
  "TypeError: boom\n    at moveDeal (file:///srv/crm/deals.js:10:5)",
].join("; ");

/** Shows that something of the inside got out; also what SQLite and undici say by themselves. */
export const leaked =
  /sqlite|database|locked|no such (table|column|file)|finalized|\bselect\b|\binsert\b|\/var\/|\.db\b|econn|10\.1\.2\.3|internal\.example|crm\.example|bearer|test-write-key|typeerror|boom|\.js:|file:|node_modules|\n\s+at /i;

const alwaysFailing = (fault: ScriptedFault): (() => FailingBackend) => {
  return () => {
    const { database, giveBack } = borrowStore();
    const faults = new FaultScript(Array.from({ length: 500 }, () => fault));
    return {
      backend: inProcessBackend(createCrmApi({ database, keys: testKeys, faults }), WRITE_KEY),
      close: giveBack,
    };
  };
};

const withDatabase = (spoil: (database: Database) => Database): (() => FailingBackend) => {
  return () => {
    const database = openStore();
    const spoilt = spoil(database);
    const api = createCrmApi({ database: spoilt, keys: testKeys });
    return { backend: inProcessBackend(api, WRITE_KEY), close: () => database.close() };
  };
};

const answering = (make: () => Response): (() => FailingBackend) => {
  return () =>
    sending(async () => {
      const response = make();
      const text = await response.text();
      const json = /^[{]/.test(text) ? JSON.parse(text) : undefined;
      return { status: response.status, json, header: (name) => response.headers.get(name) };
    });
};

const sending = (send: Backend["send"]): FailingBackend => {
  return { backend: { apiKey: WRITE_KEY, send }, close: () => {} };
};

const throwing = (): never => {
  throw new Error(INTERNAL);
};

const json = (status: number, body: unknown): Response => Response.json(body, { status });

/** A field, a list and a permission that hold more than they should. */
const loose = {
  error: {
    code: "x",
    message: INTERNAL,
    field: INTERNAL,
    allowed: [INTERNAL],
    required_permission: INTERNAL,
  },
};

/** Every way in which the backend can fail. */
export const failingBackends: Record<string, () => FailingBackend> = {
  "a rate limit": alwaysFailing({ kind: "rate-limited", retryAfterSeconds: 30 }),
  "a rate limit without a time": alwaysFailing({ kind: "rate-limited" }),
  "an outage": alwaysFailing({ kind: "unavailable" }),
  "an outage with a time": alwaysFailing({ kind: "unavailable", retryAfterSeconds: 60 }),
  "a withdrawn key": alwaysFailing({ kind: "unauthorized" }),
  "a lost permission": alwaysFailing({ kind: "forbidden" }),
  "a reply that never comes": alwaysFailing({ kind: "slow", ms: 600_000 }),
  "half a reply": alwaysFailing({ kind: "broken-reply" }),
  "a dropped connection": alwaysFailing({ kind: "dropped" }),
  "a lost reply": alwaysFailing({ kind: "lost-reply" }),
  "a locked database": withDatabase((database) => ({
    ...database,
    exec: throwing,
    all: throwing,
    select: throwing,
    get: throwing,
    run: throwing,
    transaction: throwing,
  })),
  "a closed database": withDatabase((database) => {
    database.close();
    return database;
  }),
  "missing tables": withDatabase((database) => {
    const tables = database.all("SELECT name FROM sqlite_master WHERE type = 'table'");
    database.exec("PRAGMA foreign_keys = OFF");
    for (const { name } of tables) {
      if (!/^(sqlite_|.*_(data|idx|content|docsize|config)$)/.test(String(name))) {
        database.exec(`DROP TABLE IF EXISTS ${name}`);
      }
    }
    return database;
  }),
  "a page of HTML with a stack": answering(
    () => new Response(`<pre>${INTERNAL}</pre>`, { status: 502 }),
  ),
  "a good status and nonsense": answering(() => new Response(INTERNAL)),
  "a reply of another shape": answering(() => json(200, { rows: INTERNAL })),
  "loose words with 400": answering(() => json(400, loose)),
  "loose words with 403": answering(() => json(403, loose)),
  "loose words with 409": answering(() => json(409, loose)),
  "loose words with 422": answering(() => json(422, loose)),
  "loose words with 500": answering(() => json(500, loose)),
  "a status that nobody knows": answering(() => json(418, loose)),
  "a bug below": () => sending(async () => throwing()),
};
