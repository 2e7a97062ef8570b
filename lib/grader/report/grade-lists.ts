import { showHidden } from "../../markup/plain-text.ts";
import { normalForm } from "../collect/identity.ts";
import { writeCsv } from "./csv.ts";
import type { Gradebook, StudentGrade } from "./gradebook.ts";
import { isLate } from "./late.ts";
import { keptCell, type LessonGrade } from "./lesson-grade.ts";
import { columnOf, gradeColumnOf, isCanvas } from "./roster.ts";
import type { ReportLesson } from "../report.ts";

/**
 * `grades.csv`: a row a student, a column for each lesson with points. A lesson that is due and that
 * nothing was handed in for counts 0 and is named in `missing`; one that could not be graded, is not
 * due, or is excused, is empty.
 */
export function gradesCsv(book: Gradebook): string {
  return writeCsv([
    [
      "student_id",
      "name",
      ...withPoints(book.lessons).map(({ slug }) => slug),
      "total",
      "max",
      "missing",
      "not_gradable",
      "late",
      ...(book.ids === undefined ? [] : ["anonymous_id"]),
    ],
    ...book.students.map((student) => [
      student.roster?.id ?? still(student.student),
      student.roster === undefined ? still(student.name) : student.name,
      ...student.lessons.flatMap(({ score, lesson }) => (lesson.points === 0 ? [] : [score ?? ""])),
      student.total,
      student.max,
      slugs(student, ({ standing }) => standing === "missing"),
      slugs(student, ({ standing }) => standing === "not-gradable"),
      slugs(student, ({ lateness }) => isLate(lateness)),
      ...(book.ids === undefined ? [] : [book.ids.get(normalForm(student.student)) ?? ""]),
    ]),
  ]);
}

/** What a file or a folder was called, without what steers a terminal or turns the text around it. */
function still(name: string): string {
  return name.replace(/[^\P{Cc}\t\r\n]|\p{Bidi_Control}/gu, showHidden);
}

function withPoints(lessons: readonly ReportLesson[]): ReportLesson[] {
  return lessons.filter(({ points }) => points > 0);
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
  "LastName",
  "FirstName",
  "ID",
  "SIS User ID",
  "SIS Login ID",
  "Integration ID",
  "Root Account",
  "Section",
];

/**
 * `canvas.csv`: the roster's rows as Canvas' gradebook import takes them. Canvas finds students by
 * `ID`, so an apostrophe before a name does no harm; it finds an assignment by the number in a header
 * such as `01-connector-call (4711)`, so the roster's own header is kept where it names a lesson, and
 * a new assignment is made otherwise. What the roster has is kept where there is no grade, since an
 * empty cell would delete it, and where {@link keptCell} says so. Undefined when the roster is not
 * Canvas' own export.
 *
 * Source: the same file, `parse_assignments`, `process_pp`, `process_student`, `no_change_to_value?`.
 */
export function canvasCsv({ roster, lessons, students }: Gradebook): string | undefined {
  if (roster === undefined || !isCanvas(roster.columns)) return undefined;
  const places = CANVAS_COLUMNS.map((name) => columnOf(roster.columns, name));
  const carried = CANVAS_COLUMNS.filter((_name, index) => places[index] !== undefined);
  const headers = withPoints(lessons).map(
    (lesson) => roster.columns[gradeColumnOf(roster.columns, lesson) ?? -1] ?? lesson.slug,
  );
  const rows = students.flatMap(({ roster: row, lessons: grades }) => {
    if (row === undefined) return [];
    const cells = grades.filter(({ lesson }) => lesson.points > 0);
    return [
      [
        ...places.flatMap((at) => (at === undefined ? [] : [row.fields[at] ?? ""])),
        ...cells.map((grade) => keptCell(grade) ?? grade.score ?? grade.typed ?? ""),
      ],
    ];
  });
  return writeCsv([
    [...carried, ...headers],
    [
      "    Points Possible",
      ...carried.slice(1).map(() => ""),
      ...withPoints(lessons).map(({ points }) => points),
    ],
    ...rows,
  ]);
}
