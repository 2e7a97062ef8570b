import { createHash } from "node:crypto";
import { normalForm, sameStudent } from "../collect/identity.ts";
import type { Report, Submission } from "../report.ts";
import { byCodePoint } from "./canonical.ts";
import { findStudent, type Roster, type RosterStudent } from "./roster.ts";
import { strangersSentence, quotedName } from "./strangers.ts";

/** Everybody who has a submission's grade. */
export function studentsOf({
  student,
  members = [],
}: Pick<Submission, "student" | "members">): string[] {
  return [student, ...members].filter((one) => one !== "");
}

/** Somebody who has a row: what the student is called, and every name that means the same, in normal form. */
export interface Person {
  student: string;
  names: string[];
  /** As a course system has it. */
  name?: string | undefined;
  roster?: RosterStudent | undefined;
}

/** Whether a name means this person. */
export function isCalled({ names }: Person, name: string): boolean {
  return names.includes(normalForm(name));
}

/** Whether a submission is a person's, alone or with others. */
export function isOf(submission: Submission, person: Person): boolean {
  return studentsOf(submission).some((name) => isCalled(person, name));
}

/**
 * A report in which the work of one member of a group is every member's, also where `groups.csv` and the
 * submissions call a student differently: a login there, Canvas' number here.
 */
export function withGroups(report: Report, roster: Roster | undefined): Report {
  const { groups = [] } = report;
  if (roster === undefined || groups.length === 0) return report;
  const rowOf = (name: string): RosterStudent | undefined => findStudent(roster, [name], name);
  const groupOf = new Map(groups.map(({ group, student }) => [rowOf(student), group]));
  const withMembers = (one: Submission): Submission => {
    const { student, aliases = [], name = student, members } = one;
    const row = findStudent(roster, [student, ...aliases], name);
    const group = row === undefined || members !== undefined ? undefined : groupOf.get(row);
    if (group === undefined) return one;
    const all = groups.filter((other) => sameStudent(other.group, group));
    const others = all.map((other) => other.student).filter((other) => rowOf(other) !== row);
    return { ...one, members: others };
  };
  return {
    ...report,
    submissions: report.submissions.map(withMembers),
    ...(report.earlierAttempts === undefined
      ? {}
      : { earlierAttempts: report.earlierAttempts.map(withMembers) }),
  };
}

/** Everybody with a row, sorted: all who handed something in, and all on the roster. */
export function peopleOf(report: Report, roster: Roster | undefined, problems: string[]): Person[] {
  const people: Person[] = [];
  for (const { student, aliases, name } of identitiesIn(report)) {
    const names = [student, ...aliases].map(normalForm);
    const row = roster === undefined ? undefined : findStudent(roster, names, name ?? student);
    const twin = people.find((person) =>
      row === undefined ? names.some((one) => isCalled(person, one)) : person.roster === row,
    );
    if (twin !== undefined) {
      if (row !== undefined)
        problems.push(
          `${quotedName(twin.student)} and ${quotedName(student)} are the same student of the roster.`,
        );
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

/** All who handed something in, with what else identifies them. */
function identitiesIn({ submissions }: Report) {
  const known = new Map<
    string,
    { student: string; aliases: string[]; name?: string | undefined }
  >();
  for (const one of submissions)
    for (const student of studentsOf(one)) {
      const { aliases = [], name } = known.get(student) ?? {};
      const own: Pick<Submission, "aliases" | "name"> = student === one.student ? one : {};
      known.set(student, {
        student,
        aliases: [...aliases, ...(own.aliases ?? [])],
        name: name ?? own.name,
      });
    }
  return known.values();
}

/** Letters and digits of an id, more where two students would have the same. */
const SHORTEST = 5;

/**
 * What graders see in place of each student. The same seed gives the same ids for a whole term; without
 * one they hold as long as the class has the same students. They keep names out of sight: a person who
 * knows the seed's digest and the names could still work them out.
 */
export function anonymousIds(
  students: readonly string[],
  variants: Report["variants"],
): Map<string, string> {
  const salt =
    variants.source === "public"
      ? JSON.stringify([...students].toSorted(byCodePoint))
      : variants.digest;
  const digests = students.map((student) =>
    createHash("sha256")
      .update(JSON.stringify([salt, student]))
      .digest("hex")
      .toUpperCase(),
  );
  let length = SHORTEST;
  while (new Set(digests.map((digest) => digest.slice(0, length))).size < digests.length)
    length += 1;
  return new Map(
    students.map((student, index) => [student, `S-${digests[index]?.slice(0, length) ?? ""}`]),
  );
}
