import { grouped } from "../../base/grouped.ts";
import { studentsOf } from "../report/people.ts";
import type { Report, Submission } from "../report.ts";
import { type Answer, compareAnswers, isOwn, readAnswer } from "./compare.ts";
import type { CourseText } from "./course-texts.ts";
import { type Group, groupsOf, isOfOthers } from "./groups.ts";

/** Who has the same file, or the same answer. */
export interface Same {
  /** The lesson of files, the exercise of answers. */
  where: string;
  students: (readonly string[])[];
}

/** What comparing the answers to one exercise came to. */
export interface Compared {
  exercise: string;
  title: string;
  /** Answers that were begun. */
  answers: number;
  /** Of them, those that have enough left to compare. */
  compared: number;
  /** The most similar first. */
  groups: Group[];
}

/** What is alike in a class. It says nothing about how that came to be. */
export interface Similarity {
  /** Files of several students that are the same, byte for byte, and have answers in them. */
  files: Same[];
  /** Answers that are the same but for comments and format, where the whole file is not. */
  answers: Same[];
  /** Who has the published solution as an answer, but for comments and format; and of which exercises. */
  published: { students: readonly string[]; exercises: string[] }[];
  exercises: Compared[];
}

/** An answer that was begun, and the digest of its file. */
type Begun = Answer & { file: string };

interface Exercise {
  id: string;
  title: string;
  lesson: string;
  given: Answer;
  published: Answer;
  begun: Begun[];
}

/** Compares the answers of a class, exercise by exercise. The same report gives the same result. */
export function compareClass(
  { submissions, course }: Report,
  texts: ReadonlyMap<string, CourseText>,
): Similarity {
  const graded = submissions.filter(({ status }) => status === "graded");
  const exercises = course.flatMap(({ slug, exercises: outlined }) => {
    const here = graded.filter(({ lesson }) => lesson === slug);
    return outlined.map(({ id, title }): Exercise => {
      const { given = "", published = "" } = texts.get(id) ?? {};
      const known = { given: readAnswer([], given), published: readAnswer([], published) };
      return { id, title, lesson: slug, ...known, begun: begunIn(here, id, known.given) };
    });
  });
  return {
    files: course.flatMap(({ slug }) => sameFiles(slug, exercises)),
    answers: exercises.flatMap(sameAnswers),
    published: publishedIn(exercises),
    exercises: exercises.filter(({ begun }) => begun.length > 0).map(comparedIn),
  };
}

/** The answers to an exercise that are not as they were given. */
function begunIn(submissions: readonly Submission[], id: string, given: Answer): Begun[] {
  return submissions.flatMap((submission) => {
    const source = submission.exercises.find((exercise) => exercise.id === id)?.answer ?? "";
    const answer = readAnswer(studentsOf(submission), source);
    const isBegun = answer.written !== "" && answer.written !== given.written;
    return isBegun ? [{ ...answer, file: submission.sha256 }] : [];
  });
}

function comparedIn({ id, title, given, published, begun }: Exercise): Compared {
  const { texts, alike } = compareAnswers(begun, [given, published]);
  const compared = texts.reduce((sum, { answers }) => sum + answers.length, 0);
  const groups = groupsOf(texts, alike);
  return { exercise: id, title, answers: begun.length, compared, groups };
}

function sameFiles(lesson: string, exercises: readonly Exercise[]): Same[] {
  const begun = exercises.filter((one) => one.lesson === lesson).flatMap((one) => one.begun);
  return [...grouped(begun, ({ file }) => file).values()]
    .map((answers) => ({
      where: lesson,
      students: [...grouped(answers, ({ students }) => students.join("\n")).values()].map(
        ([first]) => first.students,
      ),
    }))
    .filter(({ students }) => students.length > 1);
}

function sameAnswers({ id, given, published, begun }: Exercise): Same[] {
  return [...grouped(begun, ({ written }) => written).values()]
    .filter((answers) => answers[0].written !== published.written)
    .filter((answers) => new Set(answers.map(({ file }) => file)).size > 1)
    .filter((answers) => isSeveralStudents(answers) && isOwn(answers[0], [given, published]))
    .map((answers) => ({ where: id, students: answers.map(({ students }) => students) }));
}

/** Whether there are two that no student is in both of. */
function isSeveralStudents(answers: readonly Answer[]): boolean {
  return answers.some((one) => answers.some((other) => isOfOthers(one, other)));
}

/** Whose answers are published ones, where these are long enough for that to be no chance. */
function publishedIn(exercises: readonly Exercise[]): Similarity["published"] {
  const found = exercises
    .filter(({ given, published }) => isOwn(published, [given]))
    .flatMap(({ id, published, begun }) =>
      begun
        .filter(({ written }) => written === published.written)
        .map(({ students }) => ({ students, id })),
    );
  return [...grouped(found, ({ students }) => students.join("\n"))]
    .toSorted(([a], [b]) => (a < b ? -1 : 1))
    .map(([, own]) => ({ students: own[0].students, exercises: own.map(({ id }) => id) }));
}
