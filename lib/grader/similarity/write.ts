import { rmSync } from "node:fs";
import { join } from "node:path";
import { makeFolders, writeWhole } from "../../base/project.ts";
import { canonicalReport } from "../report/canonical.ts";
import type { Report } from "../report.ts";
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
 * @returns the files, relative to the folder
 */
export function writeSimilarity(
  given: Report,
  texts: ReadonlyMap<string, CourseText>,
  folder: string,
): string[] {
  const report = canonicalReport(given);
  const found = compareClass(report, texts);
  makeFolders([join(folder, FOLDER)]);
  writeWhole(join(folder, PAGE), similarityPage(found, report));
  writeWhole(join(folder, LIST), similarityCsv(found));
  return [PAGE, LIST];
}

/** Takes away what an earlier run wrote: it may be of other submissions. */
export function removeSimilarity(folder: string): void {
  for (const path of [PAGE, LIST]) rmSync(join(folder, path), { force: true });
}
