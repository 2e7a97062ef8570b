import { countText } from "../../base/counted.ts";
import { normalForm, sameStudent } from "../collect/identity.ts";
import { GROUPS_FILE } from "../collect/groups.ts";
import type { Report, ReportLesson } from "../report.ts";
import { placeOf, readNumber } from "./csv.ts";
import type { DueRow } from "./late.ts";
import { keptCell, type LessonGrade } from "./lesson-grade.ts";
import { type Mark, MARKS_FILE } from "./marks.ts";
import { isCalled, type Person, studentsOf } from "./people.ts";
import { findStudent, type Roster } from "./roster.ts";
import { quoted, quotedName } from "./strangers.ts";
import { type Called, studentTitle } from "./student-titles.ts";

/** A student with a grade for each lesson. */
interface Row extends Called {
  lessons: readonly LessonGrade[];
}

/** Why a mark counts nowhere. */
export function unusedMark(mark: Mark, people: readonly Person[], report: Report): string {
  const where = placeOf(MARKS_FILE, mark.line);
  if (!people.some((person) => isCalled(person, mark.student)))
    return `${where}: there is no student ${quotedName(mark.student)}.`;
  const names = report.course.flatMap(({ slug, exercises }) => [
    slug,
    ...exercises.map(({ id }) => id),
  ]);
  return names.includes(mark.exercise)
    ? `${where}: nobody was graded in ${mark.exercise}, so this mark counts nowhere.`
    : `${where}: there is no exercise "${mark.exercise}".`;
}

/** The rows of due dates that fit no lesson or student, or say other than an earlier row does. */
export function dueProblems(
  due: readonly DueRow[],
  people: readonly Person[],
  course: readonly ReportLesson[],
): string[] {
  const first = new Map<string, DueRow>();
  return due.flatMap((row) => {
    const { lesson, student, place } = row;
    if (!course.some(({ slug }) => slug === lesson))
      return [`${place}: "${lesson}" is no lesson of this course.`];
    const person = people.find((one) => isCalled(one, student));
    if (student !== "" && person === undefined)
      return [`${place}: there is no student ${quotedName(student)}, so this date counts nowhere.`];
    const key = JSON.stringify([lesson, person?.student]);
    const earlier = first.get(key);
    first.set(key, earlier ?? row);
    if (earlier === undefined || earlier.due === row.due) return [];
    const whose = person === undefined ? "" : ` of ${quotedName(person.student)}`;
    return [`${place}: a second date for ${lesson}${whose}; the one of ${earlier.place} counts.`];
  });
}

/** The rows of groups.csv that fit nobody, and the groups that handed nothing in. */
export function groupProblems(
  { groups = [], submissions, course }: Report,
  roster: Roster | undefined,
): string[] {
  const told = new Set<string>();
  return groups.flatMap(({ line, group, student, lesson }) => {
    const place = placeOf(GROUPS_FILE, line);
    if (group === "" || student === "") return [`${place}: a group and a student belong here.`];
    if (lesson !== undefined && !course.some(({ slug }) => slug === lesson))
      return [`${place}: "${lesson}" is no lesson of this course.`];
    const isKnown = roster === undefined || findStudent(roster, [student], student) !== undefined;
    const works = submissions.filter((one) => lesson === undefined || one.lesson === lesson);
    const withWork = new Set(works.flatMap(studentsOf).map(normalForm));
    const members = groups.filter((one) => one.lesson === lesson && sameStudent(one.group, group));
    const key = JSON.stringify([group, lesson]);
    const isIdle =
      !told.has(key) &&
      works.length > 0 &&
      !members.some((one) => withWork.has(normalForm(one.student)));
    told.add(key);
    return [
      ...(isKnown ? [] : [`${place}: ${quotedName(student)} is not on the roster.`]),
      ...(isIdle
        ? [
            `${place}: nothing was handed in under ${quotedName(group)} or the names of its members.`,
          ]
        : []),
    ];
  });
}

/** The lessons that nobody misses, since nothing says that they are due, or nobody handed them in. */
export function earlyProblems(
  lessons: readonly ReportLesson[],
  students: readonly Row[],
  now: number = Infinity,
): string[] {
  return lessons.flatMap(({ slug, points }, index) => {
    const grades = students.flatMap((student) => student.lessons[index] ?? []);
    const work = grades.filter(({ submission }) => submission !== undefined);
    const open = grades.filter(({ standing }) => standing === "open" || standing === "uncounted");
    const isDated = open.some(({ due = Infinity }) => due <= now);
    const isUndated = open.some(({ due }) => due === undefined);
    if (points === 0 || open.length === 0) return [];
    if (work.length === 0)
      return isDated
        ? [
            `${slug} has a due date, and nobody handed it in here, so nobody misses it. Where it was graded apart, that is right; else see that its submissions are in the folder.`,
          ]
        : [];
    if (isUndated)
      return [
        `${slug} was handed in by ${work.length} of ${students.length} and has no due date, so nobody misses it. If it is due, give its date with --due.`,
      ];
    return isDated
      ? [
          `${slug} was handed in by ${work.length} of ${students.length}, and nothing says that its date has come, so nobody misses it. Say what day it is with --as-of.`,
        ]
      : [];
  });
}

/** What came late by an unknown time, and what may have come late. */
export function lateProblems(lessons: readonly ReportLesson[], students: readonly Row[]): string[] {
  const inLessons = (is: (grade: LessonGrade) => boolean): { slug: string; names: string[] }[] =>
    lessons
      .map(({ slug }, index) => ({
        slug,
        names: students.flatMap(({ lessons: grades, ...student }) => {
          const grade = grades[index];
          return grade !== undefined && is(grade) ? [studentTitle(student)] : [];
        }),
      }))
      .filter(({ names }) => names.length > 0);
  const late = inLessons(
    ({ lateness, lesson }) => lateness.isUnknown === true && lesson.points > 0,
  );
  const timeless = inLessons(isTimeless);
  return [
    ...(late.length === 0
      ? []
      : [
          `Late by an unknown time, and counted whole: ${late.map(({ slug, names }) => `${slug} of ${quoted(names)}`).join("; ")}. Canvas' download says no more; give points in ${MARKS_FILE} where they should be fewer.`,
        ]),
    ...(timeless.length === 0
      ? []
      : [
          `Nothing tells when these came in, and they count whole though they have a due date: ${timeless.map(({ slug, names }) => `${slug} of ${names.length}`).join(", ")}.`,
        ]),
  ];
}

/** What canvas.csv keeps of a gradebook where our grade is another. */
export function keptProblems(students: readonly Row[]): string[] {
  const kept = students.flatMap(({ lessons, ...student }) =>
    lessons.flatMap((grade) => {
      const cell = keptCell(grade);
      if (cell === undefined || grade.standing === "excused" || readNumber(cell) === 0) return [];
      const here =
        grade.standing === "missing"
          ? "nothing handed in"
          : `${countText(grade.score ?? 0, "point")} here`;
      return [`${cell} of ${quotedName(studentTitle(student))} in ${grade.lesson.slug} (${here})`];
    }),
  );
  return kept.length === 0
    ? []
    : [
        `canvas.csv keeps what is in the gradebook: ${kept.join(", ")}. Points in ${MARKS_FILE} go before it.`,
      ];
}

function isTimeless({ submission, due }: LessonGrade): boolean {
  return (
    due !== undefined &&
    submission?.status === "graded" &&
    submission.submittedAt === undefined &&
    submission.late === undefined
  );
}
