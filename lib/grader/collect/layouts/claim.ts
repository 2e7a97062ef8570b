import type { Reason } from "../../report.ts";

/** What a course system's name for a file or folder tells. */
export interface Claim {
  /** What the system calls each student that the work is of; empty where it names nobody. */
  students: string[];
  /** Other identifications of the only student, such as an e-mail address beside a number. */
  aliases?: string[];
  /** For people. */
  name?: string;
  /** Counted from 1. */
  attempt?: number;
  /** ISO 8601. */
  submittedAt?: string;
  /** Whether it came late, where the name tells that and no time. */
  late?: boolean;
  /** Grows with each hand-in of one system; says nothing of a time. */
  order?: number;
  /** What the student called the file, where the system put something before it. */
  file?: string;
  /** Why it is not graded, where nobody is named. */
  refused?: Reason;
}

/** Tells whose a file or folder is by the name that it has directly in a download. */
export type Reader = (name: string) => Claim | undefined;

/** A local time without a zone as a number that grows with it. */
export function localOrder(
  year: number,
  month: number,
  day: number,
  [hour = 0, minute = 0, second = 0]: readonly number[],
): number {
  return Date.UTC(year, month - 1, day, hour, minute, second);
}
