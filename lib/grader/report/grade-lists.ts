import { writeCsv } from "./csv.ts";
import type { Gradebook, LessonGrade, StudentGrade } from "./gradebook.ts";
import { columnOf } from "./roster.ts";

/**
 * `grades.csv`: a row a student. A lesson that nothing was handed in for counts 0 and stands in
 * `missing`; one that could not be graded, or is not due yet, is left empty.
 */
export function gradesCsv({ lessons, students, max }: Gradebook): string {
  return writeCsv([
    [
      "student_id",
      ...lessons.map(({ slug }) => slug),
      "total",
      "max",
      "missing",
      "not_gradable",
      "late",
    ],
    ...students.map((student) => [
      student.roster?.id ?? student.student,
      ...student.lessons.map(({ score }) => score ?? ""),
      student.total,
      max,
      slugs(student, ({ standing }) => standing === "missing"),
      slugs(student, ({ standing }) => standing === "not-gradable"),
      slugs(student, ({ lateness }) => lateness.hours > 0),
    ]),
  ]);
}

function slugs(student: StudentGrade, of: (grade: LessonGrade) => boolean): string {
  return student.lessons
    .filter(of)
    .map(({ lesson }) => lesson.slug)
    .join(" ");
}

/**
 * The columns about the student in a gradebook that Canvas imports. `Section` has to be the last of
 * them. Source: canvas-lms, `lib/gradebook_importer.rb`, `row_has_student_headers?` and
 * `update_column_count` (commit 00b222d, read 2026-11-22).
 */
const CANVAS_COLUMNS = [
  "Student",
  "ID",
  "SIS User ID",
  "SIS Login ID",
  "Integration ID",
  "Root Account",
  "Section",
];
const CANVAS_NEEDS = ["Student", "ID", "Section"];

/**
 * `canvas.csv`: the roster's rows as Canvas' gradebook import takes them. Canvas finds students by
 * `ID`, so an apostrophe before a name does no harm; it finds an assignment by the number in a header
 * such as `01-connector-call (4711)`, so the roster's own header is kept where it names a lesson, and
 * a new assignment is made otherwise. A lesson that could not be graded keeps what the roster has: an
 * empty cell would delete the grade. Undefined when the roster is not Canvas' own export.
 *
 * Source: the same file, `parse_assignments`, `process_pp`, `process_student`, `no_change_to_value?`.
 */
export function canvasCsv({ roster, lessons, students }: Gradebook): string | undefined {
  if (roster === undefined) return undefined;
  const has = (name: string): boolean => columnOf(roster.columns, name.toLowerCase()) !== undefined;
  if (!CANVAS_NEEDS.every(has)) return undefined;
  const carried = CANVAS_COLUMNS.filter(has);
  const columns = lessons.map((lesson) => {
    const at = roster.columns.findIndex((header) => namesLesson(header, lesson));
    return { lesson, at, header: roster.columns[at] ?? lesson.slug };
  });
  const field = (row: readonly string[], name: string): string =>
    row[columnOf(roster.columns, name.toLowerCase()) ?? -1] ?? "";
  const rows = students.flatMap(({ roster: row, lessons: grades }) =>
    row === undefined
      ? []
      : [
          [
            ...carried.map((name) => field(row.fields, name)),
            ...columns.map(({ at }, index) => grades[index]?.score ?? row.fields[at] ?? ""),
          ],
        ],
  );
  return writeCsv([
    [...carried, ...columns.map(({ header }) => header)],
    [
      "    Points Possible",
      ...carried.slice(1).map(() => ""),
      ...lessons.map(({ points }) => points),
    ],
    ...rows,
  ]);
}

function namesLesson(header: string, lesson: { slug: string; title: string }): boolean {
  const name = header
    .replace(/\s*\(\d+\)$/u, "")
    .trim()
    .toLowerCase();
  return name === lesson.slug || name === lesson.title.toLowerCase();
}
