import { join, resolve } from "node:path";
import { Option } from "commander";
import { loadProgress } from "../exercises/progress.ts";
import { RememberingConverter } from "../notebook/remembering-converter.ts";
import { findProject, writeWhole } from "../base/project.ts";
import { progressFolder } from "../session/progress.ts";
import { progressPage } from "./check/page.ts";
import { exerciseLines, helpLine, lessonLines, totalLines } from "./check/draw.ts";
import {
  type ExerciseReport,
  firstOpen,
  isDone,
  type LessonReport,
  total,
} from "./check/report.ts";
import { runLesson } from "./check/run-lesson.ts";
import { watchLessons } from "./check/watch.ts";
import { type ChosenLesson, chooseLessons } from "./choose-lessons.ts";
import { wrapText } from "../markup/plain-text.ts";
import { jsonOption, type LabCommand, type Terminal } from "./command.ts";
import { startNode } from "../notebook/node-process.ts";
import { untilStopped } from "./until-stopped.ts";

export const command: LabCommand = {
  help:
    "Runs my notebooks as last saved, always in rehearsal, and shows which checks pass. " +
    "What passes is kept, as when the check runs in the notebook. Exit code 0 when every " +
    "exercise that was asked for passes, stretch exercises aside; 1 when one does not.",

  configure(options) {
    options
      .argument(
        "[lessons...]",
        'such as "01", its notebook, or an exercise such as "01.2" (default: all)',
      )
      .addOption(new Option("--watch", "again at each save, until q or Ctrl-C").conflicts("json"))
      .addOption(
        new Option(
          "--page <file>",
          "write a page to keep: what passes, and how to check it",
        ).conflicts("watch"),
      )
      .addOption(jsonOption());
  },

  async run(invocation, terminal) {
    const { watch, json, page } = invocation.opts<{
      watch?: boolean;
      json?: boolean;
      page?: string;
    }>();
    const root = findProject(terminal.cwd);
    const chosen = chooseLessons(invocation.args);
    return await untilStopped(async (signal) => {
      if (watch) return await watchLessons(chosen, { root, terminal, signal });
      const reports = await checkLessons(chosen, root, terminal, signal, json ?? false);
      if (signal.aborted) return 1;
      if (page !== undefined) {
        writeWhole(resolve(terminal.cwd, page), progressPage(reports, root, today()));
        terminal.say(`The page is ${page}.`);
      }
      if (json) terminal.print(JSON.stringify(jsonOf(reports, root)));
      else for (const line of closingLines(reports, root)) terminal.print(line);
      return reports.every((report) => isPassed(report)) ? 0 : 1;
    });
  },
};

/** The day by the clock of this machine, such as "2026-11-30": Sweden writes it so. */
function today(): string {
  return new Date().toLocaleDateString("sv-SE");
}

async function checkLessons(
  chosen: readonly ChosenLesson[],
  root: string,
  terminal: Terminal,
  signal: AbortSignal,
  quiet: boolean,
): Promise<LessonReport[]> {
  const converter = new RememberingConverter(startNode, join(root, "notebooks"));
  const reports: LessonReport[] = [];
  try {
    for (const one of chosen) {
      const { slug } = one.lesson;
      if (terminal.screen !== undefined) terminal.screen.status(`Running ${slug} …`);
      else if (!quiet) terminal.say(`Running ${slug} …`);
      const report = await runLesson(one, {
        root,
        converter,
        signal,
        say: terminal.say,
        onCell: (done, of) => terminal.screen?.status(`Running ${slug}: cell ${done} of ${of} …`),
      });
      if (signal.aborted) break;
      reports.push(report);
      if (!quiet) for (const line of [...lessonLines(report), ""]) terminal.print(line);
    }
  } finally {
    terminal.screen?.status("");
    await converter.close();
  }
  return reports;
}

function isPassed({ exercises, problem }: LessonReport): boolean {
  return problem === undefined && exercises.every((exercise) => isDone(exercise));
}

function closingLines(reports: readonly LessonReport[], root: string): string[] {
  const next = firstOpen(reports.filter(({ problem }) => problem === undefined));
  const lines = totalLines(reports);
  if (next === undefined) return lines;
  return [
    ...exerciseLines(next),
    "",
    helpLine(next, hintsShown(root, next)),
    ...otherOpen(reports, next),
    "",
    ...lines,
  ];
}

/** How to see the open exercises that are not shown. */
function otherOpen(reports: readonly LessonReport[], next: ExerciseReport): string[] {
  const others = reports
    .flatMap(({ exercises }) => exercises)
    .filter((exercise) => exercise !== next && !isDone(exercise))
    .map(({ id }) => id);
  if (others.length === 0) return [];
  return wrapText(`Also open: ${others.join(", ")}. To see one: npm run lab -- check ${others[0]}`);
}

function hintsShown(root: string, { id }: ExerciseReport): number {
  return loadProgress(progressFolder(root), id).hints;
}

/** What `check --json` prints. */
function jsonOf(reports: readonly LessonReport[], root: string): object {
  return {
    ok: reports.every((report) => isPassed(report)),
    points: total(reports.map(({ points }) => points)),
    earned: total(reports.map(({ earned }) => earned)),
    next: firstOpen(reports)?.id ?? null,
    lessons: reports.map((report) => ({
      ...report,
      exercises: report.exercises.map((exercise) => ({
        ...exercise,
        hints: hintsShown(root, exercise),
      })),
    })),
  };
}
