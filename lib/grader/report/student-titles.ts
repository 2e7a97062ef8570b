import { normalForm } from "../collect/identity.ts";
import type { Submission } from "../report.ts";
import type { Gradebook, GradebookInputs, StudentGrade } from "./gradebook.ts";
import { studentsOf } from "./people.ts";
import { findStudent } from "./roster.ts";

/** What a student is called: by what tells them apart, and for people. */
export type Called = Pick<StudentGrade, "student" | "name">;

/** "Ada Lovelace (ada)", or the name of the folder alone. */
export function studentTitle({ student, name }: Called): string {
  return name === "" || name === student ? student : `${name} (${student})`;
}

/** The row of whom a submission names. */
export function rowOf(students: readonly StudentGrade[], one: string): StudentGrade | undefined {
  return students.find(({ student, roster }) => [student, ...(roster?.keys ?? [])].includes(one));
}

/** Whom a submission names, as an instructor's page shows them: by an id where graders see no names. */
export function calledOnPages({ students, ids }: Gradebook, one: string): Called {
  const id = ids?.get(normalForm(one));
  if (id !== undefined) return { student: id, name: "" };
  const { student, name } = rowOf(students, one) ?? { student: one, name: "" };
  return { student, name };
}

/** Everybody who handed it in, as a terminal shows them before there are any grades; names only where graders see them. */
export function titlesOf(
  submission: Submission,
  { roster, anonymous }: Pick<GradebookInputs, "roster" | "anonymous">,
): string[] {
  const { student: own, aliases = [], name } = submission;
  const students = studentsOf(submission);
  if (anonymous === true) return students;
  return students.map((student) => {
    const [keys, known] = student === own ? [[own, ...aliases], name] : [[student], undefined];
    const row = roster === undefined ? undefined : findStudent(roster, keys, known ?? student);
    return studentTitle({ student, name: row?.name || (known ?? "") });
  });
}
