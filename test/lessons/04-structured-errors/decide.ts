import type { RetryPolicy, RetryState } from "../../../lib/subjects/tool-errors/decide.ts";
import { byHeart } from "../by-heart.ts";
import type { ExerciseAnswers } from "../exercise-answers.ts";
import { styles } from "./decide-styles.ts";

type Decision = { action: "wait"; waitMs: number } | { action: "stop"; reason: string };
type Decide = (state: RetryState, policy: RetryPolicy) => unknown;

interface Parts {
  waitMs?: (state: RetryState, policy: RetryPolicy) => number;
  backoff?: (attempt: number, policy: RetryPolicy) => number;
  retryable?: (state: RetryState) => boolean;
  enough?: (state: RetryState, policy: RetryPolicy) => boolean;
  tooLate?: (state: RetryState, policy: RetryPolicy, waitMs: number) => boolean;
  blind?: (state: RetryState) => boolean;
}

const doubling = (attempt: number, { baseMs, maxWaitMs }: RetryPolicy): number =>
  Math.min(maxWaitMs, baseMs * 2 ** (attempt - 1));
const stop = (reason: string): Decision => ({ action: "stop", reason });

/** The right way with one part exchanged. */
function decideWith(parts: Parts): (state: RetryState, policy: RetryPolicy) => Decision {
  const {
    backoff = doubling,
    waitMs: wait = ({ error, attempt }, policy) => error.retry_after_ms ?? backoff(attempt, policy),
    retryable = ({ error }) => error.retryable,
    enough = ({ attempt }, { maxAttempts }) => attempt >= maxAttempts,
    tooLate = ({ elapsedMs }, { maxElapsedMs }, waitMs) => elapsedMs + waitMs > maxElapsedMs,
    blind = ({ isWrite, idempotencyKey }) => isWrite && idempotencyKey === undefined,
  } = parts;
  return (state, policy): Decision => {
    if (!retryable(state)) return stop("not retryable");
    if (blind(state)) return stop("a write without its key");
    if (enough(state, policy)) return stop("enough");
    const waitMs = wait(state, policy);
    return tooLate(state, policy, waitMs) ? stop("too late") : { action: "wait", waitMs };
  };
}

const named = ({ error, attempt }: RetryState, policy: RetryPolicy): number =>
  error.retry_after_ms ?? doubling(attempt, policy);

let chance = 0;
/** Goes through 0, 0.3, 0.6 and 0.9. */
const someChance = (): number => (chance = (chance + 0.3) % 1.2);

const rightAnswers: Record<string, Decide> = {
  ...styles,
  "asks one question after the other": decideWith({}),
  "takes up to half off by chance, and adds a little to a named wait": decideWith({
    waitMs: ({ error, attempt }, policy) => {
      const full = doubling(attempt, policy);
      return error.retry_after_ms === undefined
        ? full / 2 + (full / 2) * Math.min(1, someChance())
        : error.retry_after_ms + policy.baseMs * 0.9;
    },
  }),
  "returns a promise, and no reason": async (state, policy) => {
    const decided = decideWith({})(state, policy);
    return decided.action === "stop" ? { action: "stop" } : decided;
  },
};

