import { countText } from "../base/counted.ts";
import { readFileSync } from "node:fs";
import { basename, join, resolve } from "node:path";
import { type Command, Option } from "commander";
import { mergeReports, type ShardReport } from "../grader/report/merge.ts";
import { studentsOf } from "../grader/report/people.ts";
import {
  type ReportFiles,
  type ReportInputs,
  readReportInputs,
  refuseOtherClass,
  type WrittenReports,
  writeReports,
} from "../grader/report/write.ts";
import { type Report, readReport } from "../grader/report.ts";
import { courseNotebooks } from "../grader/course-notebooks.ts";
import { courseTexts } from "../grader/similarity/course-texts.ts";
import { removeSimilarity, writeSimilarity } from "../grader/similarity/write.ts";
import { LabError } from "../base/lab-error.ts";
import { findProject } from "../base/project.ts";
import { oneLine } from "../markup/plain-text.ts";
import { takeOut } from "../grader/out-folder.ts";
import type { ExitCode, LabCommand, Terminal } from "./command.ts";

/** The options of a grading run that only its reports depend on, for every command that writes them. */
export function reportOptions(): Option[] {
  return [
    new Option("--roster <csv>", "who is in the class, such as a gradebook exported from Canvas"),
    new Option("--due <csv>", "when lessons are due: lesson, due and, for extensions, student"),
    new Option("--late <csv>", "what late work still counts: up_to_hours and factor"),
    new Option("--regrade <csv>", "who wants what looked at again: student, exercise and reason"),
    new Option("--anonymous", "make pages for graders, with ids in place of names, in graders/"),
    new Option("--bom", "begin grades.csv with a byte-order mark, as Excel needs for names"),
    new Option("--replace", "replace the reports of another class in --out"),
    new Option("--similarity", "compare the answers across the class, for you alone"),
  ];
}

/** The files that those options name, read; their paths go from the folder the command was given in. */
export function readOptionFiles(invocation: Command, cwd: string): ReportInputs {
  const { roster, due, late, regrade, anonymous, bom } = invocation.opts<ReportFiles>();
  const from = (path: string | undefined): string | undefined =>
    path === undefined ? undefined : resolve(cwd, path);
  return readReportInputs({
    roster: from(roster),
    due: from(due),
    late: from(late),
    regrade: from(regrade),
    anonymous,
    bom,
  });
}

/** Compares the answers across the class where that was asked for. */
export function compareWhereAsked(
  invocation: Command,
  { report, called }: { report: Report; called: WrittenReports["called"] },
  folder: string,
  terminal: Terminal,
): void {
  const { out, similarity } = invocation.opts<{ out: string; similarity?: true }>();
  removeSimilarity(folder);
  if (similarity === undefined) return;
  if (report.shard !== undefined) {
    terminal.say("Note: this is a part of the class; give --similarity to `grade merge`.");
    return;
  }
  const course = courseTexts(courseNotebooks(findProject(terminal.cwd)).values());
  const [page = "", list = ""] = writeSimilarity(report, course, folder, called);
  terminal.print(`Answers that are alike: ${page} and ${list} in ${out}.`);
}

export const command: LabCommand = {
  configure(options) {
    options
      .argument("<folder...>", "the output folders of all shards")
      .requiredOption("--out <folder>", "where the joined reports go")
      .addHelpText("after", "\nGives what one run over the whole class would have given.");
    for (const option of reportOptions()) options.addOption(option);
  },

  async run(invocation: Command, terminal: Terminal): Promise<ExitCode> {
    const { out, replace } = invocation.opts<{ out: string; replace?: true }>();
    const folder = resolve(terminal.cwd, out);
    const report = mergeReports(invocation.args.map((shard) => readShard(terminal.cwd, shard)));
    const inputs = readOptionFiles(invocation, terminal.cwd);
    const giveBack = takeOut(folder);
    try {
      if (replace === undefined)
        refuseOtherClass(folder, new Set(report.submissions.flatMap(studentsOf)));
      const { files, problems, called } = writeReports(report, folder, inputs);
      for (const problem of problems) terminal.say(`Note: ${oneLine(problem)}`);
      terminal.print(
        `${countText(invocation.args.length, "shard")}, ${countText(report.submissions.length, "submission")}, ${countText(files.length, "file")} in ${out}.`,
      );
      compareWhereAsked(invocation, { report, called }, folder, terminal);
      return 0;
    } finally {
      giveBack();
    }
  },
};

/**
 * Reads a shard's `report.json`; the folder or the file itself may be named.
 *
 * @throws LabError `report-unreadable`
 */
function readShard(cwd: string, folder: string): ShardReport {
  const file = basename(folder) === "report.json" ? folder : join(folder, "report.json");
  try {
    return { where: folder, report: readReport(readFileSync(resolve(cwd, file), "utf8")) };
  } catch (cause) {
    throw new LabError("report-unreadable", {
      what: "There is no report of this grader's version here.",
      where: file,
      remedy: "Name the folder that `grade … --out` wrote, and grade again if the lab was updated.",
      cause,
    });
  }
}
