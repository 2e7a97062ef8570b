import { rmdirSync, rmSync } from "node:fs";
import { join } from "node:path";
import { makeFolders, writeWhole } from "../../base/project.ts";
import { canonicalReport } from "../report/canonical.ts";
import { studentsOf } from "../report/people.ts";
import { type Called, studentTitle } from "../report/student-titles.ts";
import type { Report, Submission } from "../report.ts";
import type { CourseText } from "./course-texts.ts";
import { compareClass } from "./similarity.ts";
import { similarityCsv } from "./similarity-csv.ts";
import { similarityPage } from "./similarity-page.ts";

const FOLDER = "similarity";
const PAGE = `${FOLDER}/index.html`;
const LIST = "similarity.csv";

/**
 * Compares the answers of a class, and writes what is alike for the instructor. The same report gives the
 * same bytes.
 *
 * @param called What each student is called there.
 * @returns the files, relative to the folder
 */
export function writeSimilarity(
  given: Report,
  texts: ReadonlyMap<string, CourseText>,
  folder: string,
  called: (student: string) => Called,
): string[] {
  const everybody = given.submissions.flatMap(studentsOf).map(called);
  const titleOf = new Map(everybody.map((one) => [one.student, studentTitle(one)]));
  const people = new Map(everybody.map((one) => [studentTitle(one), one]));
  const lasting = (one: Submission) => renamed(one, (student) => called(student).student);
  const titled = (one: Submission) => renamed(one, (student) => titleOf.get(student) ?? student);
  // In the order of what tells students apart, which for ids is no order of names.
  const ordered = canonicalReport({ ...given, submissions: given.submissions.map(lasting) });
  const report = { ...ordered, submissions: ordered.submissions.map(titled) };
  const found = compareClass(report, texts);
  makeFolders([join(folder, FOLDER)]);
  writeWhole(join(folder, PAGE), similarityPage(found, report));
  writeWhole(join(folder, LIST), similarityCsv(found, people));
  return [PAGE, LIST];
}

function renamed(submission: Submission, nameOf: (student: string) => string): Submission {
  const { student, members } = submission;
  return {
    ...submission,
    student: student === "" ? "" : nameOf(student),
    ...(members === undefined ? {} : { members: members.map(nameOf) }),
  };
}

/** Takes away what an earlier run wrote: it may be of other submissions. What is not ours stays. */
export function removeSimilarity(folder: string): void {
  for (const path of [PAGE, LIST]) rmSync(join(folder, path), { force: true });
  try {
    rmdirSync(join(folder, FOLDER));
  } catch {
    // There is none, or something of somebody's is in it.
  }
}