const wrongAnswers: [check: string, mistake: string, answer: Decide, advice?: RegExp][] = [
  [
    "04.4.waits",
    "waits as long as it sees fit",
    decideWith({ waitMs: ({ attempt }, policy) => doubling(attempt, policy) }),
  ],
  [
    "04.4.waits",
    "caps a named wait too",
    decideWith({ waitMs: (state, policy) => Math.min(named(state, policy), policy.maxWaitMs) }),
  ],
  [
    "04.4.waits",
    "takes off some of a named wait by chance",
    decideWith({
      waitMs: (state, policy) =>
        named(state, policy) * (state.error.retry_after_ms === undefined ? 1 : 0.75),
    }),
  ],
  [
    "04.4.waits",
    "doubles a named wait",
    decideWith({
      waitMs: (state, policy) =>
        named(state, policy) * (state.error.retry_after_ms === undefined ? 1 : 2),
    }),
  ],
  [
    "04.4.waits",
    "takes a named wait of 0 for none",
    decideWith({
      waitMs: ({ error, attempt }, policy) => error.retry_after_ms || doubling(attempt, policy),
    }),
  ],
  [
    "04.4.waits",
    "waits for the longer of its own wait and the named one",
    decideWith({
      waitMs: ({ error, attempt }, policy) =>
        Math.max(error.retry_after_ms ?? 0, doubling(attempt, policy)),
    }),
  ],
  [
    "04.4.backoff",
    "has a list of codes to try again, and one too few",
    decideWith({
      retryable: ({ error }) => ["RATE_LIMITED", "UNAVAILABLE", "TIMEOUT"].includes(error.code),
    }),
  ],
  [
    "04.4.writes",
    "repeats a write that was refused for its rate",
    decideWith({
      blind: ({ isWrite, idempotencyKey, error }) =>
        isWrite && idempotencyKey === undefined && error.code !== "RATE_LIMITED",
    }),
  ],
  [
    "04.4.writes",
    "asks for a key for a read, too",
    decideWith({ blind: ({ idempotencyKey }) => idempotencyKey === undefined }),
    /needs no key/,
  ],
  ["04.4.backoff", "always waits the same", decideWith({ backoff: (_, { baseMs }) => baseMs })],
  [
    "04.4.backoff",
    "has no upper limit",
    decideWith({ backoff: (attempt, { baseMs }) => baseMs * 2 ** (attempt - 1) }),
  ],
  [
    "04.4.backoff",
    "doubles before the first wait",
    decideWith({
      backoff: (attempt, { baseMs, maxWaitMs }) => Math.min(maxWaitMs, baseMs * 2 ** attempt),
    }),
  ],
  [
    "04.4.backoff",
    "adds instead of doubling",
    decideWith({
      backoff: (attempt, { baseMs, maxWaitMs }) =>
        Math.min(maxWaitMs, (baseMs * (attempt + 3)) / 4),
    }),
  ],
  [
    "04.4.backoff",
    "takes the attempt times the base",
    decideWith({
      backoff: (attempt, { baseMs, maxWaitMs }) => Math.min(maxWaitMs, baseMs * attempt),
    }),
  ],
  [
    "04.4.backoff",
    "grows by half each time",
    decideWith({
      backoff: (attempt, { baseMs, maxWaitMs }) =>
        Math.min(maxWaitMs, baseMs * 1.5 ** (attempt - 1)),
    }),
  ],
  ["04.4.stops", "tries everything again", decideWith({ retryable: () => true })],
  [
    "04.4.stops",
    "stops for permissions only",
    decideWith({ retryable: ({ error }) => error.permission === "not-involved" }),
  ],
  [
    "04.4.stops",
    "leaves it to who can fix it",
    decideWith({ retryable: ({ error }) => error.who_can_fix !== "operator" }),
  ],
  ["04.4.attempts", "never counts", decideWith({ enough: () => false })],
  [
    "04.4.attempts",
    "makes one call too many",
    decideWith({ enough: ({ attempt }, { maxAttempts }) => attempt > maxAttempts }),
  ],
  [
    "04.4.attempts",
    "makes one call too few",
    decideWith({ enough: ({ attempt }, { maxAttempts }) => attempt + 1 >= maxAttempts }),
  ],
  ["04.4.time", "never looks at the clock", decideWith({ tooLate: () => false })],
  [
    "04.4.time",
    "forgets the wait that is to come",
    decideWith({ tooLate: ({ elapsedMs }, { maxElapsedMs }) => elapsedMs > maxElapsedMs }),
  ],
  [
    "04.4.time",
    "shortens a wait of its own to fit",
    decideWith({
      waitMs: (state, policy) => {
        const left = policy.maxElapsedMs - state.elapsedMs;
        const wait = named(state, policy);
        return state.error.retry_after_ms === undefined ? Math.min(wait, left) : wait;
      },
    }),
  ],
  [
    "04.4.time",
    "keeps a reserve of a quarter",
    decideWith({
      tooLate: ({ elapsedMs }, { maxElapsedMs }, waitMs) =>
        elapsedMs + waitMs > maxElapsedMs * 0.75,
    }),
  ],
  [
    "04.4.time",
    "stops where the call would come just in time",
    decideWith({
      tooLate: ({ elapsedMs }, { maxElapsedMs }, waitMs) => elapsedMs + waitMs >= maxElapsedMs,
    }),
  ],
  ["04.4.writes", "repeats writes as if they were reads", decideWith({ blind: () => false })],
  [
    "04.4.writes",
    "repeats a write without its key where the error says that nothing was done",
    decideWith({
      blind: ({ error, isWrite, idempotencyKey }) =>
        isWrite && idempotencyKey === undefined && error.effect !== "none",
    }),
  ],
  ["04.4.writes", "repeats no write at all", decideWith({ blind: ({ isWrite }) => isWrite })],
  [
    "04.4.writes",
    "mixes the two up",
    decideWith({ blind: ({ isWrite, idempotencyKey }) => isWrite && idempotencyKey !== undefined }),
  ],
];

export const answers: ExerciseAnswers = {
  exercise: "04.4",
  right: rightAnswers,
  wrong: wrongAnswers,
  byHeart: byHeart("04.4", decideWith({})),
  equivalent: [
    {
      reason: "The reason may be worded in any way.",
      mutants: [
        'text-emptied: if (!error.retryable) return { action: "stop", reason: "time does not help" }; → if (!error.retryable) return { action: "stop", reason: "" };',
        'text-emptied: return { action: "stop", reason: "a write without a key" }; → return { action: "stop", reason: "" };',
        'text-emptied: if (attempt >= maxAttempts) return { action: "stop", reason: "enough calls" }; → if (attempt >= maxAttempts) return { action: "stop", reason: "" };',
        'text-emptied: return { action: "stop", reason: "not enough time" }; → return { action: "stop", reason: "" };',
      ],
    },
    {
      reason: "The smaller of two numbers is the same in either order.",
      mutants: [
        "arguments-swapped: const backoff = Math.min(maxWaitMs, baseMs * 2 ** (attempt - 1)); → const backoff = Math.min(baseMs * 2 ** (attempt - 1), maxWaitMs);",
      ],
    },
    {
      reason: "Half of the wait is within what the exercise allows to take off.",
      mutants: [
        "number-raised: const backoff = Math.min(maxWaitMs, baseMs * 2 ** (attempt - 1)); → const backoff = Math.min(maxWaitMs, baseMs * 2 ** (attempt - 2));",
      ],
    },
  ],
};
