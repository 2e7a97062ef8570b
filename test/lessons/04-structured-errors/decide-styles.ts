import type { RetryPolicy, RetryState } from "../../../lib/subjects/tool-errors/decide.ts";

type Decision = { action: "wait"; waitMs: number } | { action: "stop"; reason: string };
type Backoff = (attempt: number, policy: RetryPolicy) => number;
type Style = (backoff: Backoff) => (state: RetryState, policy: RetryPolicy) => unknown;

/** How the own wait may be reckoned. */
const backoffs: Record<string, Backoff> = {
  "doubles by a power": (attempt, { baseMs, maxWaitMs }) =>
    Math.min(baseMs * Math.pow(2, attempt - 1), maxWaitMs),
  "doubles in a loop": (attempt, { baseMs, maxWaitMs }) => {
    let wait = baseMs;
    for (let call = 1; call < attempt; call += 1) wait *= 2;
    return wait > maxWaitMs ? maxWaitMs : wait;
  },
  "shifts bits": (attempt, policy) =>
    Math.min(policy.maxWaitMs, policy.baseMs * (1 << (attempt - 1))),
  "doubles by recursion": function doubled(attempt, policy): number {
    return attempt <= 1
      ? Math.min(policy.baseMs, policy.maxWaitMs)
      : Math.min(policy.maxWaitMs, 2 * doubled(attempt - 1, policy));
  },
  "takes up to half off by chance": (attempt, { baseMs, maxWaitMs }) => {
    const full = Math.min(maxWaitMs, baseMs * 2 ** (attempt - 1));
    return full * (0.5 + Math.random() / 2);
  },
  "takes up to a quarter off, and rounds": (attempt, { baseMs, maxWaitMs }) =>
    Math.round(Math.min(maxWaitMs, baseMs * 2 ** (attempt - 1)) * (1 - Math.random() / 4)),
};

const mayNotRepeat = ({ isWrite, idempotencyKey }: RetryState): boolean =>
  isWrite && !idempotencyKey;

/** How the decision may be written. */
const decisions: Record<string, Style> = {
  "asks for a reason to stop": (backoff) => (state, policy) => {
    const waitMs = state.error.retry_after_ms ?? backoff(state.attempt, policy);
    const reasons: [boolean, string][] = [
      [!state.error.retryable, "lasting"],
      [mayNotRepeat(state), "write"],
      [state.attempt >= policy.maxAttempts, "attempts"],
      [state.elapsedMs + waitMs > policy.maxElapsedMs, "time"],
    ];
    const reason = reasons.find(([holds]) => holds)?.[1];
    return reason === undefined ? { action: "wait", waitMs } : { action: "stop", reason };
  },
  "waits in one condition": (backoff) => (state, policy) => {
    const { error, attempt, elapsedMs } = state;
    const waitMs =
      typeof error.retry_after_ms === "number" ? error.retry_after_ms : backoff(attempt, policy);
    return error.retryable &&
      !mayNotRepeat(state) &&
      attempt < policy.maxAttempts &&
      policy.maxElapsedMs - elapsedMs >= waitMs
      ? { action: "wait", waitMs }
      : { action: "stop", reason: "see the envelope" };
  },
  "throws reasons, and catches them": (backoff) => (state, policy) => {
    try {
      if (!state.error.retryable) throw new Error("lasting");
      if (state.isWrite && state.idempotencyKey === undefined) throw new Error("write");
      if (policy.maxAttempts - state.attempt <= 0) throw new Error("attempts");
      const waitMs = state.error.retry_after_ms ?? backoff(state.attempt, policy);
      const nextAt = state.elapsedMs + waitMs;
      if (nextAt > policy.maxElapsedMs) throw new Error("time");
      return { action: "wait", waitMs, nextAt };
    } catch (error) {
      return { action: "stop", reason: error instanceof Error ? error.message : "?" };
    }
  },
  "promises the answer of a class": (backoff) => async (state, policy) => {
    class Patience {
      readonly #left = policy.maxElapsedMs - state.elapsedMs;
      get waitMs(): number {
        const { retry_after_ms: named } = state.error;
        // A little on top, so that not all come back at once.
        if (named !== undefined)
          return Math.min(Math.max(named, this.#left), named + policy.baseMs / 4);
        return backoff(state.attempt, policy);
      }
      decide(): Decision {
        const { waitMs } = this;
        const isOver = state.attempt >= policy.maxAttempts || waitMs > this.#left;
        return isOver || !state.error.retryable || mayNotRepeat(state)
          ? { action: "stop", reason: "enough" }
          : { action: "wait", waitMs };
      }
    }
    return new Patience().decide();
  },
};

/** Each way to write the decision with each way to reckon the wait. */
export const styles: Record<string, (state: RetryState, policy: RetryPolicy) => unknown> =
  Object.fromEntries(
    Object.entries(decisions).flatMap(([how, style]) =>
      Object.entries(backoffs).map(([then, backoff]) => [`${how}, and ${then}`, style(backoff)]),
    ),
  );
