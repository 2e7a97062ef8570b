import { createCrmApi } from "../../../lib/services/crm/api/api.ts";
import type { CrmApi } from "../../../lib/services/crm/api/api-call.ts";
import { FaultScript, type ScriptedFault } from "../../../lib/services/crm/api/faults.ts";
import type { Backend } from "../../../lib/services/crm/server/attempt.ts";
import { createCrmClient } from "../../../lib/services/crm/server/client.ts";
import { activity, deal } from "../../../lib/services/crm/api/shapes.ts";
import type { Database } from "../../../lib/services/crm/store/database.ts";
import { openStore } from "../../../lib/services/crm/store/store.ts";
import { createRandom } from "../../../lib/base/random.ts";
import type { RetryPolicy } from "../../../lib/subjects/tool-errors/decide.ts";
import { type ToolError, ToolFailure } from "../../../lib/subjects/tool-errors/envelope.ts";
import type { RetryWorld } from "../../../lib/subjects/tool-errors/retry-loop.ts";

/** The key of the storm's backend. */
const KEY = "crm_test_NotARealStormKey";

/** Requests that one storm may make before every fault was met. */
const FAULTS = 4_000;

/** One request of a call: when it began and ended, and what came back (0: nothing did). */
interface StormRequest {
  beganAt: number;
  endedAt: number;
  status: number;
  /** Not before then, as the backend said. */
  notBefore: number;
}

/** One call through all its requests. */
export interface StormCall {
  subject: string;
  isWrite: boolean;
  requests: StormRequest[];
  error?: ToolError;
}

/** Where a storm takes place. */
export interface StormPlace {
  policy: RetryPolicy;
  world: RetryWorld;
  timeoutMs: number;
  /** Seconds that a rate limit may ask for. */
  retryAfter: readonly number[];
  /** Calls that are made at the same time. */
  atOnce: number;
  /** How the backend is reached. */
  reach: (api: CrmApi, key: string) => Promise<{ backend: Backend; close: () => Promise<void> }>;
}

/** What a storm left behind. */
export interface StormResult {
  calls: StormCall[];
  /** How often each write is in the CRM. */
  done: (subject: string) => number;
  /** Writes that the backend remembers the key of. */
  inLedger: number;
}

/** About a third of all requests meets a fault of some kind. */
function faultScript(seed: number, retryAfter: readonly number[]): FaultScript {
  const random = createRandom(seed);
  const one = (): ScriptedFault => {
    const chance = random.next();
    const seconds = { retryAfterSeconds: random.pick(retryAfter) };
    if (chance < 0.06) return { kind: "rate-limited", ...seconds };
    if (chance < 0.1) return { kind: "rate-limited" };
    if (chance < 0.15) return { kind: "unavailable" };
    if (chance < 0.17) return { kind: "unavailable", ...seconds };
    if (chance < 0.21) return { kind: "dropped" };
    if (chance < 0.25) return { kind: "lost-reply" };
    if (chance < 0.29) return { kind: "broken-reply" };
    if (chance < 0.31) return { kind: "slow", ms: 600_000 };
    if (chance < 0.33) return { kind: random.next() < 0.5 ? "forbidden" : "unauthorized" };
    return { kind: "none" };
  };
  return new FaultScript(Array.from({ length: FAULTS }, one));
}

/** Makes calls, every other one a write, while the backend fails on a script. */
export async function storm(count: number, seed: number, place: StormPlace): Promise<StormResult> {
  const database: Database = openStore();
  const faults = faultScript(seed, place.retryAfter);
  const api = createCrmApi({ database, keys: [{ key: KEY, access: "read-write" }], faults });
  const { backend, close } = await place.reach(api, KEY);
  const before = countOf(database, "SELECT count(*) AS n FROM idempotency_ledger");
  const calls: StormCall[] = [];
  const worker = async (): Promise<void> => {
    while (calls.length < count) {
      const index = calls.length;
      const call = { subject: `Storm ${index}`, isWrite: index % 2 === 1, requests: [] };
      calls.push(call);
      await callOnce(call, backend, place);
    }
  };
  await Promise.all(Array.from({ length: place.atOnce }, worker));
  await close();
  const subjects = database.all("SELECT subject, count(*) AS n FROM activities GROUP BY subject");
  const done = new Map(subjects.map(({ subject, n }) => [subject, Number(n)]));
  const inLedger = countOf(database, "SELECT count(*) AS n FROM idempotency_ledger") - before;
  database.close();
  return { calls, done: (subject) => done.get(subject) ?? 0, inLedger };
}

const countOf = (database: Database, sql: string): number => Number(database.get(sql)?.n);

async function callOnce(
  call: StormCall,
  backend: Backend,
  { world, policy, timeoutMs }: StormPlace,
): Promise<void> {
  const send: Backend["send"] = async (wanted, signal) => {
    const request: StormRequest = { beganAt: world.now(), endedAt: 0, status: 0, notBefore: 0 };
    call.requests.push(request);
    try {
      const reply = await backend.send(wanted, signal);
      request.status = reply.status;
      request.notBefore = world.now() + Number(reply.header("retry-after") ?? 0) * 1000;
      return reply;
    } finally {
      request.endedAt = world.now();
    }
  };
  const client = createCrmClient({
    backend: { ...backend, send },
    timeoutMs,
    policy,
    world,
    now: world.now,
    nextCorrelationId: () => call.subject,
    report: () => {},
  });
  const write = {
    method: "POST",
    path: "/activities",
    body: {
      company_id: "quillmark",
      kind: "note",
      happened_on: "2026-10-01",
      subject: call.subject,
      body: "",
    },
    idempotencyKey: `storm-${call.subject.replace(" ", "-")}`,
    shape: activity,
  } as const;
  const read = { method: "GET", path: "/deals/dl-0001", shape: deal } as const;
  try {
    await (call.isWrite ? client<unknown>(write) : client<unknown>(read));
  } catch (thrown) {
    if (!(thrown instanceof ToolFailure)) throw thrown;
    call.error = thrown.error;
  }
}
