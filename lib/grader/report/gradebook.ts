import type { Report, ReportLesson, Submission } from "../report.ts";
import {
  dueProblems,
  earlyProblems,
  groupProblems,
  keptProblems,
  lateProblems,
  unusedMark,
} from "./input-problems.ts";
import { type DueRow, type LateRow, readTime } from "./late.ts";
import {
  type Around,
  forgiven,
  isOwed,
  type LessonGrade,
  lessonGrade,
  roundPoints,
} from "./lesson-grade.ts";
import type { MarkedFiles } from "./marked-files.ts";
import { exerciseCalled, lessonCalled, type Mark, type Marks } from "./marks.ts";
import {
  anonymousIds,
  isCalled,
  isOf,
  namesakesIn,
  peopleOf,
  type Person,
  personCalled,
  studentsOf,
  withGroups,
} from "./people.ts";
import { type PlacedRequest, placedRequests, type Regrade, regradeProblems } from "./regrade.ts";
import type { Roster, RosterStudent } from "./roster.ts";

/** What an instructor brings beside the report. */
export interface GradebookInputs {
  roster?: Roster | undefined;
  marks: Marks;
  late: readonly LateRow[];
  /** Days that each student may come late in all, for nothing. */
  freeDays?: number;
  /** Which of several attempts at a lesson counts; without it the last. */
  attempt?: "last" | "best";
  due: readonly DueRow[];
  /** Who wants what looked at again. */
  regrade?: Regrade | undefined;
  /** Whether graders see ids in place of names. */
  anonymous?: true | undefined;
  /** Whether `grades.csv` begins with a byte-order mark. */
  bom?: true | undefined;
  /** What earlier runs knew of the files that marks were given for. */
  earlier?: { files: MarkedFiles; report?: Report | undefined };
}

/** A student's row. */
export interface StudentGrade {
  student: string;
  /** For people; empty where only the name of the folder is known. */
  name: string;
  roster?: RosterStudent | undefined;
  lessons: LessonGrade[];
  /** What the student wants looked at again. */
  requests: PlacedRequest[];
  /** What the student handed in that cannot be counted for any lesson. */
  unplaced: Submission[];
  total: number;
  /** Without what is not due or excused. */
  max: number;
}

/** All grades of a class: what every list and page is written from. */
export interface Gradebook {
  report: Report;
  roster?: Roster | undefined;
  /** The lessons that count: those that anybody handed in, and those with a due date. */
  lessons: ReportLesson[];
  /** The most that anybody could have by now. */
  max: number;
  /** Sorted by student. */
  students: StudentGrade[];
  /** Submissions that cannot be counted for any lesson, with their reason. */
  unplaced: Submission[];
  /** A sentence for each thing that an instructor should look at, such as a mark for nobody. */
  problems: string[];
  /** The file that each mark was given for. */
  files: MarkedFiles;
  /** What graders see in place of each name, which is in normal form; where that was asked for. */
  ids?: ReadonlyMap<string, string> | undefined;
}

