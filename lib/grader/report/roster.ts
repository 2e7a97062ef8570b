import { LabError } from "../../base/lab-error.ts";
import { normalForm, sameStudent } from "../collect/identity.ts";
import { type CsvFile, placeOf, readCsv, refuseWide } from "./csv.ts";

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
  /** A sentence for each thing that an instructor should look at. */
  problems: string[];
}

/** Columns that identify a student, the preferred one first, as course systems export them. */
const KEY_COLUMNS = [
  "student_id",
  "SIS Login ID",
  "SIS User ID",
  "ID",
  "email",
  "login",
  "SID",
  "Identifier",
  "Email address",
  "Username",
  "Login ID",
  "OrgDefinedId",
  "ID number",
  "roster_identifier",
  "github_username",
  "NetID",
  "Student number",
  "Display ID",
];
const NAME_COLUMNS = ["Student", "name", "Full name", "Student name", "Display name"];
const FIRST_NAMES = ["First name", "Given name"];
const LAST_NAMES = ["Last name", "Surname", "Family name"];

/** The place of a column, whatever its case, blanks and hyphens; undefined where there is none. */
export function columnOf(columns: readonly string[], name: string): number | undefined {
  const at = columns.findIndex((column) => plainName(column) === plainName(name));
  return at === -1 ? undefined : at;
}

function plainName(column: string): string {
  return column.toLowerCase().replaceAll(/[\s_-]/gu, "");
}

/** Whether a roster is a gradebook that Canvas exported, in either of its forms. */
export function isCanvas(columns: readonly string[]): boolean {
  const has = (name: string): boolean => columnOf(columns, name) !== undefined;
  return has("ID") && has("Section") && (has("Student") || (has("LastName") && has("FirstName")));
}

/**
 * Reads a roster: a CSV with at least one of the columns `student_id`, `SIS Login ID`, `SIS User ID`,
 * `ID`, `email`, `login` or `SID`, such as a gradebook exported from Canvas or Gradescope. The rows
 * in which Canvas tells points and posting policies are no students, nor is its Test Student.
 *
 * @throws LabError `csv-broken`, `roster-columns` without such a column, `roster-ambiguous` when two
 *   rows have the same identification.
 */
export function readRoster(content: string | Uint8Array, where: string): Roster {
  const file = belowItsTitle(readCsv(content, where), where);
  const { columns, problems } = file;
  const places = (names: readonly string[]): number[] =>
    names.flatMap((name) => columnOf(columns, name) ?? []);
  const keyColumns = places(KEY_COLUMNS);
  if (keyColumns.length === 0) {
    throw new LabError("roster-columns", {
      what: "No column of this roster identifies students.",
      where,
      remedy: `Add a column student_id, or export the gradebook of your course system. Understood are: ${KEY_COLUMNS.join(", ")}.`,
    });
  }
  refuseWide(file, where);
  refuseShortened(file, keyColumns, where);
  refuseTwins(file, keyColumns, where);
  const [whole] = places(NAME_COLUMNS);
  const parts = [places(FIRST_NAMES), places(LAST_NAMES)].flatMap(([first]) => first ?? []);
  const isOfStaff = staffIn(file);
  const students = file.records.flatMap(({ fields, line }) => {
    const keys = keyColumns.flatMap((at) => keysIn(fields, at, columns));
    const name = (whole === undefined ? parts : [whole])
      .map((at) => fields[at]?.trim() ?? "")
      .join(" ")
      .trim();
    const [id] = keys;
    if (isCanvas(columns) && isTestStudent(name, fields, columns)) return [];
    if (isOfStaff(fields)) return [];
    if (id !== undefined) return [{ id, name, keys: [...new Set(keys)], fields }];
    const isOfCanvas = isCanvas(columns) && (name === "" || name === "Points Possible");
    if (!isOfCanvas) problems.push(`${placeOf(where, line)}: nothing identifies a student here.`);
    return [];
  });
  if (students.length === 0) problems.push(`${placeOf(where, 1)}: there are no students below.`);
  return { columns, students, problems };
}

/** Canvas' own, which is there for "View as Student": no school has a number for it. */
function isTestStudent(
  name: string,
  fields: readonly string[],
  columns: readonly string[],
): boolean {
  const sis = fields[columnOf(columns, "SIS User ID") ?? -1] ?? "";
  return /^(?:Student, Test|Test Student)$/iu.test(name) && sis.trim() === "";
}

const isKey = (name: string): boolean =>
  KEY_COLUMNS.some((key) => plainName(key) === plainName(name.trim()));

