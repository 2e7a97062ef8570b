import { LabError } from "../../base/lab-error.ts";
import { normalForm } from "../collect/identity.ts";
import type { Submission } from "../report.ts";
import { type CsvRecord, placeOf, readCsv, readNumber, refuseWide } from "./csv.ts";
import { columnOf } from "./roster.ts";

/** What work that comes late still counts: one row of the table. */
export interface LateRow {
  /** The row holds for work that is at most this many hours late. */
  upToHours: number;
  /** From 0 to 1. */
  factor: number;
}

/** When a lesson is due; for one student, where `student` names one. */
export interface DueRow {
  lesson: string;
  /** Milliseconds since 1970, UTC. */
  due: number;
  /** Empty: for everybody. */
  student: string;
  /** File and line, for people. */
  place: string;
}

/** An instant: date, time and zone. */
const INSTANT = /^\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d(?:\.\d+)?)?(?:Z|[+-]\d\d:?\d\d)$/u;

/**
 * When something happened, in milliseconds since 1970; undefined where the text is no time. A time
 * without a zone is read as UTC, a date alone as its first moment, so that every machine reads the same.
 */
export function readTime(text: string | undefined): number | undefined {
  if (text === undefined) return undefined;
  const zoned = /T.*(?:Z|[+-]\d\d:?\d\d)$|^\d{4}-\d\d-\d\d$/u.test(text) ? text : `${text}Z`;
  const time = Date.parse(zoned.replace(" ", "T"));
  return Number.isNaN(time) ? undefined : time;
}

/** What counts of work that comes late, and whose lateness is forgiven. */
export interface LatePolicy {
  /** Empty where nothing is taken off. */
  late: LateRow[];
  /** Days that each student may come late in all, for nothing. */
  freeDays: number;
  /** Which of several attempts at a lesson counts. */
  attempt: "last" | "best";
}

/**
 * Reads the late policy: a CSV with the columns `up_to_hours` and `factor`, such as `24,0.9`. What is
 * later than the last row counts nothing. A row `free_days,3` gives each student so many days,
 * and with `attempt,best` the attempt counts that is worth most, in place of the last.
 *
 * @throws LabError `csv-broken`, `late-table` for a row that is not two numbers, a factor outside 0
 *   to 1, hours that do not grow from row to row, or free days that are no whole number or alone, or
 *   another word.
 */
export function readLatePolicy(content: string | Uint8Array, where: string): LatePolicy {
  const file = readCsv(content, where);
  refuseWide(file, where);
  const hours = columnOf(file.columns, "up_to_hours");
  const factor = columnOf(file.columns, "factor");
  const policy: LatePolicy = { late: [], freeDays: 0, attempt: "last" };
  for (const record of file.records) {
    const [first = "", second = ""] = [hours, factor].map((at) =>
      fieldOf(record, at).toLowerCase(),
    );
    const isAttempt = first === "attempt" && (second === "best" || second === "last");
    if (isAttempt) policy.attempt = second;
    else if (first === "free_days") policy.freeDays = readNumber(second);
    else policy.late.push({ upToHours: readNumber(first), factor: readNumber(second) });
    if (!isPolicy(policy)) throw lateError(`${where}, line ${record.line}`);
  }
  if (policy.freeDays > 0 && policy.late.length === 0) throw lateError(where);
  return policy;
}

/** Whether the last row fits the ones before, and the days are days. */
function isPolicy({ late, freeDays }: Omit<LatePolicy, "attempt">): boolean {
  const [row = { upToHours: 0, factor: 0 }, before = { upToHours: -1 }] = late.toReversed();
  return (
    row.upToHours > before.upToHours &&
    row.upToHours >= 0 &&
    row.factor >= 0 &&
    row.factor <= 1 &&
    Number.isInteger(freeDays) &&
    freeDays >= 0
  );
}

function lateError(where: string): LabError {
  return new LabError("late-table", {
    what: "This is not a row of a late policy.",
    where,
    remedy:
      "Give it the columns up_to_hours and factor: hours from 0 that grow from row to row, and a factor from 0 to 1. A row free_days needs a whole number, and a row of hours beside it: 0,1 where nothing counts after the free days. A row attempt needs best or last.",
  });
}

