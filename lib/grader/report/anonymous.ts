import type { Submission } from "../report.ts";
import { normalForm } from "../collect/identity.ts";
import { byCodePoint } from "./canonical.ts";
import type { Gradebook, StudentGrade } from "./gradebook.ts";
import type { LessonGrade } from "./lesson-grade.ts";
import { placedRequests } from "./regrade.ts";

/**
 * A class as graders see it: ids in place of names, in the order of the ids, and without paths and problems, which
 * hold names. Undefined where nobody asked for it.
 */
export function anonymousBook(book: Gradebook): Gradebook | undefined {
  const { ids } = book;
  if (ids === undefined) return undefined;
  const idOf = (student: string): string => ids.get(normalForm(student)) ?? "";
  const { earlierAttempts: _earlier, ...report } = book.report;
  const shown = (one: Submission): Submission => anonymousSubmission(one, idOf);
  const students = book.students.map((row): StudentGrade => {
    const lessons = row.lessons.map((grade) => anonymousLesson(grade, shown));
    return {
      ...row,
      student: idOf(row.student),
      name: "",
      roster: undefined,
      lessons,
      unplaced: row.unplaced.map(shown),
      requests: placedRequests(
        lessons,
        row.requests.map(({ request }) => request),
      ),
    };
  });
  const { variants } = report;
  return {
    ...book,
    students: students.toSorted((one, other) => byCodePoint(one.student, other.student)),
    unplaced: book.unplaced.map(shown),
    problems: [],
    report: {
      ...report,
      variants: variants.source === "public" ? variants : { ...variants, digest: "" },
      submissions: report.submissions
        .map(shown)
        .toSorted((one, other) => byCodePoint(one.student, other.student)),
      ignored: [],
    },
  };
}

function anonymousLesson(
  grade: LessonGrade,
  shown: (submission: Submission) => Submission,
): LessonGrade {
  const { submission, typed: _typed, ...rest } = grade;
  return submission === undefined ? rest : { ...rest, submission: shown(submission) };
}

/** Without names, and without the path, which often is one. */
function anonymousSubmission(
  { aliases: _aliases, name: _name, members, student, ...rest }: Submission,
  idOf: (student: string) => string,
): Submission {
  return {
    ...rest,
    student: idOf(student),
    ...(members === undefined ? {} : { members: members.map(idOf) }),
    path: rest.lesson ?? "a file",
  };
}
