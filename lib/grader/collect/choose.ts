import type { Reason } from "../report.ts";
import { superseded } from "./reasons.ts";

/** What is known of a file when it is set beside another of the same student and lesson. */
export interface Attempt {
  path: string;
  submittedAt?: string;
  order?: number;
  /** Empty where it was not read. */
  sha256: string;
  refused?: Reason;
  /** Whether the file is called as the lesson's own. */
  isExact: boolean;
  /** Whether nothing in it was changed. */
  isGiven: boolean;
}

/**
 * The attempt that counts, and why each other does not: the latest by its time or by its system's
 * numbers. Where neither is known, one that can be read goes before one that cannot, one with answers
 * before the notebook as it was given, and a file that is called as the lesson's before others. What is
 * then left cannot be told, and is listed so.
 */
export function choose<T extends Attempt>(
  attempts: readonly [T, ...T[]],
): {
  counts: T;
  others: { attempt: T; reason: Reason }[];
} {
  const counts = attempts.reduce((best, next) => (compare(next, best).by >= 0 ? next : best));
  const others = attempts
    .filter((attempt) => attempt !== counts)
    .map((attempt) => ({
      attempt,
      reason: superseded(compare(attempt, counts).code, counts.path),
    }));
  return { counts, others };
}

type Code = Parameters<typeof superseded>[0];

/** Above zero where `one` counts before `other`, and what that rests on. */
function compare(one: Attempt, other: Attempt): { by: number; code: Code } {
  const steps: [number, Code][] = [
    [inTime(one.submittedAt, other.submittedAt), "earlier-attempt"],
    [(one.order ?? Number.NaN) - (other.order ?? Number.NaN), "earlier-attempt"],
    [first(other.refused !== undefined, one.refused !== undefined), "copy-unclear"],
    [isSame(one, other) ? first(one.isExact, other.isExact) || 1 : 0, "same-content"],
    [first(other.isGiven, one.isGiven), "as-given"],
    [first(one.isExact, other.isExact), "copy-unclear"],
  ];
  const [by, code] = steps.find(([step]) => Math.abs(step) > 0) ?? [
    one.path.localeCompare(other.path, "en", { numeric: true }),
    "copy-unclear",
  ];
  return { by, code };
}

function inTime(one: string | undefined, other: string | undefined): number {
  return one === undefined || other === undefined ? 0 : Date.parse(one) - Date.parse(other);
}

function first(one: boolean, other: boolean): number {
  return Number(one) - Number(other);
}

function isSame(one: Attempt, other: Attempt): boolean {
  return one.sha256 !== "" && one.sha256 === other.sha256;
}
