import * as fc from "fast-check";
import { describe, expect, it } from "vitest";
import { classify } from "../../../lib/subjects/tool-errors/classify.ts";
import { retryAfterMs } from "../../../lib/subjects/tool-errors/retry-after.ts";
import { decideRetry, type RetryPolicy } from "../../../lib/subjects/tool-errors/decide.ts";
import type { ToolError } from "../../../lib/subjects/tool-errors/envelope.ts";
import type { Failure } from "../../../lib/subjects/tool-errors/failure.ts";
import { type Outcome, withRetries } from "../../../lib/subjects/tool-errors/retry-loop.ts";

const policy: RetryPolicy = { maxAttempts: 4, maxElapsedMs: 30_000, baseMs: 500, maxWaitMs: 4_000 };

const error = (failure: Failure, isWrite = false): ToolError =>
  classify(failure, { correlationId: "c-1", isWrite, now: 0, idempotencyKey: "write-0001" });

const down = error({ kind: "http", status: 503 });
const limited = error({ kind: "http", status: 429, retryAfter: "5" });
const base = { error: down, attempt: 1, elapsedMs: 0, isWrite: false };

describe("decideRetry", () => {
  it.each([
    [
      "stops on what time does not fix",
      { error: error({ kind: "http", status: 403 }) },
      "not-retryable",
    ],
    ["stops on a bug", { error: error({ kind: "bug" }) }, "not-retryable"],
    ["stops when attempts are used up", { attempt: 4 }, "attempts-used-up"],
    ["stops when time is used up", { elapsedMs: 29_999 }, "time-used-up"],
    [
      "stops rather than come back too early",
      { error: limited, elapsedMs: 26_000 },
      "time-used-up",
    ],
    ["never repeats a write without its key", { isWrite: true }, "write-without-key"],
    [
      "not even one that surely was not done",
      { isWrite: true, error: limited },
      "write-without-key",
    ],
  ])("%s", (_, state, reason) => {
    expect(decideRetry({ ...base, ...state }, policy, () => 0)).toEqual({ action: "stop", reason });
  });

  it("repeats a write with its key", () => {
    const lost = error({ kind: "unreachable" }, true);
    const state = { ...base, error: lost, isWrite: true, idempotencyKey: "write-0001" };
    expect(decideRetry(state, policy, () => 0)).toMatchObject({ action: "wait" });
  });

  it.each([
    [1, 0, 250],
    [1, 1, 500],
    [2, 1, 1000],
    [3, 1, 2000],
  ])("after attempt %i with chance %d it waits %i ms", (attempt, chance, waitMs) => {
    expect(decideRetry({ ...base, attempt }, policy, () => chance)).toEqual({
      action: "wait",
      waitMs,
    });
  });

  it("keeps to every bound, whatever the state", () => {
    const wait = fc.option(fc.integer({ min: 0, max: 60_000 }), { nil: undefined });
    const anything = fc.record({
      attempt: fc.integer({ min: 1, max: 9 }),
      elapsedMs: fc.integer({ min: 0, max: 60_000 }),
      isWrite: fc.boolean(),
      idempotencyKey: fc.option(fc.constant("write-0001"), { nil: undefined }),
      retryable: fc.boolean(),
      retry_after_ms: wait,
    });
    fc.assert(
      fc.property(anything, fc.double({ min: 0, max: 0.999, noNaN: true }), (given, chance) => {
        const { retryable, retry_after_ms, ...state } = given;
        const { retry_after_ms: _, ...rest } = down;
        const failed = {
          ...rest,
          retryable,
          ...(retry_after_ms !== undefined && { retry_after_ms }),
        };
        const decision = decideRetry({ ...state, error: failed }, policy, () => chance);
        if (decision.action === "stop") return;
        expect(retryable).toBe(true);
        expect(state.isWrite && state.idempotencyKey === undefined).toBe(false);
        expect(decision.waitMs).toBeGreaterThanOrEqual(retry_after_ms ?? 0);
        expect(state.elapsedMs + decision.waitMs).toBeLessThanOrEqual(policy.maxElapsedMs);
        expect(state.attempt).toBeLessThan(policy.maxAttempts);
      }),
    );
  });
});