/** A title or the name of a course may be above the names of the columns, as Sakai writes it. */
function belowItsTitle(file: CsvFile, where: string): CsvFile {
  if (file.columns.some(isKey)) return file;
  const at = file.records.findIndex(({ fields }) => fields.some(isKey));
  const header = file.records[at];
  if (header === undefined || at >= MOST_TITLES) return file;
  const columns = header.fields.map((name) => name.trim());
  const problem = `${placeOf(where, header.line)}: the names of the columns are here; what is above was left out.`;
  return {
    columns,
    records: file.records.slice(at + 1).map((record) => ({
      ...record,
      isWide: record.fields.slice(columns.length).some((field) => field.trim() !== ""),
    })),
    problems: [...file.problems, problem],
  };
}

/** Lines above the names of the columns. */
const MOST_TITLES = 5;

const isStudent = (role: string): boolean => /\bstudents?\b/iu.test(role);

/** Whether a row is of somebody who teaches, where a column says who is a student. */
function staffIn({ columns, records }: CsvFile): (fields: readonly string[]) => boolean {
  const at = columnOf(columns, "Role") ?? columnOf(columns, "Roles") ?? -1;
  const roleOf = (fields: readonly string[]): string => fields[at]?.trim() ?? "";
  if (!records.some(({ fields }) => isStudent(roleOf(fields)))) return () => false;
  return (fields) => roleOf(fields) !== "" && !isStudent(roleOf(fields));
}

/**
 * Brightspace writes `#` before a name or number, so that spreadsheets keep it as it is; Moodle's
 * worksheet a word in the course's language before the number that its download has.
 */
function keysIn(fields: readonly string[], at: number, columns: readonly string[]): string[] {
  // `="0711"` is how a zero is kept from a spreadsheet, and `711.0` what a program makes of a number.
  const written = (fields[at]?.trim() ?? "")
    .replace(/^="(.*)"$/u, "$1")
    .replace(/^(\d+)\.0$/u, "$1");
  const column = columns[at] ?? "";
  const key = /^(?:OrgDefinedId|Username)$/iu.test(column) ? written.replace(/^#/u, "") : written;
  const [, number] = /^(?:Identifier|ID)$/iu.test(column)
    ? (/^\p{L}{5}\D*?(\d+)$/u.exec(key) ?? [])
    : [];
  return [key, ...(number === undefined ? [] : [number])].filter((one) => one !== "");
}

/** The place of the column in which a gradebook has a lesson, such as `01-connector-call (4711)`. */
export function gradeColumnOf(
  columns: readonly string[],
  { slug, title }: { slug: string; title: string },
): number | undefined {
  const at = columns.findIndex((header) => {
    const name = header
      .replace(/\s*\(\d+\)$/u, "")
      .trim()
      .toLowerCase();
    return name === slug || name === title.toLowerCase();
  });
  return at === -1 ? undefined : at;
}

/** A spreadsheet shows a long number as `1.23E+11`, and writes that: the number is lost. */
function refuseShortened(file: CsvFile, keyColumns: readonly number[], where: string): void {
  for (const { fields, line } of file.records) {
    const lost = keyColumns.find((at) => /^\d[.,]\d+E\+\d+$/iu.test(fields[at]?.trim() ?? ""));
    if (lost === undefined) continue;
    throw new LabError("csv-broken", {
      what: `A spreadsheet has shortened the ${file.columns[lost]} in this line: "${fields[lost]?.trim()}".`,
      where: `${where}, line ${line}`,
      remedy: "Export it from your course system again, and do not save it in a spreadsheet.",
    });
  }
}

function refuseTwins(file: CsvFile, keyColumns: readonly number[], where: string): void {
  for (const column of keyColumns) {
    const lines = new Map<string, number>();
    for (const { fields, line } of file.records) {
      const key = normalForm(fields[column] ?? "");
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

/**
 * The student of the roster who is identified in one of these ways, the first that fits; else the only
 * one of this name. Undefined for a stranger.
 */
export function findStudent(
  { students }: Roster,
  identifications: readonly string[],
  name?: string,
): RosterStudent | undefined {
  for (const one of identifications) {
    const found =
      students.find(({ id }) => sameStudent(id, one)) ??
      students.find(({ keys }) => keys.some((key) => sameStudent(key, one)));
    if (found !== undefined) return found;
  }
  const [only, second] =
    name === undefined ? [] : students.filter((row) => nameKey(row.name) === nameKey(name));
  return second === undefined ? only : undefined;
}

/** A name whatever the order of its parts: "Lovelace, Ada" and "Ada Lovelace" are the same. */
export function nameKey(name: string): string {
  return foldedParts(name).toSorted().join(" ");
}

/** The letters and digits of a name, part by part, without accents and case. */
export function foldedParts(name: string): string[] {
  const plain = name.normalize("NFD").replaceAll(/\p{M}/gu, "").toLowerCase();
  return plain.match(/[\p{L}\p{N}]+/gu) ?? [];
}
