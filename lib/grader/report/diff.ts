import { isDeepStrictEqual } from "node:util";
import type { Report, ReportVerdict, Submission } from "../report.ts";
import { byCodePoint } from "./canonical.ts";
import type { GradedClass, GradeRecord, LessonRecord } from "./grade-record.ts";
import { timeWords } from "./standing-words.ts";

/** Why a grade, or what is said about it, is another. */
type Cause =
  | "submission"
  | "course"
  | "checks"
  | "marks"
  | "due date"
  | "late policy"
  | "class"
  | "as-of"
  | "gradebook";

/** A student's lesson that is not as it was. */
export interface Change {
  student: string;
  name: string;
  /** The student's folder below `feedback/`, in the newer class; undefined where there is none. */
  folder: string | undefined;
  lesson: string;
  before: LessonRecord | undefined;
  after: LessonRecord | undefined;
  /** Each cause with what it did. */
  causes: { cause: Cause; said: string }[];
}

type StudentRecord = GradeRecord["students"][number];

/** What is not as it was, sorted by student and lesson. */
export function changesBetween(older: GradedClass, newer: GradedClass): Change[] {
  return rowsOf(older.record, newer.record).flatMap(({ was, is }) => {
    const lessons = new Set([was, is].flatMap((one) => one?.lessons.map(lessonOf) ?? []));
    return [...lessons].toSorted(byCodePoint).flatMap((lesson) => {
      const [before, after] = [was, is].map((one) =>
        one?.lessons.find((record) => record.lesson === lesson),
      );
      const causes = causesOf({ was, is, before, after }, older, newer);
      const { name = "", student = "" } = is ?? was ?? {};
      return causes.length === 0
        ? []
        : [{ student, name, folder: is?.folder, lesson, before, after, causes }];
    });
  });
}

interface Rows {
  was: StudentRecord | undefined;
  is: StudentRecord | undefined;
}

/** Everybody's rows, sorted by student. On a roster a student stays the same, whatever the work is called. */
function rowsOf({ students: older }: GradeRecord, { students: newer }: GradeRecord): Rows[] {
  const twinOf = ({ student, id }: StudentRecord): StudentRecord | undefined =>
    older.find((one) => one.student === student) ??
    older.find((one) => id !== undefined && one.id === id);
  const rows = newer.map((is): Rows => ({ was: twinOf(is), is }));
  const seen = new Set(rows.map(({ was }) => was));
  const gone = older.filter((was) => !seen.has(was)).map((was): Rows => ({ was, is: undefined }));
  const nameOf = ({ was, is }: Rows): string => (is ?? was)?.student ?? "";
  return [...rows, ...gone].toSorted((one, other) => byCodePoint(nameOf(one), nameOf(other)));
}

function lessonOf({ lesson }: LessonRecord): string {
  return lesson;
}

/** Whether the student's points, or whether there are any, changed. */
export function isOtherGrade({ before, after }: Pick<Change, "before" | "after">): boolean {
  return before?.score !== after?.score || countedAs(before) !== countedAs(after);
}

/** That the day came of what nobody handed in makes nobody's grade another. */
function countedAs(record: LessonRecord | undefined): string | undefined {
  return record?.standing === "uncounted" ? "open" : record?.standing;
}

interface Pair extends Rows {
  before: LessonRecord | undefined;
  after: LessonRecord | undefined;
}

function causesOf(pair: Pair, older: GradedClass, newer: GradedClass): Change["causes"] {
  const { was, is, before, after } = pair;
  if (was === undefined) return [{ cause: "class", said: "new in the class" }];
  if (is === undefined) return [{ cause: "class", said: "no longer in the class" }];
  const [old, now] = [submissionOf(before, older.report), submissionOf(after, newer.report)];
  const isSameFile = old?.sha256 === now?.sha256;
  const causes: Change["causes"] = [
    ...(isSameFile ? [] : [{ cause: "submission" as const, said: fileWords(old, now) }]),
    ...courseCause(before ?? after, older.report, newer.report),
    ...(isSameFile && old !== undefined && now !== undefined ? checkCause(old, now) : []),
    ...markCause(before, after),
    ...lateCause(before, after, older, newer, isSameFile),
  ];
  if (causes.length > 0 || !isOtherGrade(pair)) return causes;
  if (before === undefined) return [{ cause: "class", said: "the lesson counts now" }];
  if (after === undefined) return [{ cause: "class", said: "the lesson no longer counts" }];
  return [
    older.report.asOf === newer.report.asOf
      ? { cause: "gradebook", said: "the roster, the due dates or who else handed it in" }
      : { cause: "as-of", said: `graded as of ${timeWords(newer.report.asOf ?? "no date")}` },
  ];
}

function submissionOf(
  record: LessonRecord | undefined,
  { submissions, earlierAttempts = [] }: Report,
) {
  return record?.path === undefined
    ? undefined
    : [...submissions, ...earlierAttempts].find(({ path }) => path === record.path);
}

function fileWords(old: Submission | undefined, now: Submission | undefined): string {
  if (now === undefined) return "nothing is handed in any more";
  const when = now.submittedAt === undefined ? "" : `, handed in ${timeWords(now.submittedAt)}`;
  return `${old === undefined ? "a first file" : "another file"}${when}`;
}

