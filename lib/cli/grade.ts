import { readFileSync } from "node:fs";
import { availableParallelism } from "node:os";
import { resolve } from "node:path";
import { type Command, InvalidArgumentError, Option } from "commander";
import { gradeClass } from "../grader/grade-class.ts";
import { defaultLimits } from "../grader/limits.ts";
import { refuseMixed, takeOut } from "../grader/out-folder.ts";
import type { SandboxKind } from "../grader/process/messages.ts";
import { studentsOf } from "../grader/report/people.ts";
import { OWN_FOLDERS, refuseOtherClass, writeReports } from "../grader/report/write.ts";
import type { Report } from "../grader/report.ts";
import { bwrapFault } from "../grader/sandbox/bwrap.ts";
import { containerFault, openContainers } from "../grader/sandbox/container.ts";
import { otherUserFault } from "../grader/sandbox/other-user.ts";
import type { View } from "../grader/sandbox/view.ts";
import { SEEDED, type VariantSource } from "../grader/variants.ts";
import { oneLine } from "../markup/plain-text.ts";
import { LabError } from "../base/lab-error.ts";
import { findProject } from "../base/project.ts";
import type { ExitCode, LabCommand, Terminal } from "./command.ts";
import { keptWords, progress, summary } from "./grade/lines.ts";
import { compareWhereAsked, readOptionFiles, reportOptions } from "./grade-merge.ts";

interface GradeOptions {
  out: string;
  student?: string;
  jobs: number;
  shard?: { index: number; of: number };
  seed?: string;
  seedFile?: string;
  variants?: string;
  asOf?: string;
  sandbox: SandboxKind;
  trustSubmissions?: true;
  replace?: true;
}

export const command: LabCommand = {
  configure(options) {
    options
      .argument("<submissions>", "the folder of submissions, or a zip of them")
      .requiredOption("--out <dir>", "where the reports go")
      .option("--student <name>", "everything in the folder is this one student's")
      .option("--jobs <n>", "submissions at a time", positive, availableParallelism())
      .option("--shard <i/n>", "grade the i-th of n parts; `grade merge` joins them", shard)
      .addOption(
        new Option("--seed <text>", "add variants that this secret makes").conflicts("variants"),
      )
      .addOption(
        new Option("--seed-file <path>", "the same, with the secret in a file").conflicts([
          "seed",
          "variants",
        ]),
      )
      .option("--variants <dir>", "add the variants in this folder, such as 03.1.json")
      .option("--as-of <date>", "the date that the reports carry, such as 2026-12-01", isoDate)
      .addOption(
        new Option("--sandbox <kind>", "what keeps submissions apart")
          .choices(["bwrap", "container", "user", "none"])
          .default("bwrap"),
      )
      .option("--trust-submissions", "with --sandbox none: run them as if they were your own code")
      .addHelpText("after", help);
    for (const option of reportOptions()) options.addOption(option);
  },

  async run(invocation: Command, terminal: Terminal): Promise<ExitCode> {
    const out = resolve(terminal.cwd, invocation.opts<GradeOptions>().out);
    const submissions = resolve(terminal.cwd, invocation.args[0] ?? ".");
    refuseMixed(out, submissions, OWN_FOLDERS);
    const giveBack = takeOut(out);
    try {
      const report = await gradeInto(out, submissions, invocation, terminal);
      return report.submissions.every(({ status }) => status === "graded") ? 0 : 1;
    } finally {
      giveBack();
    }
  },
};

async function gradeInto(
  out: string,
  submissions: string,
  invocation: Command,
  terminal: Terminal,
): Promise<Report> {
  const options = invocation.opts<GradeOptions>();
  const root = findProject(terminal.cwd);
  const secrets = [options.seedFile, options.variants].flatMap((path) =>
    path === undefined ? [] : [resolve(terminal.cwd, path)],
  );
  refuseUnsafe(root, [submissions, out, ...secrets], options);
  const inputs = readOptionFiles(invocation, terminal.cwd);
  const interrupt = new AbortController();
  const stop = (): void => interrupt.abort(interrupted);
  process.once("SIGINT", stop);
  const report = await gradeClass({
    root,
    submissions,
    ...(options.student === undefined ? {} : { student: options.student }),
    out,
    sandbox: options.sandbox,
    variants: variantSource(options, terminal.cwd),
    secrets,
    jobs: options.jobs,
    ...(options.shard === undefined ? {} : { shard: options.shard }),
    ...(inputs.attempt === "best" ? { attempts: inputs.attempt } : {}),
    ...(options.asOf === undefined ? {} : { asOf: options.asOf }),
    signal: interrupt.signal,
    onCollected: (counting) => {
      if (options.replace === undefined)
        refuseOtherClass(out, new Set(counting.flatMap(studentsOf)));
    },
    onKept: (kept, of) => terminal.say(keptWords(kept, of)),
    onLesson: (slug) => terminal.say(`Compiling what the course gives in ${slug}, this once.`),
    onDone: progress(terminal, inputs),
  }).finally(() => process.off("SIGINT", stop));
  const { problems, called } = writeReports(report, out, inputs);
  for (const problem of problems) terminal.say(`Note: ${oneLine(problem)}`);
  for (const line of summary(report, inputs)) terminal.print(line);
  compareWhereAsked(invocation, { report, called }, out, terminal);
  return report;
}

