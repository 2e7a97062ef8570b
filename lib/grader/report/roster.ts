import { LabError } from "../../base/lab-error.ts";
import { type CsvFile, readCsv } from "./csv.ts";

/** A student of the class. */
export interface RosterStudent {
  /** What this grader calls the student where nothing was handed in. */
  id: string;
  /** For people; empty where the roster has no column for it. */
  name: string;
  /** Everything in the row that may name the student's submissions. */
  keys: string[];
  /** The row as it came: fields in the order of the roster's columns. */
  fields: string[];
}

/** Who is in the class, as a table with any columns. */
export interface Roster {
  columns: string[];
  students: RosterStudent[];
}

/** Columns that identify a student, the preferred one first; the last ones as Canvas exports them. */
const KEY_COLUMNS = ["student_id", "sis login id", "sis user id", "id", "email", "login", "sid"];
const NAME_COLUMNS = ["student", "name", "full name"];

/** The place of a column, whatever its case; undefined where there is none. */
export function columnOf(columns: readonly string[], name: string): number | undefined {
  const at = columns.findIndex((column) => column.toLowerCase() === name);
  return at === -1 ? undefined : at;
}

/**
 * Reads a roster: a CSV with at least one of the columns `student_id`, `SIS Login ID`, `SIS User ID`,
 * `ID`, `email`, `login` or `SID`, such as a gradebook exported from Canvas or Gradescope. The rows
 * in which Canvas tells points and posting policies are no students.
 *
 * @throws LabError `csv-broken`, `roster-columns` without such a column, `roster-ambiguous` when two
 *   rows have the same identification.
 */
export function readRoster(text: string, where: string): Roster {
  const file = readCsv(text, where);
  const keyColumns = KEY_COLUMNS.flatMap((name) => columnOf(file.columns, name) ?? []);
  if (keyColumns.length === 0) {
    throw new LabError("roster-columns", {
      what: "No column of this roster identifies students.",
      where,
      remedy: `Add a column student_id, or export the gradebook of your course system. Understood are: ${KEY_COLUMNS.join(", ")}.`,
    });
  }
  refuseTwins(file, keyColumns, where);
  const nameColumn = NAME_COLUMNS.flatMap((name) => columnOf(file.columns, name) ?? [])[0];
  const students = file.records.flatMap(({ fields }) => {
    const keys = keyColumns.flatMap((at) => fields[at]?.trim() || []);
    const name = nameColumn === undefined ? "" : (fields[nameColumn] ?? "").trim();
    const [id] = keys;
    return id === undefined ? [] : [{ id, name, keys: [...new Set(keys)], fields }];
  });
  return { columns: file.columns, students };
}

function refuseTwins(file: CsvFile, keyColumns: readonly number[], where: string): void {
  for (const column of keyColumns) {
    const lines = new Map<string, number>();
    for (const { fields, line } of file.records) {
      const key = fields[column]?.trim() ?? "";
      const earlier = key === "" ? undefined : lines.get(key);
      if (earlier !== undefined) {
        throw new LabError("roster-ambiguous", {
          what: `Lines ${earlier} and ${line} have the same ${file.columns[column]}, "${key}".`,
          where,
          remedy: "Leave one row for each student; students in several sections need one row only.",
        });
      }
      lines.set(key, line);
    }
  }
}

/** The student whose submissions lie under a name; undefined for a stranger. */
export function findStudent(roster: Roster, name: string): RosterStudent | undefined {
  return (
    roster.students.find(({ id }) => id === name) ??
    roster.students.find(({ keys }) => keys.includes(name))
  );
}
