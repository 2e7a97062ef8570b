import { createHash } from "node:crypto";
import { rowsFor } from "../collect/groups.ts";
import { normalForm, sameStudent } from "../collect/identity.ts";
import type { Report, Submission } from "../report.ts";
import { byCodePoint } from "./canonical.ts";
import { findStudent, nameKey, type Roster, type RosterStudent } from "./roster.ts";
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

/** Whom a file means: who is called so, or else the only one who has this name. */
export function personCalled(people: readonly Person[], name: string): Person | undefined {
  const known = people.find((person) => isCalled(person, name));
  if (known !== undefined || name === "") return known;
  const key = nameKey(name);
  const [only, second] = people.filter((person) => key !== "" && nameKey(fullName(person)) === key);
  return second === undefined ? only : undefined;
}

function fullName({ roster, name = "" }: Person): string {
  return roster?.name || name;
}

/** Tells whether work that nothing but a name tells whose it is may be the person's. */
export function namesakesIn(
  people: readonly Person[],
  placed: readonly Submission[],
): (person: Person, lesson: string) => boolean {
  const strangers = people
    .filter(({ roster }) => roster === undefined)
    .map((person) => ({
      key: nameKey(person.name ?? person.student),
      lessons: new Set(placed.filter((one) => isOf(one, person)).map(({ lesson }) => lesson)),
    }));
  return (person, lesson) =>
    person.roster !== undefined &&
    strangers.some(
      ({ key, lessons }) => key !== "" && key === nameKey(fullName(person)) && lessons.has(lesson),
    );
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
  const members = new Map(groups.map((one) => [one, rowOf(one.student)]));
  const withMembers = (one: Submission): Submission => {
    const { student, aliases = [], name = student } = one;
    const row = findStudent(roster, [student, ...aliases], name);
    if (row === undefined || one.members !== undefined) return one;
    const together = rowsFor(groups, one.lesson);
    const own = together.find((other) => members.get(other) === row);
    if (own === undefined) return one;
    const all = together.filter((other) => sameStudent(other.group, own.group));
    const others = all.filter((other) => members.get(other) !== row);
    return { ...one, members: others.map((other) => other.student) };
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
  const inGroups = new Set((report.groups ?? []).map(({ student }) => student));
  for (const { student, aliases, name } of identitiesIn(report)) {
    const names = [student, ...aliases].map(normalForm);
    const row = roster === undefined ? undefined : findStudent(roster, names, name ?? student);
    const twin = people.find((person) =>
      row === undefined ? names.some((one) => isCalled(person, one)) : person.roster === row,
    );
    if (twin !== undefined) {
      // What a student hands in under goes before what groups.csv says, and says no more.
      if (inGroups.has(twin.student)) twin.student = student;
      else if (row !== undefined && !inGroups.has(student))
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
