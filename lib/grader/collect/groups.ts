import { LabError } from "../../base/lab-error.ts";
import { readCsv, refuseWide } from "../report/csv.ts";
import type { Report } from "../report.ts";
import { lessonCalled } from "../report/marks.ts";
import { columnOf } from "../report/roster.ts";
import { normalForm } from "./identity.ts";

/** The file beside the submissions that says who works together. */
export const GROUPS_FILE = "groups.csv";

/** Whether a file is that one, whatever the case of its name. */
export function isGroupsFile(name: string): boolean {
  return name.toLowerCase() === GROUPS_FILE;
}

/** Who works together. */
export interface Groups {
  /** All members of the group that is called so, or that somebody called so is in, for a lesson. */
  membersOf: (names: readonly string[], lesson: string | undefined) => readonly string[];
  /** As they are in the file. */
  rows: NonNullable<Report["groups"]>;
}

/** Nobody works together. */
export const NO_GROUPS: Groups = { membersOf: () => [], rows: [] };

/**
 * Reads who works together: a CSV with the columns `group` and `student`, a row for each member; and
 * with `lesson`, where a group is one in that lesson only.
 *
 * @throws LabError `groups-columns`, `groups-ambiguous` for a student in two groups, `csv-broken`
 */
export function readGroups(text: string, slugs: readonly string[]): Groups {
  const file = readCsv(text, GROUPS_FILE);
  refuseWide(file, GROUPS_FILE);
  const { columns, records } = file;
  const [groupAt, studentAt] = [columnOf(columns, "group"), columnOf(columns, "student")];
  if (groupAt === undefined || studentAt === undefined) {
    throw new LabError("groups-columns", {
      what: "This file does not say who works together.",
      where: GROUPS_FILE,
      remedy: "Give it the columns group and student, and a row for each member.",
    });
  }
  const places = [groupAt, studentAt, columnOf(columns, "lesson") ?? -1];
  const course = slugs.map((slug) => ({ slug, title: slug }));
  const rows = records.map(({ fields, line }): Groups["rows"][number] => {
    const [group = "", student = "", called = ""] = places.map((at) =>
      normalForm(fields[at] ?? ""),
    );
    const lesson = called === "" ? {} : { lesson: lessonCalled(course, called) ?? called };
    return { line, group, student, ...lesson };
  });
  refuseTwoGroups(rows);
  return {
    rows,
    membersOf(names, lesson) {
      const called = new Set(names.map(normalForm).filter((name) => name !== ""));
      const own = rowsFor(rows, lesson);
      const groups = new Set(
        own.flatMap(({ group, student }) =>
          called.has(group) || called.has(student) ? [group] : [],
        ),
      );
      return own.flatMap(({ group, student }) => (groups.has(group) && student ? [student] : []));
    },
  };
}

/** The rows that count for a lesson: a student's own for it, else the one for all lessons. */
export function rowsFor(rows: Groups["rows"], lesson: string | undefined): Groups["rows"] {
  const own = new Set(
    rows.flatMap((row) => (row.lesson !== undefined && row.lesson === lesson ? [row.student] : [])),
  );
  return rows.filter((row) =>
    row.lesson === undefined ? !own.has(row.student) : row.lesson === lesson,
  );
}

function refuseTwoGroups(rows: Groups["rows"]): void {
  const groupOf = new Map<string, string>();
  for (const { line, group, student, lesson = "" } of rows) {
    if (group === "" || student === "") continue;
    const key = JSON.stringify([student, lesson]);
    const other = groupOf.get(key) ?? group;
    if (other !== group) {
      throw new LabError("groups-ambiguous", {
        what: `"${student}" is in "${other}" and in "${group}".`,
        where: `${GROUPS_FILE}, line ${line}`,
        remedy:
          "Leave one row for each student; with a column lesson, one for each student and lesson.",
      });
    }
    groupOf.set(key, group);
  }
}