/**
 * Reads due dates: a CSV with the columns `lesson` and `due` (date, time and zone, such as
 * `2026-11-30T23:59:00+01:00`) and, for extensions, `student`.
 *
 * @throws LabError `csv-broken`, `due-table` for a row without a lesson or such a time.
 */
export function readDueTable(content: string | Uint8Array, where: string): DueRow[] {
  const file = readCsv(content, where);
  refuseWide(file, where);
  const { columns, records } = file;
  const at = {
    lesson: columnOf(columns, "lesson"),
    due: columnOf(columns, "due"),
    student: columnOf(columns, "student"),
  };
  return records.map((record) => {
    const row = {
      lesson: fieldOf(record, at.lesson),
      due: fieldOf(record, at.due),
      student: fieldOf(record, at.student),
    };
    const due = INSTANT.test(row.due) ? Date.parse(row.due) : Number.NaN;
    if (row.lesson !== "" && !Number.isNaN(due))
      return { ...row, due, place: placeOf(where, record.line) };
    throw new LabError("due-table", {
      what: "This row does not say when a lesson is due.",
      where: `${where}, line ${record.line}`,
      remedy:
        "Name the lesson, and write date, time and zone, such as 2026-11-30T23:59:00+01:00 or …T22:59:00Z.",
    });
  });
}

function fieldOf(record: CsvRecord, at: number | undefined): string {
  return at === undefined ? "" : (record.fields[at]?.trim() ?? "");
}

/**
 * When a lesson is due for a student under any of the student's names, in normal form; undefined where
 * it never is.
 */
export function dueFor(
  table: readonly DueRow[],
  lesson: string,
  names: readonly string[],
): number | undefined {
  const rows = table.filter((row) => row.lesson === lesson);
  const own = rows.find(({ student }) => student !== "" && names.includes(normalForm(student)));
  return (own ?? rows.find(({ student }) => student === ""))?.due;
}

/** How late work came, in hours, and what share of it counts. */
export interface Lateness {
  hours: number;
  factor: number;
  /** How many of the student's free days it took. */
  freeDays?: number;
  /** Whether it came late by a time that is not known: then it counts whole. */
  isUnknown?: true;
}

/** Whether work came late, by however long. */
export function isLate({ hours, isUnknown }: Lateness): boolean {
  return hours > 0 || isUnknown === true;
}

/**
 * Applies the late policy. Work that came in time counts whole, and so does work whose time or due
 * date is not known. An empty table means that lateness is shown and costs nothing.
 */
export function latenessOf(
  table: readonly LateRow[],
  submission: Pick<Submission, "submittedAt" | "late"> | undefined,
  due: number | undefined,
): Lateness {
  const submitted = readTime(submission?.submittedAt);
  if (submitted === undefined && submission?.late === true)
    return { hours: 0, factor: 1, isUnknown: true };
  if (submitted === undefined || due === undefined || submitted <= due)
    return { hours: 0, factor: 1 };
  const hours = (submitted - due) / 3_600_000;
  return { hours, factor: factorOf(table, hours) };
}

function factorOf(table: readonly LateRow[], hours: number): number {
  if (table.length === 0 || hours <= 0) return 1;
  return table.find((row) => hours <= row.upToHours)?.factor ?? 0;
}

/**
 * Takes a student's free days for late work, in the order given: as few as make it count for as much as
 * the days that are left can, and none where they would change nothing.
 */
export function withFreeDays(
  { late, freeDays }: Omit<LatePolicy, "attempt">,
  works: readonly Lateness[],
): Lateness[] {
  let left = freeDays;
  return works.map((work) => {
    const after = (days: number): number => factorOf(late, work.hours - 24 * days);
    const options = Array.from({ length: left + 1 }, (_, days) => days);
    const best = options.find((days) => after(days) === after(left)) ?? 0;
    if (best === 0) return work;
    left -= best;
    return { ...work, factor: after(best), freeDays: best };
  });
}