/** Sums up a report with the roster, the marks, the late policy and the due dates of a class. */
export function gradebookOf(whole: Report, inputs: GradebookInputs): Gradebook {
  const { roster } = inputs;
  const report = withGroups(whole, roster);
  const { course } = report;
  const called = (text: string): string => lessonCalled(course, text) ?? text;
  const lessonsDue = inputs.due.map((row) => ({ ...row, lesson: called(row.lesson) }));
  const handedIn = new Set(report.submissions.map(({ lesson }) => lesson));
  const lessons = course.filter(
    ({ slug }) => handedIn.has(slug) || lessonsDue.some(({ lesson }) => lesson === slug),
  );
  const known = new Set(lessons.map(({ slug }) => slug));
  const placed = report.submissions.filter(({ lesson }) => known.has(lesson ?? ""));
  const unplaced = report.submissions.filter(({ lesson }) => !known.has(lesson ?? ""));
  const problems = [
    ...(roster?.problems ?? []),
    ...inputs.marks.problems,
    ...(inputs.regrade?.problems ?? []),
  ];
  const people = peopleOf(report, roster, problems);
  const ids = inputs.anonymous === true ? idsOf(people, report) : undefined;
  const byId = <Row extends { student: string }>(row: Row): Row => ({
    ...row,
    student: personCalled(people, row.student)?.student ?? row.student,
  });
  const due = lessonsDue.map(byId);
  const marks = inputs.marks.marks.map((mark) => ({
    ...byId(mark),
    exercise: exerciseCalled(course, mark.exercise) ?? called(mark.exercise),
  }));
  const around: Around = {
    ...inputs,
    due,
    report,
    placed,
    namesakes: namesakesIn(people, placed),
    expected: expectedLessons(lessons, placed),
    problems,
    used: new Set(),
    files: {},
  };
  const requests = (inputs.regrade?.requests ?? []).map((request) => ({
    ...byId(request),
    exercise: exerciseCalled(course, request.exercise) ?? called(request.exercise),
  }));
  const students = people.map((person) => {
    const grade = studentGrade(person, lessons, marks, unplaced, around);
    const own = requests.filter(({ student }) => isCalled(person, student));
    return { ...grade, requests: placedRequests(grade.lessons, own) };
  });
  for (const mark of marks.filter((candidate) => !around.used.has(candidate)))
    problems.push(unusedMark(mark, people, report));
  problems.push(
    ...dueProblems(due, people, course),
    ...groupProblems(report, roster),
    ...earlyProblems(lessons, students, readTime(report.asOf)),
    ...lateProblems(lessons, students),
    ...keptProblems(students),
    ...regradeProblems(
      requests,
      people,
      students.flatMap((student) => student.requests),
    ),
  );
  return {
    report,
    roster,
    lessons,
    max: Math.max(0, ...students.map((student) => student.max)),
    students,
    unplaced,
    problems,
    files: around.files,
    ids,
  };
}

/** What a student is called for a whole term: the name that work came in under may change. */
const lasting = ({ student, roster }: Person): string => roster?.id ?? student;

/** Each name's id, by which marks may call a student too. */
function idsOf(people: readonly Person[], { variants }: Report): Map<string, string> {
  const ids = anonymousIds(people.map(lasting), variants);
  return new Map(
    people.flatMap((person) => {
      const { names } = person;
      const id = ids.get(lasting(person)) ?? "";
      names.push(id);
      return names.map((name) => [name, id] as const);
    }),
  );
}

/**
 * What a class without any due dates is taken to owe: a lesson that at least half as many handed in as
 * the one that most did. Fewer are early.
 */
function expectedLessons(
  lessons: readonly ReportLesson[],
  placed: readonly Submission[],
): Set<string> {
  const counts = lessons.map(({ slug }) => {
    const own = placed.filter(({ lesson }) => lesson === slug).flatMap(studentsOf);
    return { slug, count: new Set(own).size };
  });
  const most = Math.max(...counts.map(({ count }) => count));
  return new Set(counts.flatMap(({ slug, count }) => (2 * count >= most ? [slug] : [])));
}

function studentGrade(
  person: Person,
  lessons: readonly ReportLesson[],
  marks: readonly Mark[],
  unplaced: readonly Submission[],
  around: Around,
): Omit<StudentGrade, "requests"> {
  const ownMarks = marks.filter(({ student }) => isCalled(person, student));
  const own = unplaced.filter((one) => isOf(one, person));
  const strict = lessons.map((lesson) =>
    lessonGrade(lesson, person, ownMarks, own.length > 0, around),
  );
  const graded = forgiven(strict, around);
  const counting = graded.filter(isOwed);
  return {
    student: person.student,
    name: person.roster?.name || (person.name ?? ""),
    roster: person.roster,
    lessons: graded,
    unplaced: own,
    total: roundPoints(graded.reduce((sum, { score = 0 }) => sum + score, 0)),
    max: roundPoints(counting.reduce((sum, { lesson }) => sum + lesson.points, 0)),
  };
}
