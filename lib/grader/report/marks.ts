import { readCsv, writeCsv } from "./csv.ts";
import { columnOf } from "./roster.ts";

/** What an instructor wrote about a student's exercise by hand. */
export interface Mark {
  line: number;
  student: string;
  /** "NN.k". */
  exercise: string;
  /** Replaces what the grader gave; undefined where only a comment is meant. */
  points: number | undefined;
  comment: string;
}

/** The file in the output folder that holds manual marks, and the columns it starts with. */
export const MARKS_FILE = "marks.csv";
const COLUMNS = ["student", "exercise", "points", "comment"];

/** A marks file without any mark. */
export function emptyMarks(): string {
  return writeCsv([COLUMNS]);
}

/** The marks of a file, and a sentence for each row that cannot be read. */
export interface Marks {
  marks: Mark[];
  problems: string[];
}

/**
 * Reads manual marks: a CSV with the columns `student`, `exercise`, `points` and `comment`. The file
 * is the instructor's; nothing here writes into one that exists.
 *
 * @throws LabError `csv-broken`.
 */
export function readMarks(text: string): Marks {
  const { columns, records } = readCsv(text, MARKS_FILE);
  const places = COLUMNS.map((name) => columnOf(columns, name));
  const missing = COLUMNS.slice(0, 2).filter((_name, index) => places[index] === undefined);
  if (missing.length > 0) {
    const problem = `${MARKS_FILE} has no column ${missing.join(" and ")}: none of its ${records.length} rows was used.`;
    return { marks: [], problems: records.length === 0 ? [] : [problem] };
  }
  const marks: Mark[] = [];
  const problems: string[] = [];
  for (const { line, fields } of records) {
    const [student = "", exercise = "", written = "", comment = ""] = places.map((at) =>
      at === undefined ? "" : (fields[at]?.trim() ?? ""),
    );
    const points = written === "" ? undefined : Number(written.replace(",", "."));
    if (points !== undefined && !(Number.isFinite(points) && points >= 0)) {
      problems.push(`${MARKS_FILE}, line ${line}: "${written}" is no number of points.`);
    } else marks.push({ line, student, exercise, points, comment });
  }
  return { marks, problems };
}
