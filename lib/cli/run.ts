import { basename, resolve } from "node:path";
import { Option } from "commander";
import { asMistake, LabError } from "../base/lab-error.ts";
import type { ExerciseResult } from "../exercises/verdict.ts";
import { earnedWords, explanationRows } from "../draw/verdict-words.ts";
import { stderrOf } from "../notebook/outputs.ts";
import type { CellRun } from "../notebook/run.ts";
import { showHidden, wrapText } from "../markup/plain-text.ts";
import { loadEnvironment } from "../session/environment.ts";
import { answeredBy, readMode } from "../session/mode.ts";
import { type ExitCode, jsonOption, type LabCommand, type Terminal } from "./command.ts";
import { findProject } from "../base/project.ts";
import { type JudgedRun, runJudged } from "./rehearse.ts";

export const command: LabCommand = {
  help: "Runs every cell without Jupyter. Exit code 0 when every cell ran.",

  configure(options) {
    options
      .argument("<notebook...>", "the notebooks to run, in this order")
      .addOption(
        new Option("--outputs", "also print what each cell printed and showed").conflicts("json"),
      )
      .addOption(jsonOption());
  },

  async run(invocation, terminal) {
    const { json, outputs } = invocation.opts<{ json?: boolean; outputs?: boolean }>();
    const mode = readMode(loadEnvironment(findProject(terminal.cwd))).mode;
    const interrupt = new AbortController();
    process.once("SIGINT", () => interrupt.abort());
    const reports: object[] = [];
    let code: ExitCode = 0;
    for (const path of invocation.args) {
      if (!json) terminal.print(`${basename(path)} (${mode})`);
      // A notebook that cannot be run must not cost the results of the others.
      const run = await runJudged(resolve(terminal.cwd, path), {
        env: definedOnly(terminal.env),
        signal: interrupt.signal,
        answeredBy: answeredBy(mode),
        ...(json ? {} : { onCell: (cell: CellRun) => tellCell(cell, terminal, outputs ?? false) }),
      }).catch(asMistake);
      if (run instanceof LabError) {
        const { code: error, what, remedy } = run;
        code = 2;
        reports.push({ notebook: path, mode, ok: false, error: { code: error, what, remedy } });
        terminal.say(showHidden(run.message));
        continue;
      }
      if (!run.ok && code === 0) code = 1;
      reports.push(reportOf(path, mode, run));
      if (!json) for (const line of summaryLines(run)) terminal.print(line);
    }
    if (json) terminal.print(JSON.stringify(reports.length === 1 ? reports[0] : reports));
    return code;
  },
};

function definedOnly(env: NodeJS.ProcessEnv): Record<string, string> {
  return Object.fromEntries(
    Object.entries(env).filter((entry): entry is [string, string] => entry[1] !== undefined),
  );
}

function tellCell(cell: CellRun, terminal: Terminal, withOutputs: boolean): void {
  terminal.print(cellLine(cell));
  if (withOutputs) for (const line of outputLines(cell)) terminal.print(line);
}

/** What a cell printed, and what it showed as text. */
function outputLines({ outputs }: CellRun): string[] {
  return outputs.flatMap((output) => {
    const text =
      output.output_type === "display_data"
        ? output.data["text/plain"]
        : output.name === "stdout" && output.text;
    if (typeof text !== "string" || text.trim() === "") return [];
    const lines = text.replace(/\n$/, "").split("\n");
    return lines.map((line) => `          ${showHidden(line)}`);
  });
}

function cellLine(cell: CellRun): string {
  const { id, status, ms } = cell;
  const line = `  ${status.padEnd(7)} ${id} (${ms} ms)`;
  if (status !== "error") return line;
  const said = stderrOf(cell).trim().split("\n");
  return [line, ...said.map((text) => `          ${showHidden(text)}`)].join("\n");
}

/** What `run --json` prints of one notebook. */
function reportOf(notebook: string, mode: string, run: JudgedRun): object {
  const exercises = run.exercises.map(({ id, points, earned, verdicts }) => ({
    id,
    points,
    earned,
    verdicts,
  }));
  return { notebook, mode, ok: run.ok, cells: run.cells, exercises };
}

function summaryLines(run: JudgedRun): string[] {
  const cells = run.cells.filter((cell) => cell.status === "ok").length;
  return [
    ...run.exercises.flatMap((exercise) => [
      `  ${exercise.id} ${exercise.title}: ${standing(exercise)}`,
      ...exercise.verdicts.filter(({ status }) => status === "fail").flatMap(explanation),
    ]),
    `  ${cells} of ${run.cells.length} cells ran without an error.`,
  ];
}

function explanation(verdict: ExerciseResult["verdicts"][number]): string[] {
  return [
    ...wrapText(showHidden(verdict.title), 80, "    [Fail] "),
    ...explanationRows(verdict).flatMap(([name, text]) =>
      wrapText(showHidden(text), 80, `      ${`${name}:`.padEnd(15)}`),
    ),
  ];
}

function standing({ verdicts, points, earned }: ExerciseResult): string {
  const open = verdicts.filter((verdict) => verdict.status !== "pass");
  const score = points === 0 ? "" : `, ${earnedWords(earned, points)}`;
  if (open.length === 0) return `every check passes${score}`;
  if (open.every((verdict) => verdict.status === "not-started")) return `not started${score}`;
  return `open, ${open.length} of ${verdicts.length} checks do not pass${score}`;
}
