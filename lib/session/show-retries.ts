import { isTodo } from "../exercises/todo.ts";
import type { RetryDecision, RetryPolicy, RetryState } from "../subjects/tool-errors/decide.ts";
import {
  compareReaders,
  type CallRecord,
  tallyCalls,
} from "../subjects/tool-errors/compare-readers.ts";
import {
  type RetryScript,
  runScript,
  type ScriptedCall,
  type Timeline,
  type TimelineEvent,
} from "../subjects/tool-errors/run-script.ts";
import { display } from "./display.ts";
import { drawBars } from "../draw/chart.ts";
import { drawTimelines } from "../draw/timeline.ts";
import type { DrawnEvent, DrawnTimeline } from "../draw/timeline/lines.ts";

/** What a notebook calls a decision; the reason is shown. */
export type Decide = (
  state: RetryState,
  policy: RetryPolicy,
) => { action: "wait"; waitMs: number } | { action: "stop"; reason: string };

const fast = 300;
const http = (status: number, retryAfter?: string): ScriptedCall => ({
  takesMs: fast,
  failure: { kind: "http", status, ...(retryAfter !== undefined && { retryAfter }) },
});
const ok: ScriptedCall = { takesMs: fast };
const lost: ScriptedCall = { takesMs: fast, failure: { kind: "unreachable" }, done: true };

const scripts: readonly RetryScript[] = [
  {
    about: "a read: a rate limit of 5 s",
    isWrite: false,
    calls: [{ ...http(429, "5"), untilMs: 5_000 }, ok],
  },
  { about: "a read: down for a while", isWrite: false, calls: [http(503), http(503), ok] },
  { about: "a read without permission", isWrite: false, calls: [http(403)] },
  { about: "a write without a key, its answer lost", isWrite: true, calls: [lost, ok] },
  {
    about: "a write with its key, its answer lost",
    isWrite: true,
    idempotencyKey: "write-0001",
    calls: [lost, ok],
  },
];

/**
 * Runs a decision against backends that fail on a script, on a virtual clock, and draws what it did:
 * nothing is called and nobody waits. Throws what `decide` throws.
 */
export async function drawRetries(
  title: string,
  decide: Decide | ((state: RetryState, policy: RetryPolicy) => RetryDecision),
  policy: RetryPolicy,
): Promise<void> {
  if (isTodo(decide)) return console.log("There is nothing to draw yet: it is still todo().");
  const drawn: DrawnTimeline[] = [];
  for (const script of scripts) {
    drawn.push(drawnOf(script, await runScript(script, (state) => decide(state, policy))));
  }
  display(drawTimelines(title, drawn));
}

function drawnOf(script: RetryScript, timeline: Timeline): DrawnTimeline {
  return { label: script.about, events: timeline.events.map(eventOf), ...endOf(script, timeline) };
}

function eventOf(event: TimelineEvent): DrawnEvent {
  if (event.kind === "wait") return event;
  if (event.kind === "stop") return { kind: "stop", atMs: event.atMs, words: event.reason };
  const { atMs, takesMs, code, retryAfterMs } = event;
  const told = retryAfterMs === undefined ? "" : `, retry after ${retryAfterMs / 1000} s`;
  return {
    kind: "call",
    atMs,
    takesMs,
    failed: code !== undefined,
    words: code === undefined ? "success" : code + told,
  };
}

function endOf(
  { isWrite, idempotencyKey, calls }: RetryScript,
  { end, done, events }: Timeline,
): { end: string; failed: boolean } {
  const made = events.filter((event) => event.kind === "call").length;
  const early = events.some((event, index) => {
    const before = events[index - 1];
    return (
      event.kind === "wait" && before?.kind === "call" && event.waitMs < (before.retryAfterMs ?? 0)
    );
  });
  if (isWrite && done > 1) return { end: `done ${done} times`, failed: true };
  if (end === "endless") return { end: `still calling after ${made} calls`, failed: true };
  if (end === "no-decision") return { end: "no decision", failed: true };
  if (early) return { end: "came back too early", failed: true };
  if (end === "succeeded") return { end: "succeeded", failed: false };
  const lasting = calls[0].failure?.kind === "http" && calls[0].failure.status === 403;
  if (isWrite && idempotencyKey === undefined) {
    return { end: "stopped: unsure, check first", failed: false };
  }
  if (!lasting) return { end: "given up", failed: true };
  return made === 1
    ? { end: "stopped at once", failed: false }
    : { end: `stopped after ${made} calls`, failed: true };
}

/** Calls of which a quarter each is well, and the rest fails in different ways. */
const COMPARED = { seed: 1, calls: 60 };

/** What `compareErrors` gives: the same each time. */
export const comparedCalls = (): Record<string, CallRecord[]> =>
  compareReaders(COMPARED.seed, COMPARED.calls);

/**
 * Makes the same 60 calls, which meet the same failures, once for each way to read an error, and
 * draws what each way cost. Returns what happened, by the name of the way.
 */
export function compareErrors(): Record<string, CallRecord[]> {
  const records = comparedCalls();
  const tallies = Object.entries(records).map(
    ([reading, calls]) => [reading, tallyCalls(calls)] as const,
  );
  const figures = [
    ["lost", "Lost: writes never done"],
    ["doubled", "Doubled: times a write was done again"],
    ["wasted", "Wasted: calls that could not succeed"],
  ] as const;
  const bars = figures.flatMap(([figure, group]) =>
    tallies.map(([reading, tally]) => ({ group, label: reading, value: tally[figure] })),
  );
  display(drawBars(`${COMPARED.calls} calls, one policy, three ways to read an error`, bars, ""));
  return records;
}
