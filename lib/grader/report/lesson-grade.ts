import { countText } from "../../base/counted.ts";
import type {
  GradedExercise,
  Report,
  ReportExercise,
  ReportLesson,
  Submission,
} from "../report.ts";
import { attemptsOf, bestOf } from "./attempts.ts";
import {
  type DueRow,
  dueFor,
  type Lateness,
  latenessOf,
  type LateRow,
  readTime,
  withFreeDays,
} from "./late.ts";
import { type MarkedFiles, markedFile } from "./marked-files.ts";
import { type Mark, MARKS_FILE } from "./marks.ts";
import { isOf, type Person, studentsOf } from "./people.ts";
import { gradeColumnOf, isCanvas, type Roster } from "./roster.ts";
import { quotedName } from "./strangers.ts";

/** An exercise as it counts: the grader's points, or an instructor's. */
export interface ExerciseGrade {
  exercise: ReportExercise;
  /** What the grader found; undefined where there is no graded submission. */
  graded?: GradedExercise | undefined;
  earned: number;
  mark?: Mark | undefined;
}

/**
 * A student's state in a lesson. `open`: nothing was handed in and it is not due. `uncounted`:
 * nothing was handed in, and nothing tells that it had to be here. `by-hand`: nothing could be graded, and
 * an instructor gave points. `excused`: nothing was handed in, and a gradebook says that nothing has to be.
 */
export type Standing =
  | "graded"
  | "by-hand"
  | "not-gradable"
  | "missing"
  | "open"
  | "uncounted"
  | "excused";

/** A student's lesson as it counts. */
export interface LessonGrade {
  lesson: ReportLesson;
  standing: Standing;
  /** Before the late policy: the sum over the exercises. */
  earned: number;
  /** After the late policy, to two decimals; undefined where there is no grade. */
  score: number | undefined;
  /** Milliseconds since 1970; undefined where it never is. */
  due: number | undefined;
  lateness: Lateness;
  submission?: Submission | undefined;
  /** Of how many attempts the best counts, where that was asked for. */
  attempts?: number;
  exercises: ExerciseGrade[];
  /** For the lesson as a whole, in place of its exercises' points. */
  mark?: Mark | undefined;
  /** What Canvas' gradebook has for it already. */
  typed?: string | undefined;
}

/** The points of a sum, without the dust of binary fractions. */
export function roundPoints(points: number): number {
  return Math.round((points + Number.EPSILON) * 100) / 100;
}

/** Whether there is anything to show beyond the standing. */
export function hasWork({ standing }: LessonGrade): boolean {
  return standing === "graded" || standing === "by-hand" || standing === "not-gradable";
}

/** Whether an instructor gave points for a lesson, or for a part of it. */
export function isMarked({ mark, exercises }: Pick<LessonGrade, "mark" | "exercises">): boolean {
  return [mark, ...exercises.map((one) => one.mark)].some((one) => one?.points !== undefined);
}

/** Whether it is among what the student could have by now. */
export function isOwed({ standing }: LessonGrade): boolean {
  return standing !== "open" && standing !== "uncounted" && standing !== "excused";
}

/** Excused, or not assigned to the student, as Canvas' export has it. */
const EXCUSED = /^(?:EX|N\/A)$/iu;

/**
 * What a gradebook keeps in place of our grade: what excuses the student, and whatever was typed where
 * ours is zero. Points by hand go before both.
 */
export function keptCell(grade: LessonGrade): string | undefined {
  const { typed, score } = grade;
  if (typed === undefined || isMarked(grade)) return undefined;
  return score === 0 || EXCUSED.test(typed) ? typed : undefined;
}

/** What a lesson's grade is made of beside the student's own marks, and what is noted meanwhile. */
export interface Around {
  roster?: Roster | undefined;
  late: readonly LateRow[];
  freeDays?: number;
  attempt?: "last" | "best";
  /** With slugs as lessons. */
  due: readonly DueRow[];
  earlier?: { files: MarkedFiles; report?: Report | undefined };
  report: Report;
  /** Whether somebody who may be this person, and is not on the roster, handed the lesson in. */
  namesakes: (person: Person, lesson: string) => boolean;
  /** The submissions for the lessons that count. */
  placed: readonly Submission[];
  expected: ReadonlySet<string>;
  used: Set<Mark>;
  problems: string[];
  files: MarkedFiles;
}

