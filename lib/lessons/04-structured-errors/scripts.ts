import type { RetryPolicy } from "../../subjects/tool-errors/decide.ts";
import type { Failure } from "../../subjects/tool-errors/failure.ts";
import type { RetryScript, ScriptedCall } from "../../subjects/tool-errors/run-script.ts";
import type { DecideEvidence, DecideRun } from "./decide.judge.ts";

/** A run before it is made. */
export type PlannedRun = Omit<DecideRun, "timeline" | "error">;

/** A policy, and the scripts that each check looks at. */
export type DecidePlan = { policy: RetryPolicy } & Record<
  Exclude<keyof DecideEvidence, "policy">,
  PlannedRun[]
>;

/** A reply of the backend that says no. */
export const http = (status: number, retryAfter?: number): Failure =>
  retryAfter === undefined
    ? { kind: "http", status }
    : { kind: "http", status, retryAfter: String(retryAfter) };

const OK: ScriptedCall = { takesMs: 100 };
const fails = (failure: Failure, takesMs = 100): ScriptedCall => ({ takesMs, failure });

/** Reads have a key, too: who asks for one of every call fails where keys matter, and nowhere else. */
function planned(
  right: DecideRun["right"],
  calls: number,
  about: string,
  script: RetryScript["calls"],
  kind: Pick<RetryScript, "isWrite" | "idempotencyKey"> = {
    isWrite: false,
    idempotencyKey: "read",
  },
): PlannedRun {
  return { right, calls, script: { about, ...kind, calls: script } };
}

/** What may be different in a plan. Seconds; they fit into the policy's time. */
interface Numbers {
  policy: RetryPolicy;
  seconds: readonly [number, number];
  /** Failures that time does not fix. */
  lasting: readonly Failure[];
  key: string;
}

/**
 * The scripts: each is made so that only what its check is about can go wrong on it. The first waits
 * and calls of a script stay far from the limits that other checks are about.
 */
export function planOf({ policy, seconds, lasting, key }: Numbers): DecidePlan {
  const [first, second] = seconds;
  const { maxAttempts, maxElapsedMs, baseMs } = policy;
  const down = fails(http(503));
  const tooLong = Math.ceil(maxElapsedMs / 1000) + 10;
  const left = (ms: number): number => maxElapsedMs - ms;
  const lost: ScriptedCall = { takesMs: 100, failure: { kind: "unreachable" }, done: true };
  return {
    policy,
    waits: [
      planned("succeeded", 2, `429, in ${first} s`, [fails(http(429, first)), OK]),
      planned("succeeded", 3, `503 in ${second} s, 429 in ${first} s`, [
        fails(http(503, second)),
        fails(http(429, first)),
        OK,
      ]),
      // So late that a wait of one's own is longer by more than baseMs.
      planned("succeeded", 5, "503 in 1 s, twice, then in 0 s, then 429 in 1 s", [
        fails(http(503, 1)),
        fails(http(503, 1)),
        fails(http(503, 0)),
        fails(http(429, 1)),
        OK,
      ]),
      planned("stopped", 1, `429, in ${tooLong} s`, [fails(http(429, tooLong)), OK]),
    ],
    backoff: [
      planned("succeeded", maxAttempts - 1, `503, ${maxAttempts - 2} times`, [
        down,
        ...Array.from({ length: maxAttempts - 3 }, () => down),
        OK,
      ]),
      planned("succeeded", 2, "a timeout", [fails({ kind: "timeout", afterMs: 100 }), OK]),
      planned("succeeded", 2, "half an answer", [fails({ kind: "bad-reply" }), OK]),
    ],
    stops: lasting.map((failure) =>
      planned("stopped", 1, failure.kind === "http" ? String(failure.status) : failure.kind, [
        fails(failure),
        OK,
      ]),
    ),
    attempts: [planned("stopped", maxAttempts, "503, for ever", [down])],
    time: [
      planned("stopped", 1, `an answer after ${left(baseMs / 4)} ms: 503`, [
        fails(http(503), left(baseMs / 4)),
        OK,
      ]),
      planned("succeeded", 2, `an answer after ${left(baseMs * 4)} ms: 503`, [
        fails(http(503), left(baseMs * 4)),
        OK,
      ]),
    ],
    writes: [
      planned("stopped", 1, "a write without a key, its answer lost", [lost, OK], {
        isWrite: true,
      }),
      planned("stopped", 1, "a write without a key, refused with 503", [down, OK], {
        isWrite: true,
      }),
      planned(
        "stopped",
        1,
        `a write without a key, refused with 429 for ${first} s`,
        [fails(http(429, first)), OK],
        { isWrite: true },
      ),
      planned("succeeded", 2, "a write with its key, its answer lost", [lost, OK], {
        isWrite: true,
        idempotencyKey: key,
      }),
      planned("succeeded", 2, "a read without a key", [down, OK], { isWrite: false }),
    ],
  };
}

/**
 * A run whose second call would begin just at the end of the time, for an answer that waits so long
 * after its first one, or at least `baseMs`: that call still fits.
 */
export function justInTime(policy: RetryPolicy, waitMs: number): PlannedRun {
  const { baseMs, maxElapsedMs } = policy;
  const takesMs = Math.max(0, maxElapsedMs - Math.max(baseMs, waitMs));
  return planned("succeeded", 2, `an answer after ${takesMs} ms: 503`, [
    fails(http(503), takesMs),
    OK,
  ]);
}

const policy: RetryPolicy = {
  maxAttempts: 6,
  maxElapsedMs: 30_000,
  baseMs: 500,
  maxWaitMs: 3_000,
};

/** The plan whose policy the notebook shows, and one with another. */
export const plans: readonly [DecidePlan, DecidePlan] = [
  planOf({
    policy,
    seconds: [5, 2],
    lasting: [http(403), http(401), { kind: "business-rule" }, { kind: "bug" }],
    key: "write-0001",
  }),
  planOf({
    // Long enough for doubling to part from adding, even where up to half is taken off.
    policy: { maxAttempts: 8, maxElapsedMs: 60_000, baseMs: 400, maxWaitMs: 8_000 },
    seconds: [12, 7],
    lasting: [http(404), http(409), http(422), { kind: "aborted" }],
    key: "auto-77f3",
  }),
];
