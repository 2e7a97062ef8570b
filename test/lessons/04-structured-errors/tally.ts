import {
  type CallAttempt,
  type CallRecord,
  tallyCalls,
} from "../../../lib/subjects/tool-errors/compare-readers.ts";
import { byHeart } from "../by-heart.ts";
import type { ExerciseAnswers } from "../exercise-answers.ts";

type Tally = (records: CallRecord[]) => unknown;
type Attempts = readonly CallAttempt[];

const count = (records: readonly CallRecord[], one: (record: CallRecord) => number): number =>
  records.reduce((sum, record) => sum + one(record), 0);

const lastError = ({ attempts }: CallRecord): CallAttempt["error"] =>
  attempts[attempts.length - 1]?.error;

const isLost = (record: CallRecord): boolean =>
  record.write && record.done === 0 && lastError(record)?.retryable === true;

/** Attempts for which a question about the one before is answered with yes. */
const after = (attempts: Attempts, wasted: (before: CallAttempt, now: CallAttempt) => boolean) =>
  attempts.filter((now, index) => {
    const before = attempts[index - 1];
    return before !== undefined && wasted(before, now);
  }).length;

const tooEarly = ({ endMs, error }: CallAttempt, { atMs }: CallAttempt): boolean =>
  atMs < endMs + (error?.retry_after_ms ?? 0);
const lasting = ({ error }: CallAttempt): boolean => error?.retryable === false;

const right = (records: CallRecord[]): object => ({
  lost: records.filter(isLost).length,
  doubled: count(records, ({ write, done }) => (write && done > 1 ? done - 1 : 0)),
  wasted: count(records, ({ attempts }) =>
    after(attempts, (before, now) => lasting(before) || tooEarly(before, now)),
  ),
});

const but =
  (change: (records: CallRecord[]) => object): Tally =>
  (records) => ({ ...right(records), ...change(records) });

const rightAnswers: Record<string, Tally> = {
  "filters and counts": right,
  "goes through once": (records) => tallyCalls(records),
  "counts by place, attempt by attempt": (records) => {
    let [lost, doubled, wasted] = [0, 0, 0];
    for (let at = 0; at < records.length; at += 1) {
      const { write = false, done = 0, attempts = [] } = records[at] ?? {};
      let error: CallAttempt["error"];
      let readyMs = 0;
      for (const attempt of attempts) {
        if (error !== undefined && (!error.retryable || attempt.atMs < readyMs)) wasted += 1;
        ({ error } = attempt);
        readyMs = attempt.endMs + (error?.retry_after_ms ?? 0);
      }
      if (!write) continue;
      if (done === 0 && error?.retryable === true) lost += 1;
      doubled += Math.max(0, done - 1);
    }
    return { lost, doubled, wasted, calls: records.length };
  },
};

const wrongAnswers: [check: string, mistake: string, answer: Tally][] = [
  [
    "04.5.lost",
    "takes a refused write for a lost one",
    but((records) => ({ lost: records.filter(({ write, done }) => write && done === 0).length })),
  ],
  [
    "04.5.lost",
    "counts reads too",
    but((records) => ({
      lost: records.filter((one) => one.done === 0 && lastError(one)?.retryable === true).length,
    })),
  ],
  [
    "04.5.lost",
    "counts writes whose answer was lost",
    but((records) => ({
      lost: records.filter((one) => one.write && lastError(one)?.retryable === true).length,
    })),
  ],
  [
    "04.5.lost",
    "looks at any attempt, not at the last",
    but((records) => ({
      lost: records.filter(
        ({ write, done, attempts }) =>
          write && done === 0 && attempts.some(({ error }) => error?.retryable === true),
      ).length,
    })),
  ],
  [
    "04.5.lost",
    "looks at the first attempt",
    but((records) => ({
      lost: records.filter(
        ({ write, done, attempts }) =>
          write && done === 0 && attempts[0]?.error?.retryable === true,
      ).length,
    })),
  ],
  [
    "04.5.doubled",
    "counts the writes, not how often",
    but((records) => ({ doubled: records.filter(({ write, done }) => write && done > 1).length })),
  ],
  [
    "04.5.doubled",
    "counts reads too",
    but((records) => ({ doubled: count(records, ({ done }) => Math.max(0, done - 1)) })),
  ],
  [
    "04.5.doubled",
    "counts the first time as well",
    but((records) => ({
      doubled: count(records, ({ write, done }) => (write && done > 1 ? done : 0)),
    })),
  ],
  [
    "04.5.wasted",
    "sees lasting errors only",
    but((records) => ({ wasted: count(records, ({ attempts }) => after(attempts, lasting)) })),
  ],
  [
    "04.5.wasted",
    "sees those that came early only",
    but((records) => ({ wasted: count(records, ({ attempts }) => after(attempts, tooEarly)) })),
  ],
  [
    "04.5.wasted",
    "counts the wait from the beginning",
    but((records) => ({
      wasted: count(records, ({ attempts }) =>
        after(
          attempts,
          (before, now) =>
            lasting(before) || now.atMs < before.atMs + (before.error?.retry_after_ms ?? 0),
        ),
      ),
    })),
  ],
  [
    "04.5.wasted",
    "wants a pause where none was named",
    but((records) => ({
      wasted: count(records, ({ attempts }) =>
        after(
          attempts,
          (before, now) =>
            lasting(before) || now.atMs < before.endMs + (before.error?.retry_after_ms ?? 1),
        ),
      ),
    })),
  ],
  [
    "04.5.wasted",
    "counts every attempt after the first",
    but((records) => ({
      wasted: count(records, ({ attempts }) => Math.max(0, attempts.length - 1)),
    })),
  ],
];

export const answers: ExerciseAnswers = {
  exercise: "04.5",
  right: rightAnswers,
  wrong: wrongAnswers,
  byHeart: byHeart("04.5", right),
  equivalent: [
    {
      reason: "A write that was done once adds nothing.",
      mutants: [
        "boundary-shifted: if (write && done > 1) counts.doubled += done - 1; → if (write && done >= 1) counts.doubled += done - 1;",
        "number-lowered: if (write && done > 1) counts.doubled += done - 1; → if (write && done > 0) counts.doubled += done - 1;",
      ],
    },
    {
      reason: "No attempt begins before the one before it ended.",
      mutants: [
        "default-dropped: const { retryable, retry_after_ms: wait = 0 } = before.error; → const { retryable, retry_after_ms: wait } = before.error;",
        "number-lowered: const { retryable, retry_after_ms: wait = 0 } = before.error; → const { retryable, retry_after_ms: wait = -1 } = before.error;",
      ],
    },
    {
      reason:
        "Every call has an attempt, and an attempt that another one follows, or that did not do its write, has failed.",
      mutants: [
        "optional-dropped: if (write && done === 0 && last?.error?.retryable) counts.lost += 1; → if (write && done === 0 && last?.error.retryable) counts.lost += 1;",
        "optional-dropped: if (write && done === 0 && last?.error?.retryable) counts.lost += 1; → if (write && done === 0 && last.error?.retryable) counts.lost += 1;",
        "statement-dropped: if (!before?.error) return; → ;",
        "optional-dropped: if (!before?.error) return; → if (!before.error) return;",
      ],
    },
  ],
};
