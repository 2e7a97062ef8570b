import { join, resolve } from "node:path";
import type { Command } from "commander";
import { writeWhole } from "../base/project.ts";
import { changesBetween, runDifferences } from "../grader/report/diff.ts";
import { diffCsv, diffLines, diffPage } from "../grader/report/diff-page.ts";
import { readGradedClass } from "../grader/report/grade-record.ts";
import type { ExitCode, LabCommand, Terminal } from "./command.ts";

export const command: LabCommand = {
  configure(options) {
    options
      .argument("<old>", "a copy of what `grade … --out` wrote, from before")
      .argument("<new>", "what it wrote now; diff.csv and diff.html go there")
      .addHelpText(
        "after",
        "\nSays whose grades changed, and why: another file, checks, marks, dates.",
      );
  },

  async run(invocation: Command, terminal: Terminal): Promise<ExitCode> {
    const [from = "", to = ""] = invocation.args;
    const folder = resolve(terminal.cwd, to);
    const [older, newer] = [readGradedClass(resolve(terminal.cwd, from)), readGradedClass(folder)];
    const diff = {
      changes: changesBetween(older, newer),
      run: runDifferences(older, newer),
      report: newer.report,
    };
    writeWhole(join(folder, "diff.csv"), diffCsv(diff));
    writeWhole(join(folder, "diff.html"), diffPage(diff));
    for (const line of diffLines(diff)) terminal.print(line);
    terminal.print(`diff.csv and diff.html are in ${to}.`);
    return 0;
  },
};
