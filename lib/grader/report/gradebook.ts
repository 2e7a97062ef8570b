import type {
  GradedExercise,
  Report,
  ReportExercise,
  ReportLesson,
  Submission,
} from "../report.ts";
import { byCodePoint } from "./canonical.ts";
import { type DueRow, dueFor, type Lateness, latenessOf, type LateRow, readTime } from "./late.ts";
import { type Mark, type Marks, MARKS_FILE } from "./marks.ts";
import { findStudent, type Roster, type RosterStudent } from "./roster.ts";

/** What an instructor brings beside the report. */
export interface GradebookInputs {
  roster?: Roster | undefined;
  marks: Marks;
  late: readonly LateRow[];
  due: readonly DueRow[];
}

/** An exercise as it counts: the grader's points, or an instructor's. */
export interface ExerciseGrade {
  exercise: ReportExercise;
  /** What the grader found; undefined where there is no graded submission. */
  graded?: GradedExercise | undefined;
  earned: number;
  mark?: Mark | undefined;
}

/**
 * How a lesson stands for a student. `open`: nothing was handed in and it is not due yet. `by-hand`:
 * nothing could be graded, and an instructor gave points.
 */
export type Standing = "graded" | "by-hand" | "not-gradable" | "missing" | "open";

/** A student's lesson as it counts. */
export interface LessonGrade {
  lesson: ReportLesson;
  standing: Standing;
  /** Before the late policy: the sum over the exercises. */
  earned: number;
  /** After the late policy, to two decimals; undefined where there is no grade. */
  score: number | undefined;
  lateness: Lateness;
  submission?: Submission | undefined;
  exercises: ExerciseGrade[];
}

/** A student's row. */
export interface StudentGrade {
  student: string;
  /** For people; empty where only the name of the folder is known. */
  name: string;
  roster?: RosterStudent | undefined;
  lessons: LessonGrade[];
  total: number;
}

/** All grades of a class: what every list and page is written from. */
export interface Gradebook {
  report: Report;
  roster?: Roster | undefined;
  /** The lessons that count: those that anybody handed in, and those with a due date. */
  lessons: ReportLesson[];
  max: number;
  /** Sorted by student. */
  students: StudentGrade[];
  /** Submissions that cannot be counted for any lesson, with their reason. */
  unplaced: Submission[];
  /** A sentence for each thing that an instructor should look at, such as a mark for nobody. */
  problems: string[];
}

/** The points of a sum, without the dust of binary fractions. */
export function roundPoints(points: number): number {
  return Math.round((points + Number.EPSILON) * 100) / 100;
}

/** Sums up a report with the roster, the marks, the late policy and the due dates of a class. */
export function gradebookOf(report: Report, inputs: GradebookInputs): Gradebook {
  const { roster } = inputs;
  const handedIn = new Set(report.submissions.map(({ lesson }) => lesson));
  const lessons = report.course.filter(
    ({ slug }) => handedIn.has(slug) || inputs.due.some(({ lesson }) => lesson === slug),
  );
  const known = new Set(lessons.map(({ slug }) => slug));
  const placed = report.submissions.filter(({ lesson }) => known.has(lesson ?? ""));
  const unplaced = report.submissions.filter(({ lesson }) => !known.has(lesson ?? ""));
  const problems = [...inputs.marks.problems];
  const people = peopleOf(report, roster, problems);
  const used = new Set<Mark>();
  const students = people.map((person) => {
    const marks = inputs.marks.marks.filter(({ student }) => person.names.includes(student));
    const graded = lessons.map((lesson) =>
      lessonGrade(lesson, person, placed, {
        ...inputs,
        report,
        marks,
        used,
        problems,
        unplaced: unplaced.some(({ student }) => person.names.includes(student)),
      }),
    );
    const total = roundPoints(graded.reduce((sum, { score = 0 }) => sum + score, 0));
    return {
      student: person.student,
      name: person.roster?.name ?? "",
      roster: person.roster,
      lessons: graded,
      total,
    };
  });
  for (const mark of inputs.marks.marks.filter((candidate) => !used.has(candidate)))
    problems.push(unusedMark(mark, people, report));
  for (const { lesson } of inputs.due.filter((row) => !known.has(row.lesson)))
    problems.push(`The due dates name "${lesson}", which is no lesson of this course.`);
  return {
    report,
    roster,
    lessons,
    max: roundPoints(lessons.reduce((sum, { points }) => sum + points, 0)),
    students,
    unplaced,
    problems,
  };
}

/** Somebody who has a row: what the student is called, and every name that means the same. */
interface Person {
  student: string;
  names: string[];
  roster?: RosterStudent | undefined;
}