/** A student's grade in a lesson. */
export function lessonGrade(
  lesson: ReportLesson,
  person: Person,
  marks: readonly Mark[],
  isUnplaced: boolean,
  around: Around,
): LessonGrade {
  const ofLesson = around.placed.filter((one) => one.lesson === lesson.slug);
  const own = ofLesson.filter((one) => isOf(one, person)).toSorted(laterFirst);
  if (own.length > 1)
    around.problems.push(
      `${lesson.slug} of ${quotedName(person.student)} was handed in under two names; ${quotedName(own[0]?.path ?? "")} counts.`,
    );
  const due = dueFor(around.due, lesson.slug, person.names);
  const attempts = attemptsOf(lesson, person, own[0], around);
  const submission = bestOf(attempts, due, around.late);
  const markOf = (name: string, points: number): Mark | undefined =>
    markFor({ name, points }, marks, around);
  const exercises = lesson.exercises.map((exercise) => {
    const graded = submission?.exercises.find(({ id }) => id === exercise.id);
    const mark = markOf(exercise.id, exercise.points);
    return { exercise, graded, mark, earned: mark?.points ?? graded?.earned ?? 0 };
  });
  const mark = markOf(lesson.slug, lesson.points);
  for (const one of [mark, ...exercises.map((exercise) => exercise.mark)])
    if (one?.points !== undefined)
      around.problems.push(...markedFile(one, lesson.slug, person, submission, around));
  const lateness = latenessOf(around.late, submission, due);
  const sum = roundPoints(exercises.reduce((all, { earned }) => all + earned, 0));
  const earned = mark?.points ?? sum;
  const typed = typedGrade(person, lesson, around.roster);
  const told = attempts.length > 1 ? { attempts: attempts.length } : {};
  const grade = { lesson, earned, due, lateness, submission, ...told, exercises, mark, typed };
  const standing = standingOf(grade, isUnplaced || around.namesakes(person, lesson.slug), around);
  const isScored = standing === "graded" || standing === "by-hand";
  const score = isScored ? roundPoints(earned * lateness.factor) : undefined;
  return { ...grade, standing, score: standing === "missing" ? 0 : score };
}

/** A student's lessons after free days, which go to what was due first. */
export function forgiven(
  grades: readonly LessonGrade[],
  { late, freeDays = 0 }: Pick<Around, "late" | "freeDays">,
): LessonGrade[] {
  const works = grades
    .filter(({ score, lesson }) => score !== undefined && lesson.points > 0)
    .toSorted((one, other) => (one.due ?? 0) - (other.due ?? 0));
  const after = withFreeDays(
    { late: [...late], freeDays },
    works.map(({ lateness }) => lateness),
  );
  return grades.map((grade) => {
    const lateness = after[works.indexOf(grade)];
    if (lateness === undefined || lateness === grade.lateness) return grade;
    return { ...grade, lateness, score: roundPoints(grade.earned * lateness.factor) };
  });
}

/** Where both times are known; else as they are. */
function laterFirst(one: Submission, other: Submission): number {
  return (
    (readTime(other.submittedAt) ?? Number.NaN) - (readTime(one.submittedAt) ?? Number.NaN) || 0
  );
}

function typedGrade(
  { roster: row }: Person,
  lesson: ReportLesson,
  roster: Roster | undefined,
): string | undefined {
  if (roster === undefined || row === undefined || !isCanvas(roster.columns)) return undefined;
  const at = gradeColumnOf(roster.columns, lesson);
  return (at === undefined ? undefined : row.fields[at]?.trim()) || undefined;
}

/** A student's mark for an exercise or a lesson; without its points where they are too many. */
function markFor(
  worth: { name: string; points: number },
  marks: readonly Mark[],
  { used, problems }: Around,
): Mark | undefined {
  const own = marks.filter(({ exercise }) => exercise === worth.name);
  for (const mark of own) used.add(mark);
  const [mark, second] = own;
  if (second !== undefined)
    problems.push(
      `${MARKS_FILE}, line ${second.line}: a second mark for ${worth.name} of ${quotedName(second.student)}; the first one counts.`,
    );
  if (mark?.points === undefined || mark.points <= worth.points) return mark;
  problems.push(
    `${MARKS_FILE}, line ${mark.line}: ${worth.name} is worth ${countText(worth.points, "point")}, not ${mark.points}; the grader's points count.`,
  );
  return { ...mark, points: undefined };
}

function standingOf(
  grade: Omit<LessonGrade, "standing" | "score">,
  isUnplaced: boolean,
  around: Around,
): Standing {
  const { submission, lesson, due, typed = "" } = grade;
  if (submission?.status === "graded") return "graded";
  if (isMarked(grade)) return "by-hand";
  if (EXCUSED.test(typed)) return "excused";
  // What nothing tells the student of may be anybody's.
  const isAnybodys = around.report.submissions.some(
    (one) => studentsOf(one).length === 0 && (one.lesson ?? lesson.slug) === lesson.slug,
  );
  if (submission !== undefined || isUnplaced || isAnybodys) return "not-gradable";
  return withoutWork(lesson.slug, due, around);
}

/** What a lesson is that was not handed in. Where nobody did, its submissions are likely elsewhere. */
function withoutWork(slug: string, due: number | undefined, around: Around): Standing {
  const now = readTime(around.report.asOf);
  const isDated = due !== undefined && now !== undefined;
  if (isDated && now < due) return "open";
  if (!around.placed.some(({ lesson }) => lesson === slug)) return "uncounted";
  // Else nothing tells whether its day has come, but how many handed it in.
  const isExpected = around.expected.has(slug) && (due !== undefined || around.due.length === 0);
  return isDated || isExpected ? "missing" : "uncounted";
}
