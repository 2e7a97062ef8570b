import {
  type Dirent,
  existsSync,
  readdirSync,
  readFileSync,
  rmdirSync,
  rmSync,
  statSync,
} from "node:fs";
import { dirname, join } from "node:path";
import { LabError } from "../../base/lab-error.ts";
import { makeFolders, writeWhole } from "../../base/project.ts";
import { normalForm } from "../collect/identity.ts";
import { readReport, type Report } from "../report.ts";
import type { GradebookInputs } from "./gradebook.ts";
import { readDueTable, readLatePolicy } from "./late.ts";
import { markedFilesIn } from "./marked-files.ts";
import { emptyMarks, MARKS_FILE, readMarks } from "./marks.ts";
import { studentsOf } from "./people.ts";
import { renderReports } from "./render.ts";
import { readRegrade } from "./regrade.ts";
import { readRoster } from "./roster.ts";
import { quoted } from "./strangers.ts";
import type { Called } from "./student-titles.ts";

/** How many students tell which class it is. */
const MOST_NAMED = 3;

/** Files of the instructor's that grades depend on, as paths. */
export interface ReportFiles {
  /** CSV of the class; see `readRoster`. */
  roster?: string | undefined;
  /** CSV of the late policy; see `readLatePolicy`. */
  late?: string | undefined;
  /** CSV of due dates; see `readDueTable`. */
  due?: string | undefined;
  /** CSV of who wants what looked at again; see `readRegrade`. */
  regrade?: string | undefined;
  /** Whether graders see ids in place of names. */
  anonymous?: true | undefined;
  /** Whether `grades.csv` begins with a byte-order mark, for spreadsheets that need one. */
  bom?: true | undefined;
}

/** What is in those files. */
export type ReportInputs = Omit<GradebookInputs, "marks" | "earlier">;

/**
 * Reads the instructor's files: before a class is graded, so that a mistake in one costs no run.
 *
 * @throws LabError `report-input-missing` when one cannot be read, and the errors of its reader.
 */
export function readReportInputs({
  roster,
  late,
  due,
  regrade,
  anonymous,
  bom,
}: ReportFiles): ReportInputs {
  return {
    roster: roster === undefined ? undefined : readRoster(readInput(roster), roster),
    ...(late === undefined ? { late: [] } : readLatePolicy(readInput(late), late)),
    due: due === undefined ? [] : readDueTable(readInput(due), due),
    regrade: regrade === undefined ? undefined : readRegrade(readInput(regrade), regrade),
    anonymous,
    bom,
  };
}

/** What became of a report. */
export interface WrittenReports {
  /** The files, relative to the folder, in the order in which they were written. */
  files: string[];
  /** A sentence for each thing that an instructor should look at. */
  problems: string[];
  /** What pages for the instructor call whom a submission names. */
  called: (student: string) => Called;
}

/** Folders whose content is this grader's alone: what an earlier run left there and this one does not write is removed. */
export const OWN_FOLDERS = ["feedback", "gradescope", "graders"];

/**
 * Writes everything that comes out of a grading run into a folder: lists, feedback, `report.json`.
 * Manual marks are read from `marks.csv` in that folder; where there is none, one with a header is
 * made. The same input gives the same bytes. What cannot be written for one student is a problem that is
 * told, and costs nobody else anything.
 *
 * @throws LabError `csv-broken` for marks that cannot be read, and `folder-not-writable` for a list of the
 *   class, once everything else is written.
 */
export function writeReports(
  report: Report,
  folder: string,
  inputs: ReportInputs = { late: [], due: [] },
): WrittenReports {
  const marksFile = join(folder, MARKS_FILE);
  const rendered = renderReports(report, {
    ...inputs,
    marks: existsSync(marksFile) ? readMarks(readInput(marksFile)) : { marks: [], problems: [] },
    earlier: { files: markedFilesIn(folder), report: reportIn(folder) },
  });
  const { files, problems, owners, called, classPage } = rendered;
  const unwritten = new Map<string, LabError>();
  const write = (path: string, text: string): void => {
    try {
      makeFolders([dirname(join(folder, path))]);
      writeWhole(join(folder, path), text);
    } catch (error) {
      if (!(error instanceof LabError)) throw error;
      unwritten.set(path, error);
    }
  };
  for (const [path, text] of files) write(path, text);
  if (report.shard === undefined && !existsSync(marksFile)) write(MARKS_FILE, emptyMarks());
  for (const own of OWN_FOLDERS) removeOthers(folder, own, new Set(files.keys()));
  const told = [...unwritten].map(([path, { what }]) => {
    const owner = owners.get(path);
    return `${path}${owner === undefined ? "" : ` of ${quoted([owner])}`}: ${what}`;
  });
  if (told.length > 0 && classPage !== undefined) write("index.html", classPage(told));
  const ofClass = [...unwritten].find(([path]) => !owners.has(path));
  if (ofClass !== undefined) throw ofClass[1];
  const written = [...files.keys()].filter((path) => !unwritten.has(path));
  return { files: written, problems: [...problems, ...told], called };
}

/** The report that an earlier run left; undefined where there is none of this version. */
function reportIn(folder: string): Report | undefined {
  try {
    return readReport(readFileSync(join(folder, "report.json"), "utf8"));
  } catch {
    return undefined;
  }
}

/**
 * Keeps one class's reports from replacing another's: two of which less than half of the smaller one is
 * in both.
 *
 * @param students Who is in the class that is to be written.
 * @throws LabError `other-class`
 */
export function refuseOtherClass(folder: string, students: ReadonlySet<string>): void {
  const earlier = new Set(reportIn(folder)?.submissions.flatMap(studentsOf).map(normalForm));
  const now = new Set([...students].map(normalForm));
  const both = [...now].filter((one) => earlier.has(one)).length;
  if (2 * both >= Math.min(earlier.size, now.size)) return;
  throw new LabError("other-class", {
    what: `The reports in this folder are of another class, ${quoted([...earlier], MOST_NAMED)}; these are of ${quoted([...now], MOST_NAMED)}.`,
    where: folder,
    remedy: "Name another folder with --out; or, to replace the reports there, add --replace.",
  });
}

function readInput(path: string): Uint8Array {
  try {
    return readFileSync(path);
  } catch (cause) {
    throw new LabError("report-input-missing", {
      what: "This file cannot be read.",
      where: path,
      remedy: "Check the path; it is relative to the folder the command is given in.",
      cause,
    });
  }
}

/** Of a student's folder a killed run may have left a page half written, too. */
const OURS = /\.(?:html|json)(?:\.\d+\.tmp)?$/u;

function removeOthers(folder: string, own: string, kept: ReadonlySet<string>): void {
  const place = join(folder, own);
  if (!kept.has(`${own}/index.html`)) rmSync(join(place, "index.html"), { force: true });
  for (const student of entriesIn(place)) {
    if (!student.isDirectory()) continue;
    const pages = join(place, student.name);
    for (const file of entriesIn(pages))
      if (file.isFile() && OURS.test(file.name) && !kept.has(`${own}/${student.name}/${file.name}`))
        rmSync(join(pages, file.name), { force: true });
    if (entriesIn(pages).length === 0) rmdirSync(pages);
  }
  if (isFolder(place) && entriesIn(place).length === 0) rmdirSync(place);
}

function entriesIn(folder: string): Dirent[] {
  return isFolder(folder) ? readdirSync(folder, { withFileTypes: true }) : [];
}

function isFolder(path: string): boolean {
  return existsSync(path) && statSync(path).isDirectory();
}
