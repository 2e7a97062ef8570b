import type {
  GradedExercise,
  Report,
  ReportExercise,
  ReportLesson,
  Submission,
} from "../report.ts";
import { normalForm } from "../collect/identity.ts";
import { byCodePoint } from "./canonical.ts";
import { type DueRow, dueFor, type Lateness, latenessOf, type LateRow, readTime } from "./late.ts";
import { type Mark, type Marks, MARKS_FILE } from "./marks.ts";
import { findStudent, type Roster, type RosterStudent, strangersSentence } from "./roster.ts";

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
  /** What the student handed in that cannot be counted for any lesson. */
  unplaced: Submission[];
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

/** Everybody who has a submission's grade. */
export function studentsOf({ student, members = [] }: Submission): string[] {
  return [student, ...members].filter((one) => one !== "");
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
    const marks = inputs.marks.marks.filter(({ student }) => isCalled(person, student));
    const own = unplaced.filter((one) => isOf(one, person));
    const graded = lessons.map((lesson) =>
      lessonGrade(lesson, person, placed, {
        ...inputs,
        report,
        marks,
        used,
        problems,
        unplaced: own.length > 0,
      }),
    );
    const total = roundPoints(graded.reduce((sum, { score = 0 }) => sum + score, 0));
    return {
      student: person.student,
      name: person.roster?.name ?? person.name ?? "",
      roster: person.roster,
      lessons: graded,
      unplaced: own,
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

/** Somebody who has a row: what the student is called, and every name that means the same, in normal form. */
interface Person {
  student: string;
  names: string[];
  /** As a course system has it. */
  name?: string | undefined;
  roster?: RosterStudent | undefined;
}

function isCalled({ names }: Person, name: string): boolean {
  return names.includes(normalForm(name));
}

function isOf(submission: Submission, person: Person): boolean {
  return studentsOf(submission).some((name) => isCalled(person, name));
}

function peopleOf(report: Report, roster: Roster | undefined, problems: string[]): Person[] {
  const people: Person[] = [];
  for (const { student, aliases, name } of identitiesIn(report)) {
    const names = [student, ...aliases].map(normalForm);
    const row = roster === undefined ? undefined : findStudent(roster, names, name);
    const twin = people.find((person) =>
      row === undefined ? names.some((one) => isCalled(person, one)) : person.roster === row,
    );
    if (twin !== undefined) {
      if (row !== undefined)
        problems.push(`"${twin.student}" and "${student}" are the same student of the roster.`);
      twin.names.push(...names);
      continue;
    }
    const keys = (row?.keys ?? []).map(normalForm);
    people.push({ student, names: [...names, ...keys], name, roster: row });
  }
  const seen = new Set(people.map((person) => person.roster));
  const missing = (roster?.students ?? []).filter((row) => !seen.has(row));
  const strangers = people.filter((person) => person.roster === undefined);
  if (roster !== undefined && strangers.length > 0)
    problems.push(strangersSentence(strangers, missing));
  for (const row of missing)
    people.push({ student: row.id, names: row.keys.map(normalForm), roster: row });
  return people.toSorted((one, other) => byCodePoint(one.student, other.student));
}

/** Whoever handed something in, with what else identifies them. */
function identitiesIn({ submissions }: Report) {
  const known = new Map<
    string,
    { student: string; aliases: string[]; name?: string | undefined }
  >();
  for (const one of submissions)
    for (const student of studentsOf(one)) {
      const { aliases = [], name } = known.get(student) ?? {};
      const own: Pick<Submission, "aliases" | "name"> = one.members === undefined ? one : {};
      known.set(student, {
        student,
        aliases: [...aliases, ...(own.aliases ?? [])],
        name: name ?? own.name,
      });
    }
  return known.values();
}

interface Around extends Pick<GradebookInputs, "late" | "due"> {
  report: Report;
  /** The marks for this student. */
  marks: readonly Mark[];
  used: Set<Mark>;
  problems: string[];
  /** Whether the student may have handed in what tells no lesson: then nothing is missing for sure. */
  unplaced: boolean;
}

function lessonGrade(
  lesson: ReportLesson,
  person: Person,
  placed: readonly Submission[],
  around: Around,
): LessonGrade {
  const ofLesson = placed.filter((one) => one.lesson === lesson.slug);
  const own = ofLesson.filter((one) => isOf(one, person)).toSorted(laterFirst);
  if (own.length > 1)
    around.problems.push(
      `${lesson.slug} of "${person.student}" was handed in under two names; "${own[0]?.path}" counts.`,
    );
  const submission = own[0];
  // What nothing tells the student of may be anybody's.
  const unplaced =
    around.unplaced ||
    around.report.submissions.some(
      (one) => studentsOf(one).length === 0 && (one.lesson ?? lesson.slug) === lesson.slug,
    );
  const exercises = lesson.exercises.map((exercise) => exerciseGrade(exercise, submission, around));
  const due = dueFor(around.due, lesson.slug, person.names);
  const lateness = latenessOf(around.late, readTime(submission?.submittedAt), due);
  const standing = standingOf(submission, exercises, due, { ...around, unplaced });
  const earned = roundPoints(exercises.reduce((sum, one) => sum + one.earned, 0));
  const scored = standing === "graded" || standing === "by-hand";
  const score = scored
    ? roundPoints(earned * lateness.factor)
    : standing === "missing"
      ? 0
      : undefined;
  return { lesson, standing, earned, score, lateness, submission, exercises };
}

/** Where both times are known; else as they are. */
function laterFirst(one: Submission, other: Submission): number {
  return (
    (readTime(other.submittedAt) ?? Number.NaN) - (readTime(one.submittedAt) ?? Number.NaN) || 0
  );
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
  if (!people.some((person) => isCalled(person, mark.student)))
    return `${where}: there is no student "${mark.student}".`;
  const exercises = report.course.flatMap((lesson) => lesson.exercises);
  return exercises.some(({ id }) => id === mark.exercise)
    ? `${where}: nobody was graded in ${mark.exercise}, so this mark counts nowhere.`
    : `${where}: there is no exercise "${mark.exercise}".`;
}
