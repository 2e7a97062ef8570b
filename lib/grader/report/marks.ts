import { countText } from "../../base/counted.ts";
import type { ReportLesson } from "../report.ts";
import { placeOf, readCsv, readNumber, writeCsv } from "./csv.ts";
import { columnOf } from "./roster.ts";

/** What an instructor wrote about a student's exercise by hand. */
export interface Mark {
  line: number;
  student: string;
  /** As it was written: an exercise, or a whole lesson. */
  exercise: string;
  /** Replaces what the grader gave; undefined where only a comment is meant. */
  points: number | undefined;
  comment: string;
  /** How the SHA-256 of the file begins that the mark was given for; where the instructor tells. */
  file?: string;
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

/** The slug of the lesson that a person means by `01-connector-call`, its title, `01` or `1`. */
export function lessonCalled(
  course: readonly Pick<ReportLesson, "slug" | "title">[],
  text: string,
): string | undefined {
  const name = text.trim().toLowerCase();
  const start = /^\d{1,2}$/u.test(name) ? `${name.padStart(2, "0")}-` : undefined;
  return course.find(
    ({ slug, title }) =>
      slug === name ||
      title.toLowerCase() === name ||
      (start !== undefined && slug.startsWith(start)),
  )?.slug;
}

/** The id of the exercise that a person means by `01.3`, or by what a spreadsheet makes of it: `1.3`. */
export function exerciseCalled(course: readonly ReportLesson[], text: string): string | undefined {
  const id = text.trim().replace(",", ".").replace(/^\d\./u, "0$&");
  return course.flatMap(({ exercises }) => exercises).find((one) => one.id === id)?.id;
}

/**
 * Reads manual marks: a CSV with the columns `student`, `exercise`, `points` and `comment`, and, where
 * a mark holds for one file only, `file`. The file is the instructor's; nothing here writes into one
 * that exists.
 *
 * @throws LabError `csv-broken`.
 */
export function readMarks(content: string | Uint8Array): Marks {
  const { columns, records, problems } = readCsv(content, MARKS_FILE);
  const places = [...COLUMNS, "file"].map((name) => columnOf(columns, name));
  const missing = COLUMNS.slice(0, 2).filter((_name, index) => places[index] === undefined);
  if (missing.length > 0) {
    const problem = `${MARKS_FILE} has no column ${missing.join(" and ")}: none of its ${countText(records.length, "row")} was used.`;
    return { marks: [], problems: records.length === 0 ? [] : [problem] };
  }
  const marks: Mark[] = [];
  for (const { line, fields, isWide } of records) {
    const [student = "", exercise = "", written = "", comment = "", file = ""] = places.map((at) =>
      at === undefined ? "" : (fields[at]?.trim() ?? ""),
    );
    const points = written === "" ? undefined : readNumber(written);
    if (isWide)
      problems.push(
        `${placeOf(MARKS_FILE, line)}: there are ${countText(fields.length, "value")} for ${countText(columns.length, "column")}, so none was used; put quotes around one that holds the separator.`,
      );
    else if (points !== undefined && !(points >= 0))
      problems.push(`${placeOf(MARKS_FILE, line)}: "${written}" is no number of points.`);
    else
      marks.push({
        line,
        student,
        exercise,
        points,
        comment,
        ...(file === "" ? {} : { file: file.toLowerCase() }),
      });
  }
  return { marks, problems };
}
