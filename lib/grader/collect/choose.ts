import type { Reason } from "../report.ts";
import { superseded } from "./reasons.ts";

/** What is known of a file when it is set beside another of the same student and lesson. */
export interface Attempt {
  path: string;
  submittedAt?: string;
  order?: number;
  /** What its grade depends on, to be compared; empty where it was not read. */
  work: string;
  refused?: Reason;
  /** Whether the file is called as the lesson's own. */
  isExact: boolean;
  /** Whether nothing in it was changed. */
  isGiven: boolean;
}

/**
 * The attempt that counts, and why each other does not: the latest by its time or by its system's
 * numbers; of code that was handed in again without a change, the first, since it was there by then.
 * Where neither is known, one that can be read goes before one that cannot, one with answers before the
 * notebook as it was given, and a file that is called as the lesson's before others. What is then left
 * cannot be told, and is listed so.
 */
export function choose<T extends Attempt>(
  attempts: readonly [T, ...T[]],
): {
  counts: T;
  others: { attempt: T; reason: Reason }[];
} {
  const latest = attempts.reduce((best, next) => (compare(next, best).by >= 0 ? next : best));
  const counts = unchanged(latest, attempts);
  const others = attempts
    .filter((attempt) => attempt !== counts)
    .map((attempt) => ({
      attempt,
      reason: superseded(
        isSame(attempt, counts) ? "same-content" : compare(attempt, counts).code,
        counts.path,
      ),
    }));
  return { counts, others };
}

/** The first attempt with the code of this one, and nothing else since. */
function unchanged<T extends Attempt>(latest: T, attempts: readonly T[]): T {
  const others = attempts.filter((one) => !isSame(one, latest));
  return attempts
    .filter((one) => isSame(one, latest) && !others.some((other) => inOrder(other, one) > 0))
    .reduce((best, one) => (inOrder(one, best) < 0 ? one : best), latest);
}

type Code = Parameters<typeof superseded>[0];

/** Above zero where `one` counts before `other`, and what that rests on. */
function compare(one: Attempt, other: Attempt): { by: number; code: Code } {
  const steps: [number, Code][] = [
    [inOrder(one, other), "earlier-attempt"],
    [first(other.refused !== undefined, one.refused !== undefined), "copy-unclear"],
    [isSame(one, other) ? first(one.isExact, other.isExact) || 1 : 0, "copy-unclear"],
    [first(other.isGiven, one.isGiven), "as-given"],
    [first(one.isExact, other.isExact), "copy-unclear"],
  ];
  const [by, code] = steps.find(([step]) => Math.abs(step) > 0) ?? [
    one.path.localeCompare(other.path, "en", { numeric: true }),
    "copy-unclear",
  ];
  return { by, code };
}

/** Above zero where `one` is known to be later; zero where that is not known. */
function inOrder(one: Attempt, other: Attempt): number {
  const [mine, its] = [one, other].map(({ submittedAt }) => Date.parse(submittedAt ?? ""));
  const byTime = (mine ?? Number.NaN) - (its ?? Number.NaN);
  return byTime || (one.order ?? Number.NaN) - (other.order ?? Number.NaN) || 0;
}

function first(one: boolean, other: boolean): number {
  return Number(one) - Number(other);
}

function isSame(one: Attempt, other: Attempt): boolean {
  return one.work !== "" && one.work === other.work;
}
