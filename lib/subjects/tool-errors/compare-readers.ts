import { createRandom, type Random } from "../../base/random.ts";
import { classify } from "./classify.ts";
import { decideRetry, type RetryPolicy, type RetryState } from "./decide.ts";
import type { ToolError } from "./envelope.ts";
import type { Failure } from "./failure.ts";

/** One call through all its attempts. */
export type CallRecord = {
  write: boolean;
  /** When each attempt began and ended, in milliseconds, and with which error. */
  attempts: {
    atMs: number;
    endMs: number;
    error?: { code: string; retryable: boolean; retry_after_ms?: number };
  }[];
  /** How often the backend did what was asked. */
  done: number;
};

/** One attempt of a call. */
export type CallAttempt = CallRecord["attempts"][number];

/** What a caller takes from an error: what the policy is to believe. */
type Reading = (state: RetryState) => RetryState;

const believing =
  (retryable: boolean): Reading =>
  ({ error, attempt, elapsedMs }) => {
    const { retry_after_ms: _, ...rest } = error;
    return { error: { ...rest, retryable }, attempt, elapsedMs, isWrite: false };
  };

/**
 * The ways to read an error that are compared. A bare string says neither whether trying again helps,
 * nor when, nor whether the write was done: a reader who has only that must guess.
 */
const readings: Record<string, Reading> = {
  "strings, always again": believing(true),
  "strings, never again": believing(false),
  envelopes: (state) => {
    const { effect, idempotency_key: key } = state.error;
    return { ...state, isWrite: state.isWrite && effect === "unknown", idempotencyKey: key };
  },
};

const policy: RetryPolicy = {
  maxAttempts: 4,
  maxElapsedMs: 120_000,
  baseMs: 500,
  maxWaitMs: 4_000,
};

interface Trouble {
  failure: Failure;
  /** How many attempts meet it; it lasts where time does not fix it. */
  times: number;
  /** Milliseconds before which every further attempt fails. */
  untilMs: number;
  /** Whether the write is done although its answer is lost. */
  done: boolean;
}

function troubleOf(random: Random): Trouble | undefined {
  const chance = random.next();
  const times = random.between(1, 2);
  const seconds = random.between(2, 9);
  const trouble = (failure: Failure, more: Partial<Trouble> = {}): Trouble => ({
    failure,
    times,
    untilMs: 0,
    done: false,
    ...more,
  });
  if (chance < 0.25) return undefined;
  if (chance < 0.45) {
    const failure: Failure = { kind: "http", status: 429, retryAfter: String(seconds) };
    return trouble(failure, { times: 1, untilMs: seconds * 1000 });
  }
  if (chance < 0.6) return trouble({ kind: "http", status: 503 });
  if (chance < 0.8) return trouble({ kind: "unreachable" }, { done: true });
  const status = chance < 0.9 ? 403 : 422;
  return trouble({ kind: "http", status }, { times: Number.POSITIVE_INFINITY });
}

/** How long a call takes, in milliseconds. */
const TAKES_MS = 100;

function callOnce(trouble: Trouble | undefined, write: boolean, reading: Reading): CallRecord {
  const record: CallRecord = { write, attempts: [], done: 0 };
  const keys = new Set<string>();
  let [time, met, key] = [0, 0, ""];
  for (let attempt = 1; ; attempt += 1) {
    const atMs = time;
    time += TAKES_MS;
    const fails =
      trouble !== undefined && (met < trouble.times || atMs - TAKES_MS < trouble.untilMs);
    const does = !fails || trouble.done;
    // The server gives every call a key of its own, unless the caller names one.
    const used = key === "" ? `auto-${attempt}` : key;
    if (does && !keys.has(used)) {
      keys.add(used);
      record.done += 1;
    }
    if (!fails) {
      record.attempts.push({ atMs, endMs: time });
      return record;
    }
    met += 1;
    const context = { correlationId: `c-${attempt}`, isWrite: write, idempotencyKey: used, now: 0 };
    const error = classify(trouble.failure, context);
    record.attempts.push({ atMs, endMs: time, error: essentials(error) });
    const state = reading({ error, attempt, elapsedMs: time, isWrite: write });
    const decision = decideRetry(state, policy, () => 1);
    if (decision.action === "stop") return record;
    key = state.idempotencyKey ?? "";
    time += decision.waitMs;
  }
}

function essentials({
  code,
  retryable,
  retry_after_ms,
}: ToolError): NonNullable<CallAttempt["error"]> {
  return { code, retryable, ...(retry_after_ms !== undefined && { retry_after_ms }) };
}

/**
 * Makes the same calls, which meet the same failures, once for each way to read an error; the policy
 * is the same each time. The records are by the name of the reading.
 */
export function compareReaders(seed: number, count: number): Record<string, CallRecord[]> {
  const records: Record<string, CallRecord[]> = {};
  for (const [name, reading] of Object.entries(readings)) {
    const random = createRandom(seed);
    records[name] = Array.from({ length: count }, () => {
      const write = random.next() < 0.5;
      return callOnce(troubleOf(random), write, reading);
    });
  }
  return records;
}

/** What went wrong over some calls. */
export type CallTally = {
  /** Writes never done, although trying again would have helped. */
  lost: number;
  /** Times that a write was done beyond the first. */
  doubled: number;
  /** Attempts that could not succeed: after a lasting error, or sooner than was said. */
  wasted: number;
};

/** Counts what went wrong. */
export function tallyCalls(records: readonly CallRecord[]): CallTally {
  const tally: CallTally = { lost: 0, doubled: 0, wasted: 0 };
  for (const { write, attempts, done } of records) {
    if (write && done === 0 && attempts.at(-1)?.error?.retryable === true) tally.lost += 1;
    if (write) tally.doubled += Math.max(0, done - 1);
    for (const [index, { atMs }] of attempts.entries()) {
      const before = attempts[index - 1];
      const error = before?.error;
      if (before === undefined || error === undefined) continue;
      const early = atMs < before.endMs + (error.retry_after_ms ?? 0);
      if (!error.retryable || early) tally.wasted += 1;
    }
  }
  return tally;
}
