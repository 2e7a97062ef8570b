import { lessons } from "../../exercises/manifest/manifest.ts";
import { oneLine } from "../../markup/plain-text.ts";
import type { Report } from "../report.ts";
import { anonymousBook } from "./anonymous.ts";
import { agsJson } from "./ags.ts";
import { canonicalReport, jsonFile } from "./canonical.ts";
import { classPage } from "./class-page.ts";
import type { HintOf } from "./exercise-feedback.ts";
import { folderNames } from "./folder-names.ts";
import { GRADE_RECORD, gradeRecordOf } from "./grade-record.ts";
import { canvasCsv, gradesCsv } from "./grade-lists.ts";
import {
  type Gradebook,
  type GradebookInputs,
  gradebookOf,
  type StudentGrade,
} from "./gradebook.ts";
import { gradescopeJson } from "./gradescope.ts";
import { type Item, itemsCsv, itemsOf } from "./items.ts";
import { MARKED_FILES } from "./marked-files.ts";
import { hasWork } from "./lesson-grade.ts";
import { quoted } from "./strangers.ts";
import { lessonFile, lessonPage, studentPage } from "./student-pages.ts";
import { type Called, calledOnPages } from "./student-titles.ts";

/** The texts of all files, by path relative to the output folder, with "/" between folders. */
export interface RenderedReports {
  files: Map<string, string>;
  problems: string[];
  /** Whose a file is, where it is one student's. */
  owners: Map<string, string>;
  /** What pages for the instructor call whom a submission names. */
  called: (student: string) => Called;
  /** The class page again, with more problems; undefined where there is none. */
  classPage?: (more: readonly string[]) => string;
}

/**
 * Turns a report into every file that comes of it; one shard's into `report.json` alone, since who is
 * in another shard would look missing. The order of the submissions does not matter. Where the pages of a
 * student cannot be made, the others' are, and it is a problem that is told.
 */
export function renderReports(given: Report, inputs: GradebookInputs): RenderedReports {
  const report = canonicalReport(given);
  const json = jsonFile(report);
  const owners = new Map<string, string>();
  if (report.shard !== undefined)
    return { files: new Map([["report.json", json]]), problems: [], owners, called: itself };
  const book = gradebookOf(report, inputs);
  const items = itemsOf(report);
  const folders = folderNames(book.students.map(({ student }) => student));
  const problems = [...book.problems];
  const files = new Map([
    ["report.json", json],
    ["grades.csv", (inputs.bom === true ? "\uFEFF" : "") + gradesCsv(book)],
    ["items.csv", itemsCsv(items)],
    ["ags.json", agsJson(book)],
    [GRADE_RECORD, jsonFile(gradeRecordOf(book, inputs, folders))],
  ]);
  if (Object.keys(book.files).length > 0) files.set(MARKED_FILES, jsonFile(book.files));
  const canvas = canvasCsv(book);
  if (canvas !== undefined) files.set("canvas.csv", canvas);
  else if (book.roster !== undefined)
    problems.push(
      "No canvas.csv: the roster does not have the columns Student (or LastName and FirstName), ID and Section. Export the gradebook from Canvas and use that as the roster.",
    );
  for (const student of book.students) {
    const folder = folders.get(student.student) ?? "";
    try {
      const pages = pagesOf(student, `feedback/${folder}`, report);
      const results = gradescopeJson(student, report.sandbox);
      for (const [path, text] of [
        ...pages,
        [`gradescope/${folder}/results.json`, results] as const,
      ]) {
        files.set(path, text);
        owners.set(path, student.student);
      }
    } catch (error) {
      const reason = error instanceof Error ? error.message : String(error);
      problems.push(
        `The feedback of ${quoted([student.student])} could not be made (${oneLine(reason)}); the grades are in the lists.`,
      );
    }
  }
  const places = new Map([...folders].map(([student, folder]) => [student, `feedback/${folder}`]));
  const pageWith = (more: readonly string[]): string =>
    classPage({ ...book, problems: [...problems, ...more] }, items, places);
  files.set("index.html", pageWith([]));
  const shown = anonymousBook(book);
  if (shown !== undefined)
    for (const [path, text] of gradersPages(shown, items)) files.set(path, text);
  const called = (student: string): Called => calledOnPages(book, student);
  return { files, problems, owners, called, classPage: pageWith };
}

const itself = (student: string): Called => ({ student, name: "" });

/** A student's pages, in a folder. */
function pagesOf(student: StudentGrade, folder: string, report: Report): [string, string][] {
  return [
    [`${folder}/index.html`, studentPage(student, report)],
    ...student.lessons
      .filter(hasWork)
      .map((grade): [string, string] => [
        `${folder}/${lessonFile(grade)}`,
        lessonPage(student, grade, report, hintOf),
      ]),
  ];
}

/** What graders look at: the class page, and everybody's, under ids. */
function gradersPages(shown: Gradebook, items: readonly Item[]): [string, string][] {
  const places = new Map(shown.students.map(({ student }) => [student, student]));
  return [
    ["graders/index.html", classPage(shown, items, places)],
    ...shown.students.flatMap((student) =>
      pagesOf(student, `graders/${student.student}`, shown.report),
    ),
  ];
}

const hintOf: HintOf = (id) =>
  lessons.flatMap(({ exercises }) => exercises).find((exercise) => exercise.id === id)?.hints[0];
