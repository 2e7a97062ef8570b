import { countText } from "../base/counted.ts";
import { existsSync, readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { type Command, Option } from "commander";
import { LabError } from "../base/lab-error.ts";
import { makeFolders, writeWhole } from "../base/project.ts";
import { writeCsv } from "../grader/report/csv.ts";
import { type GradedClass, readGradedClass } from "../grader/report/grade-record.ts";
import { lessonCalled } from "../grader/report/marks.ts";
import { lettersOf, uploadOf, type UploadForm } from "../grader/report/release.ts";
import { withoutOverview } from "../grader/report/student-pages.ts";
import { type ExitCode, helpText, type LabCommand, type Terminal } from "./command.ts";
import { refuseFull } from "./grade-gradescope.ts";
import { isPlaceForZip, type ZippedFile, zipOf } from "./zip.ts";

interface Options {
  form: UploadForm | "mail";
  out: string;
  lesson?: string;
}

export const command: LabCommand = {
  configure(options) {
    options
      .argument("<graded>", "the folder that `grade … --out` wrote")
      .addOption(
        new Option("--form <form>", "where the feedback goes")
          .choices(["canvas", "moodle", "mail"])
          .makeOptionMandatory(),
      )
      .requiredOption("--out <path>", "a zip to upload; for mail, a new or empty folder")
      .option("--lesson <lesson>", "only this lesson's, such as 01")
      .addHelpText(
        "after",
        helpText(
          "For Canvas and Moodle the pages are called as their downloads call what was handed in. " +
            "For mail there is a zip of pages for each student, and mail.csv says which goes to whom.",
        ),
      );
  },

  async run(invocation: Command, terminal: Terminal): Promise<ExitCode> {
    const { form, out, lesson: called } = invocation.opts<Options>();
    const folder = resolve(terminal.cwd, invocation.args[0] ?? ".");
    const target = resolve(terminal.cwd, out);
    const graded = readGradedClass(folder);
    const lesson = called === undefined ? undefined : lessonIn(graded, called);
    const release = { graded, folder, target, lesson };
    const { count, problems } =
      form === "mail" ? writeLetters(release) : writeUpload(release, form);
    for (const problem of problems) terminal.say(`Note: ${problem}`);
    if (count === 0) throw nothingToRelease(folder);
    terminal.print(
      `Feedback for ${countText(count, form === "mail" ? "student" : "submission")}: ${out}`,
    );
    return 0;
  },
};

interface Release {
  graded: GradedClass;
  folder: string;
  target: string;
  lesson: string | undefined;
}

interface Done {
  count: number;
  problems: string[];
}

function writeUpload({ graded, folder, target, lesson }: Release, form: UploadForm): Done {
  refuseOther(target);
  const exists = (page: string): boolean => existsSync(join(folder, page));
  const { pages, problems } = uploadOf(graded, form, exists, lesson);
  const files = pages.map(({ name, page }) => zipped(name, loneBytes(join(folder, page))));
  if (files.length > 0) writeWhole(target, zipOf(files));
  return { count: files.length, problems };
}

function writeLetters({ graded, folder, target, lesson }: Release): Done {
  refuseFull(target, target);
  const exists = (page: string): boolean => existsSync(join(folder, page));
  const { letters, problems } = lettersOf(graded, exists, lesson);
  if (letters.length === 0) return { count: 0, problems };
  makeFolders([join(target, "pages")]);
  const rows = letters.map(({ address, name, student, folder: own, pages }) => {
    const file = `pages/${own}.${lesson === undefined ? "zip" : "html"}`;
    const content =
      lesson === undefined
        ? zipOf(pages.map((page) => zipped(basename(page), readFileSync(join(folder, page)))))
        : loneBytes(join(folder, pages[0] ?? ""));
    writeWhole(join(target, file), content);
    return [address, name === "" ? student : name, file];
  });
  writeWhole(join(target, "mail.csv"), writeCsv([["address", "name", "file"], ...rows]));
  return { count: letters.length, problems };
}

/** A page that no other page of the student's lies beside. */
function loneBytes(path: string): Buffer {
  return Buffer.from(withoutOverview(readFileSync(path, "utf8")));
}

/** With one time for all: the same pages give the same bytes. */
function zipped(name: string, content: Uint8Array): ZippedFile {
  return { name, content, saved: new Date(1980, 0, 1) };
}

/** Throws LabError `release-lesson`. */
function lessonIn({ report }: GradedClass, called: string): string {
  const lesson = lessonCalled(report.course, called);
  if (lesson !== undefined) return lesson;
  throw new LabError("release-lesson", {
    what: `"${called}" is no lesson of this course.`,
    remedy: `Name one of ${report.course.map(({ slug }) => slug.slice(0, 2)).join(", ")}.`,
  });
}

/** Throws LabError `release-out` where anything but an earlier zip would be replaced. */
function refuseOther(target: string): void {
  if (isPlaceForZip(target)) return;
  throw new LabError("release-out", {
    what: "This is no name for a zip, or a folder is called so.",
    where: target,
    remedy: "Name a file that ends in .zip, such as --out feedback.zip.",
  });
}

function nothingToRelease(folder: string): LabError {
  return new LabError("release-nothing", {
    what: "There is no feedback here that could go back this way.",
    where: folder,
    remedy:
      "Choose the --form of the course system that the submissions were downloaded from; for mail, grade with a roster that has addresses.",
  });
}