function peopleOf(report: Report, roster: Roster | undefined, problems: string[]): Person[] {
  const people: Person[] = [];
  for (const student of new Set(report.submissions.map((one) => one.student))) {
    const row = roster === undefined ? undefined : findStudent(roster, student);
    const twin = people.find((person) => row !== undefined && person.roster === row);
    if (twin !== undefined) {
      problems.push(`"${twin.student}" and "${student}" are the same student of the roster.`);
      twin.names.push(student);
      continue;
    }
    people.push({ student, names: [student, ...(row?.keys ?? [])], roster: row });
  }
  const strangers = people.filter((person) => person.roster === undefined);
  if (roster !== undefined && strangers.length > 0) {
    const names = strangers.map(({ student }) => `"${student}"`).join(", ");
    problems.push(`Not on the roster, but with work handed in: ${names}.`);
  }
  const seen = new Set(people.map((person) => person.roster));
  for (const row of roster?.students ?? [])
    if (!seen.has(row)) people.push({ student: row.id, names: row.keys, roster: row });
  return people.toSorted((one, other) => byCodePoint(one.student, other.student));
}

interface Around extends Pick<GradebookInputs, "late" | "due"> {
  report: Report;
  /** The marks for this student. */
  marks: readonly Mark[];
  used: Set<Mark>;
  problems: string[];
  /** Whether the student handed in something that may be any lesson: then nothing is missing for sure. */
  unplaced: boolean;
}

function lessonGrade(
  lesson: ReportLesson,
  person: Person,
  placed: readonly Submission[],
  around: Around,
): LessonGrade {
  const own = placed.filter(
    (one) => one.lesson === lesson.slug && person.names.includes(one.student),
  );
  if (own.length > 1)
    around.problems.push(
      `${lesson.slug} of "${person.student}" was handed in under two names; "${own[0]?.path}" counts.`,
    );
  const submission = own[0];
  const exercises = lesson.exercises.map((exercise) => exerciseGrade(exercise, submission, around));
  const due = dueFor(around.due, lesson.slug, person.names);
  const lateness = latenessOf(around.late, readTime(submission?.submittedAt), due);
  const standing = standingOf(submission, exercises, due, around);
  const earned = roundPoints(exercises.reduce((sum, one) => sum + one.earned, 0));
  const scored = standing === "graded" || standing === "by-hand";
  const score = scored
    ? roundPoints(earned * lateness.factor)
    : standing === "missing"
      ? 0
      : undefined;
  return { lesson, standing, earned, score, lateness, submission, exercises };
}

function exerciseGrade(
  exercise: ReportExercise,
  submission: Submission | undefined,
  { marks, used, problems }: Around,
): ExerciseGrade {
  const graded = submission?.exercises.find(({ id }) => id === exercise.id);
  const own = marks.filter((mark) => mark.exercise === exercise.id);
  for (const mark of own) used.add(mark);
  const [mark, second] = own;
  if (second !== undefined)
    problems.push(
      `${MARKS_FILE}, line ${second.line}: a second mark for ${exercise.id} of "${second.student}"; the first one counts.`,
    );
  const tooMany = mark?.points !== undefined && mark.points > exercise.points;
  if (tooMany)
    problems.push(
      `${MARKS_FILE}, line ${mark.line}: ${exercise.id} is worth ${exercise.points} points, not ${mark.points}; the grader's points count.`,
    );
  const byHand = tooMany ? undefined : mark?.points;
  return {
    exercise,
    graded,
    earned: byHand ?? graded?.earned ?? 0,
    mark: tooMany ? { ...mark, points: undefined } : mark,
  };
}

function standingOf(
  submission: Submission | undefined,
  exercises: readonly ExerciseGrade[],
  due: number | undefined,
  { report, unplaced }: Around,
): Standing {
  if (submission?.status === "graded") return "graded";
  if (exercises.some(({ mark }) => mark?.points !== undefined)) return "by-hand";
  if (submission !== undefined || unplaced) return "not-gradable";
  const now = readTime(report.asOf);
  return due !== undefined && now !== undefined && now < due ? "open" : "missing";
}

function unusedMark(mark: Mark, people: readonly Person[], report: Report): string {
  const where = `${MARKS_FILE}, line ${mark.line}`;
  if (!people.some(({ names }) => names.includes(mark.student)))
    return `${where}: there is no student "${mark.student}".`;
  const exercises = report.course.flatMap((lesson) => lesson.exercises);
  return exercises.some(({ id }) => id === mark.exercise)
    ? `${where}: nobody was graded in ${mark.exercise}, so this mark counts nowhere.`
    : `${where}: there is no exercise "${mark.exercise}".`;
}