/** The lesson's checks and points, where they are not what they were. */
function courseCause(
  record: LessonRecord | undefined,
  older: Report,
  newer: Report,
): Change["causes"] {
  const [was, is] = [older, newer].map(
    ({ course }) =>
      new Map(
        course
          .filter(({ slug }) => slug === record?.lesson)
          .flatMap(({ exercises }) => exercises.flatMap(({ checks }) => checks))
          .map((check) => [check.id, check]),
      ),
  );
  const ids = [...new Set([...(was?.keys() ?? []), ...(is?.keys() ?? [])])].toSorted(byCodePoint);
  const said = ids.flatMap((id) => {
    const [old, now] = [was?.get(id), is?.get(id)];
    if (old === undefined) return [`${id} is new`];
    if (now === undefined) return [`${id} is gone`];
    if (old.points !== now.points) return [`${id} is worth ${now.points}, not ${old.points}`];
    return [];
  });
  return said.length === 0 ? [] : [{ cause: "course", said: said.join(", ") }];
}

/** The same file, judged differently. */
function checkCause(old: Submission, now: Submission): Change["causes"] {
  if (old.status !== now.status)
    return [
      {
        cause: "checks",
        said: now.status === "graded" ? "can be graded now" : (now.reason?.sentence ?? ""),
      },
    ];
  const before = verdictsOf(old);
  const said = [...verdictsOf(now)].flatMap(([id, verdict]) => {
    const earlier = before.get(id);
    if (earlier === undefined || isDeepStrictEqual(earlier, verdict)) return [];
    const words = { pass: "passes now", fail: "fails now", "not-started": "is not started now" };
    return [
      `${id} ${earlier.status === verdict.status ? "gives another reason" : words[verdict.status]}`,
    ];
  });
  return said.length === 0 ? [] : [{ cause: "checks", said: said.join(", ") }];
}

function verdictsOf({ exercises }: Submission): Map<string, ReportVerdict> {
  return new Map(
    exercises.flatMap(({ verdicts }) => verdicts.map((verdict) => [verdict.check, verdict])),
  );
}

function markCause(
  before: LessonRecord | undefined,
  after: LessonRecord | undefined,
): Change["causes"] {
  const [old, now] = [before, after].map(
    (record) => new Map(record?.marks.map((mark) => [mark.exercise, mark])),
  );
  const names = [...new Set([...(old?.keys() ?? []), ...(now?.keys() ?? [])])].toSorted(
    byCodePoint,
  );
  const said = names.flatMap((exercise) => {
    const [was, is] = [old?.get(exercise), now?.get(exercise)];
    if (isDeepStrictEqual(was, is)) return [];
    if (is === undefined) return [`the mark for ${exercise} is gone`];
    if (was?.points === is.points) return [`another comment on ${exercise}`];
    return [`${exercise}: ${pointsOf(was)}, now ${pointsOf(is)}`];
  });
  return said.length === 0 ? [] : [{ cause: "marks", said: said.join(", ") }];
}

function pointsOf(mark: { points?: number | undefined } | undefined): string {
  return mark?.points === undefined ? "the grader's points" : `${mark.points} by hand`;
}

function lateCause(
  before: LessonRecord | undefined,
  after: LessonRecord | undefined,
  older: GradedClass,
  newer: GradedClass,
  isSameFile: boolean,
): Change["causes"] {
  const factors =
    (before?.factor ?? 1) === (after?.factor ?? 1)
      ? ""
      : `, and ${Math.round((after?.factor ?? 1) * 100)} % counts, not ${Math.round((before?.factor ?? 1) * 100)} %`;
  const due: Change["causes"] =
    before?.due === after?.due
      ? []
      : [
          {
            cause: "due date",
            said: `${dueWords(before?.due, after?.due)}${factors}`,
          },
        ];
  const isOtherPolicy = !isDeepStrictEqual(older.record.policy, newer.record.policy);
  if (factors === "" || due.length > 0) return due;
  const said = factors.slice(", and ".length);
  if (isOtherPolicy) return [{ cause: "late policy", said }];
  return isSameFile
    ? [{ cause: "late policy", said: `${said}: the free days went to another lesson` }]
    : [];
}

function dueWords(before: number | undefined, after: number | undefined): string {
  const [was, is] = [before, after].map((due) =>
    due === undefined ? undefined : timeWords(new Date(due).toISOString()),
  );
  if (is === undefined) return `no longer due; it was ${was}`;
  return was === undefined ? `due ${is}, with no date before` : `due ${is}, not ${was}`;
}

/** What is different in the two runs as a whole. */
export function runDifferences(
  { report: old }: GradedClass,
  { report: now }: GradedClass,
): string[] {
  const parts: [keyof Report, string][] = [
    ["course", "The course is another version: lessons, checks or points."],
    ["variants", "The unpublished values are others."],
    ["sandbox", "The sandbox is another."],
    ["asOf", "The date of the reports (--as-of) is another."],
    ["groups", "groups.csv is another."],
  ];
  return parts.flatMap(([part, words]) => (isDeepStrictEqual(old[part], now[part]) ? [] : [words]));
}
