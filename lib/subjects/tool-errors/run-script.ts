import { z } from "zod";
import { classify } from "./classify.ts";
import type { RetryState } from "./decide.ts";
import type { ToolErrorCode } from "./envelope.ts";
import type { Failure } from "./failure.ts";

/** How one call of a scripted backend goes. */
export interface ScriptedCall {
  /** How long it takes, in milliseconds. */
  takesMs: number;
  /** How it fails; left out: it succeeds. */
  failure?: Failure;
  /** Whether the backend does what is asked, although the call fails. */
  done?: boolean;
  /** It goes so for every call until then, in milliseconds since the first one. */
  untilMs?: number;
}

/** A backend that fails on a script, and the call that is made to it. */
export interface RetryScript {
  about: string;
  isWrite: boolean;
  /** The key that every repetition of the write carries. */
  idempotencyKey?: string;
  /** One after the other; the last one holds for all that follow. */
  calls: readonly [ScriptedCall, ...ScriptedCall[]];
}

/** What happened, in milliseconds since the first call. */
export type TimelineEvent =
  | {
      kind: "call";
      atMs: number;
      takesMs: number;
      code?: ToolErrorCode;
      retryAfterMs?: number;
    }
  | { kind: "wait"; atMs: number; waitMs: number }
  | { kind: "stop"; atMs: number; reason: string };

/** What came of one script. */
export interface Timeline {
  events: TimelineEvent[];
  /** `endless`: it was still calling after the most calls that are watched. */
  end: "succeeded" | "stopped" | "endless" | "no-decision";
  /** How often the backend did what was asked. */
  done: number;
  /** What was returned in place of a decision. */
  found?: unknown;
}

/** More calls than any sensible policy makes. */
const MOST_CALLS = 15;

const decisionShape = z.discriminatedUnion("action", [
  z.looseObject({ action: z.literal("wait"), waitMs: z.number().min(0).max(1e9) }),
  z.looseObject({ action: z.literal("stop"), reason: z.unknown().optional() }),
]);

/**
 * Calls the scripted backend on a virtual clock for as long as `decide` says so. What `decide` throws
 * is thrown.
 */
export async function runScript(
  script: RetryScript,
  decide: (state: RetryState) => unknown,
): Promise<Timeline> {
  const { isWrite, idempotencyKey, calls } = script;
  const timeline: Timeline = { events: [], end: "endless", done: 0 };
  let time = 0;
  let at = 0;
  for (let attempt = 1; attempt <= MOST_CALLS; attempt += 1) {
    if (attempt > 1 && at < calls.length - 1 && time >= (calls[at]?.untilMs ?? 0)) at += 1;
    const call = calls[at] ?? calls[0];
    const atMs = time;
    time += call.takesMs;
    if (call.failure === undefined || call.done === true) {
      timeline.done = idempotencyKey === undefined ? timeline.done + 1 : 1;
    }
    if (call.failure === undefined) {
      timeline.events.push({ kind: "call", atMs, takesMs: call.takesMs });
      return { ...timeline, end: "succeeded" };
    }
    const context = { correlationId: `call-${attempt}`, isWrite, idempotencyKey, now: 0 };
    const error = classify(call.failure, context);
    const told = error.retry_after_ms;
    timeline.events.push({
      kind: "call",
      atMs,
      takesMs: call.takesMs,
      code: error.code,
      ...(told !== undefined && { retryAfterMs: told }),
    });
    const state: RetryState = { error, attempt, elapsedMs: time, isWrite };
    if (idempotencyKey !== undefined) state.idempotencyKey = idempotencyKey;
    const answer: unknown = await decide(state);
    const decision = decisionShape.safeParse(answer);
    if (!decision.success) return { ...timeline, end: "no-decision", found: answer };
    if (decision.data.action === "stop") {
      const { reason } = decision.data;
      const words = typeof reason === "string" ? reason : "";
      timeline.events.push({ kind: "stop", atMs: time, reason: words });
      return { ...timeline, end: "stopped" };
    }
    timeline.events.push({ kind: "wait", atMs: time, waitMs: decision.data.waitMs });
    time += decision.data.waitMs;
  }
  return timeline;
}
