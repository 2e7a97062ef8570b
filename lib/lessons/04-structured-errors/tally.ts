import {
  type CallAttempt,
  type CallRecord,
  compareReaders,
  tallyCalls,
} from "../../subjects/tool-errors/compare-readers.ts";
import { judgeTally, type TallyCase } from "./tally.judge.ts";
import { toJson } from "../../wire/error-json.ts";
import { type Examination, examination } from "../../exercises/examination.ts";

interface Variant {
  seed: number;
  calls: number;
}

/** 04.5: records of calls whose errors were read in different ways, and some made by hand. */
export const tallyExamination: Examination = examination<Variant, TallyCase[]>({
  variants: [
    { seed: 1, calls: 60 },
    { seed: 2, calls: 17 },
  ],
  async drive(answer, _world, variant) {
    return await Promise.all(
      Object.entries(recordsOf(variant)).map(async ([about, given]) => ({
        about,
        right: tallyCalls(given),
        outcome: await answer.call([{ type: "json", value: toJson(given) ?? null }]),
      })),
    );
  },
  judge: judgeTally,
});

const recordsOf = ({ seed, calls }: Variant): Record<string, CallRecord[]> => ({
  ...Object.fromEntries(Object.entries(byHand).map(([about, call]) => [about, [call]])),
  ...compareReaders(seed, calls),
});

const failed = (atMs: number, code: string, retryable: boolean, wait?: number): CallAttempt => ({
  atMs,
  endMs: atMs + 400,
  error: { code, retryable, ...(wait !== undefined && { retry_after_ms: wait }) },
});
const worked = (atMs: number): CallAttempt => ({ atMs, endMs: atMs + 400 });

/**
 * What chance may not make: a write done three times, a wait of 0, none at all, one that ends to the
 * millisecond.
 */
const byHand: Record<string, CallRecord> = {
  "a write done three times": {
    write: true,
    done: 3,
    attempts: [failed(0, "TIMEOUT", true), failed(900, "TIMEOUT", true), worked(1_800)],
  },
  "a write never done, whose errors are retryable, one with retry_after_ms 0": {
    write: true,
    done: 0,
    attempts: [failed(0, "UNAVAILABLE", true, 0), failed(400, "UNAVAILABLE", true)],
  },
  "a read that failed": { write: false, done: 0, attempts: [failed(0, "TIMEOUT", true)] },
  "a read called again at once, with no retry_after_ms": {
    write: false,
    done: 1,
    attempts: [failed(0, "TIMEOUT", true), worked(400)],
  },
  "a read called again 999 ms and 1000 ms after errors with retry_after_ms 1000": {
    write: false,
    done: 2,
    attempts: [
      failed(0, "RATE_LIMITED", true, 1_000),
      failed(1_399, "RATE_LIMITED", true, 1_000),
      worked(2_799),
    ],
  },
  "a write refused for good after a time-out": {
    write: true,
    done: 0,
    attempts: [failed(0, "TIMEOUT", true), failed(900, "PERMISSION_DENIED", false)],
  },
  "a write refused twice for good": {
    write: true,
    done: 0,
    attempts: [failed(0, "PERMISSION_DENIED", false), failed(900, "PERMISSION_DENIED", false)],
  },
};
