import { resolve } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import type { Command } from "commander";
import { countText } from "../base/counted.ts";
import { openJournal, readJournal } from "../grader/post/journal.ts";
import { planLesson } from "../grader/post/plan.ts";
import { readPlatform } from "../grader/post/platform.ts";
import { type LessonPosted, postClass } from "../grader/post/post-class.ts";
import { type GradedScores, readScores, type Score } from "../grader/post/scores.ts";
import { openService } from "../grader/post/service.ts";
import type { RetryWorld } from "../subjects/tool-errors/retry-loop.ts";
import { type ExitCode, helpText, type LabCommand, type Terminal } from "./command.ts";

export const command: LabCommand = {
  configure(options) {
    options
      .argument("<folder>", "the folder that `grade … --out` wrote")
      .requiredOption("--platform <json>", "the course that takes the grades, and who we are there")
      .option("--dry-run", "say what would be posted, and contact nobody")
      .addHelpText("after", helpText(help));
  },

  async run(invocation: Command, terminal: Terminal): Promise<ExitCode> {
    const options = invocation.opts<{ platform: string; dryRun?: true }>();
    const graded = readScores(resolve(terminal.cwd, invocation.args[0] ?? "."));
    const platformFile = resolve(terminal.cwd, options.platform);
    const platform = readPlatform(platformFile);
    if (graded.sandbox.trusted)
      terminal.say("Note: this was graded without a sandbox: the submissions were trusted.");
    const journalFile = `${platformFile.replace(/\.json$/, "")}.posted.jsonl`;
    if (options.dryRun === true) return dryRun(graded, journalFile, terminal);
    const journal = openJournal(journalFile);
    try {
      const service = openService(platform, realWorld, (ms, why) => {
        if (ms >= LONG_WAIT_MS) terminal.say(`Waiting ${Math.ceil(ms / 1000)} s: ${why}`);
      });
      const lessons: LessonPosted[] = [];
      const posting = postClass(graded.lineItems, platform.lineItemsUrl, service, journal);
      for await (const lesson of posting) {
        lessons.push(lesson);
        for (const line of lessonLines(lesson)) terminal.print(line);
      }
      terminal.print(summary(lessons));
      return lessons.some(({ refused }) => refused.length > 0) ? 1 : 0;
    } finally {
      journal.close();
    }
  },
};

const help =
  'The platform\'s file is {"tokenUrl", "clientId", "keyId", "keyFile", "lineItemsUrl"} and, where the platform names one, "audience"; keyFile is an RSA key beside it. Look with --dry-run first. A second run posts only what has changed; what was posted is kept in <file>.posted.jsonl beside the platform\'s file. Exit code 0 when the platform took every score, 1 when it refused one.';

/** A wait that somebody at a terminal wonders about. */
const LONG_WAIT_MS = 3_000;

const realWorld: RetryWorld = {
  now: Date.now,
  sleep: async (ms) => await sleep(ms),
  random: Math.random,
};

function dryRun(graded: GradedScores, journalFile: string, { print }: Terminal): ExitCode {
  const { lineItems, lastOf } = readJournal(journalFile);
  let count = 0;
  for (const lesson of graded.lineItems) {
    const { resourceId, label, scoreMaximum } = lesson;
    const known = lineItems.get(lastOf.get(resourceId) ?? "");
    const { posts, unchanged, leftAlone } = planLesson(lesson, known);
    count += posts.length;
    print(`${resourceId}, ${label}, ${countText(scoreMaximum, "point")}:`);
    for (const { score } of posts) {
      const { userId, scoreGiven, activityProgress, gradingProgress, comment = "" } = score;
      print(
        `  ${shown(userId)}: ${scoreGiven}, ${activityProgress}, ${gradingProgress}. ${shown(comment)}`.trimEnd(),
      );
    }
    if (unchanged > 0) print(`  ${countText(unchanged, "score")} posted before and unchanged`);
    for (const score of leftAlone) print(leftAloneLine(score));
  }
  print(`${countText(count, "score")} would be posted. Nobody was contacted.`);
  return 0;
}

function lessonLines(one: LessonPosted): string[] {
  const { lesson, made, posted, unchanged, refused, leftAlone } = one;
  return [
    `${lesson.resourceId}: ${posted} posted, ${unchanged} unchanged${made ? ", in a new line item" : ""}`,
    ...refused.map(({ userId, why }) => `  ${shown(userId)} not taken: ${shown(why)}`),
    ...leftAlone.map(leftAloneLine),
  ];
}

const leftAloneLine = ({ userId }: Score): string =>
  `  ${shown(userId)} left alone: no grade, and the platform keeps what it has`;

function summary(lessons: readonly LessonPosted[]): string {
  const sum = (count: (lesson: LessonPosted) => number): number =>
    lessons.reduce((total, lesson) => total + count(lesson), 0);
  const posted = countText(
    sum((one) => one.posted),
    "score",
  );
  return `${posted} posted, ${sum((one) => one.unchanged)} unchanged, ${sum((one) => one.refused.length)} not taken, ${sum((one) => one.leftAlone.length)} left alone.`;
}

/** What came from outside may steer no terminal. */
const shown = (text: string): string => text.replaceAll(/[\p{Cc}\p{Cf}]/gu, "?");
