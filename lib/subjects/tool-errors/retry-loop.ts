import { inDoubt } from "./classify.ts";
import { decideRetry, type RetryDecision, type RetryPolicy } from "./decide.ts";
import type { ToolError } from "./envelope.ts";

/** How one attempt came out. */
export type Outcome<T> = { status: "ok"; value: T } | { status: "error"; error: ToolError };

/** The world of `withRetries`, so that a test can replace it. */
export interface RetryWorld {
  /** Milliseconds, from any start. */
  now: () => number;
  /** Waits; rejects when the signal aborts. */
  sleep: (ms: number, signal?: AbortSignal) => Promise<void>;
  /** A number from 0 up to 1. */
  random: () => number;
}

/** What is being retried. */
export interface RetryOptions {
  policy: RetryPolicy;
  isWrite: boolean;
  idempotencyKey?: string | undefined;
  signal?: AbortSignal | undefined;
  /** Told of each failed attempt and of what was decided. */
  onDecision?: (error: ToolError, decision: RetryDecision) => void;
}

/**
 * Attempts until one succeeds or `decideRetry` says stop, and returns the last outcome. A wait
 * that is given up ends the series with the error that led to it. An error after an attempt that may
 * have made a change says so, whatever it is itself.
 */
export async function withRetries<T>(
  attempt: () => Promise<Outcome<T>>,
  options: RetryOptions,
  world: RetryWorld,
): Promise<Outcome<T>> {
  const { policy, isWrite, idempotencyKey, signal, onDecision } = options;
  const start = world.now();
  let doubt = false;
  for (let count = 1; ; count++) {
    const outcome = await attempt();
    if (outcome.status === "ok") return outcome;
    const settled: boolean = doubt && outcome.error.effect === "none";
    const error: ToolError = settled ? inDoubt(outcome.error, idempotencyKey) : outcome.error;
    doubt = error.effect === "unknown";
    const state = {
      error,
      attempt: count,
      elapsedMs: world.now() - start,
      isWrite,
      idempotencyKey,
    };
    const decision = decideRetry(state, policy, world.random);
    onDecision?.(error, decision);
    if (decision.action === "stop") return { status: "error", error };
    try {
      await world.sleep(decision.waitMs, signal);
    } catch {
      return { status: "error", error };
    }
  }
}
