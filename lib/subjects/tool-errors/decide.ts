import type { ToolError } from "./envelope.ts";

/** How far retrying may go. Times are in milliseconds. */
export type RetryPolicy = {
  /** Calls in all, the first included. */
  maxAttempts: number;
  /** From the start of the first call to the start of the last. */
  maxElapsedMs: number;
  /** The first wait where the backend names none; it doubles with each attempt. */
  baseMs: number;
  /** The longest wait of our own choosing. */
  maxWaitMs: number;
};

/** How far a series of attempts has come. */
export type RetryState = {
  error: ToolError;
  /** Calls made so far; 1 after the first. */
  attempt: number;
  /** Since the start of the first call, in milliseconds. */
  elapsedMs: number;
  isWrite: boolean;
  /** The key that every repetition of the write would carry. */
  idempotencyKey?: string | undefined;
};

/** What to do after a failure. */
export type RetryDecision =
  | { action: "wait"; waitMs: number }
  | {
      action: "stop";
      reason: "not-retryable" | "write-without-key" | "attempts-used-up" | "time-used-up";
    };

/**
 * Decides whether to call again, and when. Pure: chance comes from `random`, which returns a number
 * from 0 up to 1. A wait that the backend named is never shortened: when it does not fit into the
 * time that is left, the answer is to stop. A write is repeated only with its idempotency key.
 */
export function decideRetry(
  state: RetryState,
  policy: RetryPolicy,
  random: () => number,
): RetryDecision {
  const { error, attempt, elapsedMs } = state;
  if (!error.retryable) return { action: "stop", reason: "not-retryable" };
  if (state.isWrite && state.idempotencyKey === undefined) {
    return { action: "stop", reason: "write-without-key" };
  }
  if (attempt >= policy.maxAttempts) return { action: "stop", reason: "attempts-used-up" };
  const waitMs = Math.ceil(waitFor(error, attempt, policy, random()));
  if (elapsedMs + waitMs > policy.maxElapsedMs) return { action: "stop", reason: "time-used-up" };
  return { action: "wait", waitMs };
}

function waitFor(error: ToolError, attempt: number, policy: RetryPolicy, chance: number): number {
  // After a named wait all callers come back at once, so jitter is added to it, never taken off.
  if (error.retry_after_ms !== undefined) return error.retry_after_ms + chance * policy.baseMs;
  const full = Math.min(policy.maxWaitMs, policy.baseMs * 2 ** (attempt - 1));
  return full / 2 + (chance * full) / 2;
}
