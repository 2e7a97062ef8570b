import { LabError } from "../../base/lab-error.ts";
import { readCsv, refuseWide } from "../report/csv.ts";
import type { Report } from "../report.ts";
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
  /** The members of a group by the group's name and by each member's, in normal form. */
  members: ReadonlyMap<string, readonly string[]>;
  /** As they are in the file. */
  rows: NonNullable<Report["groups"]>;
}

/**
 * Reads who works together: a CSV with the columns `group` and `student`, a row for each member.
 *
 * @throws LabError `groups-columns`, `groups-ambiguous` for a student in two groups, `csv-broken`
 */
export function readGroups(text: string): Groups {
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
  const members = new Map<string, string[]>();
  const groupOf = new Map<string, string>();
  const rows: Groups["rows"] = [];
  for (const { fields, line } of records) {
    const [group = "", student = ""] = [fields[groupAt], fields[studentAt]].map((field) =>
      normalForm(field ?? ""),
    );
    rows.push({ line, group, student });
    if (!group || !student) continue;
    const other = groupOf.get(student);
    if (other !== undefined && other !== group) {
      throw new LabError("groups-ambiguous", {
        what: `"${student}" is in "${other}" and in "${group}".`,
        where: `${GROUPS_FILE}, line ${line}`,
        remedy: "Leave one row for each student.",
      });
    }
    if (other === undefined) members.set(group, [...(members.get(group) ?? []), student]);
    groupOf.set(student, group);
  }
  const byName = new Map<string, readonly string[]>(members);
  for (const [student, group] of groupOf) byName.set(student, members.get(group) ?? []);
  return { members: byName, rows };
}