/** A script of outcomes on a virtual clock; the timeline is when each attempt was made. */
async function run(script: Outcome<string>[], signal?: AbortSignal) {
  let time = 0;
  const timeline: number[] = [];
  const world = {
    now: () => time,
    random: () => 0,
    sleep: async (ms: number, given?: AbortSignal) => {
      given?.throwIfAborted();
      time += ms;
    },
  };
  const last = script.at(-1) ?? { status: "ok", value: "" };
  const outcome = await withRetries(
    async () => {
      timeline.push(time);
      return script[timeline.length - 1] ?? last;
    },
    { policy, isWrite: false, signal },
    world,
  );
  return { outcome, timeline };
}
const fails = (failed: ToolError): Outcome<string> => ({ status: "error", error: failed });

describe("withRetries", () => {
  it("waits as told and returns the first success", async () => {
    const { outcome, timeline } = await run([
      fails(limited),
      fails(down),
      { status: "ok", value: "x" },
    ]);
    expect(outcome).toEqual({ status: "ok", value: "x" });
    expect(timeline).toEqual([0, 5000, 5500]);
  });

  it("ends with the last error when nothing helps", async () => {
    const { outcome, timeline } = await run([fails(down)]);
    expect(outcome).toEqual({ status: "error", error: down });
    expect(timeline).toEqual([0, 250, 750, 1750]);
  });

  it("does not forget the doubt that an earlier attempt left", async () => {
    const lost = error({ kind: "unreachable" }, true);
    const denied = error({ kind: "http", status: 403 }, true);
    expect([lost.effect, denied.effect]).toEqual(["unknown", "none"]);
    const { outcome } = await run([fails(lost), fails(denied)]);
    expect(outcome).toMatchObject({
      status: "error",
      error: { code: "PERMISSION_DENIED", effect: "unknown", retryable: false },
    });
  });

  it("stops waiting when the caller gives up", async () => {
    const { outcome, timeline } = await run([fails(down)], AbortSignal.abort());
    expect(outcome.status).toBe("error");
    expect(timeline).toEqual([0]);
  });
});

describe("retryAfterMs", () => {
  const now = Date.parse("2026-10-01T12:00:00Z");
  it.each([
    ["0", 0],
    ["120", 120_000],
    [" 5 ", 5000],
    ["Thu, 01 Oct 2026 12:01:00 GMT", 60_000],
    ["Thu, 01 Oct 2026 11:00:00 GMT", 0],
    ["Thursday, 01-Oct-26 12:01:00 GMT", 60_000],
    ["Sunday, 01-Oct-76 12:00:00 GMT", Date.parse("2076-10-01T12:00:00Z") - now],
    ["Friday, 01-Oct-77 12:00:00 GMT", 0],
    ["Thu Oct  1 12:01:00 2026", 60_000],
    ["Sat Oct 10 12:00:00 2026", 9 * 86_400_000],
    ["1.5", 1500],
    ["120.5", 120_500],
    ["0.0004", 1],
    ["99999999999", 99_999_999_999_000],
    ["9".repeat(30), Number.MAX_SAFE_INTEGER],
    ["-5", "unreadable"],
    ["1e3", "unreadable"],
    ["1,5", "unreadable"],
    ["soon", "unreadable"],
    ["2026-10-01", "unreadable"],
    ["Thu, 32 Oct 2026 12:01:00 GMT", "unreadable"],
    ["Mon, 30 Feb 2026 12:01:00 GMT", "unreadable"],
    ["Thu, 01 Okt 2026 12:01:00 GMT", "unreadable"],
    ["Thu, 01 Oct 2026 25:01:00 GMT", "unreadable"],
    ["Thu, 01 Oct 2026 12:01:00 CET", "unreadable"],
    ["", undefined],
    [" ", undefined],
    [null, undefined],
    [undefined, undefined],
  ])("%j is %j", (header, expected) => {
    expect(retryAfterMs(header, now)).toBe(expected);
  });
});