const help = `
Submissions lie as <student>/NN-slug.ipynb, at any depth below the student's folder, or as Canvas,
Gradescope, Moodle, Brightspace, Blackboard or Sakai let you download them, as folders or zips.
A run that was ended goes on where it was when the same command is given again. Exit code 0 when every submission could be graded, 1 when one could not.`;

function positive(text: string): number {
  if (!/^[1-9]\d{0,2}$/.test(text)) throw new InvalidArgumentError("Give a whole number from 1.");
  return Number(text);
}

function shard(text: string): { index: number; of: number } {
  const [, index = 0, of = 0] = (/^(\d{1,4})\/(\d{1,4})$/.exec(text) ?? []).map(Number);
  if (index < 1 || index > of)
    throw new InvalidArgumentError("Give the part and the parts, such as 1/4.");
  return { index, of };
}

function isoDate(text: string): string {
  const date = new Date(text);
  if (!/^\d{4}-\d\d-\d\d/.test(text) || Number.isNaN(date.getTime())) {
    throw new InvalidArgumentError("Give a date such as 2026-12-01 or 2026-12-01T18:00:00Z.");
  }
  return date.toISOString();
}

/** Throws LabError where nothing would hold a hostile submission and nobody has vouched for them. */
function refuseUnsafe(root: string, secrets: string[], options: GradeOptions): void {
  const { sandbox, trustSubmissions } = options;
  if (sandbox === "none") {
    if (trustSubmissions === true) return;
    throw new LabError("sandbox-missing", {
      what: "Without a sandbox a submission can read, change and send away whatever you can.",
      remedy:
        "Leave --sandbox out, or add --trust-submissions when you have read every one of them.",
    });
  }
  const view = { root, diskBytes: defaultLimits.diskBytes, hidden: [root, ...secrets] };
  const fault = faults[sandbox](view);
  if (fault === undefined) return;
  throw new LabError("sandbox-missing", {
    what: `No sandbox can be made here: ${fault}.`,
    remedy: remedies[sandbox],
  });
}

const faults = {
  bwrap: bwrapFault,
  container: (view: View) => containerFault(openContainers(), view),
  user: ({ root, hidden }: View) =>
    otherUserFault(
      root,
      hidden.filter((path) => path !== root),
    ),
};

const remedies = {
  bwrap:
    "Install bubblewrap (Debian, Ubuntu: apt install bubblewrap) on Linux, or grade in containers: --sandbox container.",
  container:
    "See that the engine can run a container at all, and read in the instructor's reference what it needs.",
  user: "Be root, on a machine with nothing else on it, and take from others the right to read what is named: chmod -R go-rwx.",
};

function variantSource({ seed, seedFile, variants }: GradeOptions, cwd: string): VariantSource {
  if (variants !== undefined) return { source: "folder", folder: resolve(cwd, variants) };
  const secret = seed ?? (seedFile === undefined ? undefined : readSeed(resolve(cwd, seedFile)));
  return secret === undefined
    ? { source: "public" }
    : { source: "seed", seed: secret, count: SEEDED };
}

function readSeed(path: string): string {
  try {
    return readFileSync(path, "utf8").trim();
  } catch (cause) {
    throw new LabError("seed-not-readable", {
      what: "The file with the seed cannot be read.",
      where: path,
      remedy: "Name a text file that holds the seed.",
      cause,
    });
  }
}

const interrupted = new LabError("interrupted", {
  what: "Grading was interrupted.",
  remedy: "Give the same command again; it goes on where it was.",
});
