import { normalForm } from "../collect/identity.ts";
import type { Submission } from "../report.ts";
import { studentsOf } from "./people.ts";
import { findStudent, type Roster, type RosterStudent } from "./roster.ts";

/** What a student is called: by what tells them apart, and for people; the name may be empty. */
export interface Called {
  student: string;
  name: string;
}

/** "Ada Lovelace (ada)", or the name of the folder alone. */
export function studentTitle({ student, name }: Called): string {
  return name === "" || name === student ? student : `${name} (${student})`;
}

interface Row extends Called {
  roster?: RosterStudent | undefined;
}

/** The row of whom a submission names. */
export function rowOf<Own extends Row>(students: readonly Own[], one: string): Own | undefined {
  return students.find(({ student, roster }) => [student, ...(roster?.keys ?? [])].includes(one));
}

/** Whom a submission names, as an instructor's page shows them: by an id where graders see no names. */
export function calledOnPages(
  { students, ids }: { students: readonly Row[]; ids?: ReadonlyMap<string, string> | undefined },
  one: string,
): Called {
  const id = ids?.get(normalForm(one));
  if (id !== undefined) return { student: id, name: "" };
  const { student, name } = rowOf(students, one) ?? { student: one, name: "" };
  return { student, name };
}

/** Everybody who handed it in, as a terminal shows them before there are any grades; names only where graders see them. */
export function titlesOf(
  submission: Submission,
  { roster, anonymous }: { roster?: Roster | undefined; anonymous?: true | undefined },
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
