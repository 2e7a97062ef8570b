import { createHash } from "node:crypto";
import { rmSync } from "node:fs";
import { lessons } from "../exercises/manifest/manifest.ts";
import { DIST } from "./grading-context.ts";
import { convertCourse } from "./course-conversions.ts";
import { courseNotebooks, courseOutline, graderDigest } from "./course-notebooks.ts";
import { type Graded, notGradable } from "./grading.ts";
import { defaultLimits, type Limits } from "./limits.ts";
import { unpackedIn } from "./out-folder.ts";
import type { SandboxKind } from "./process/messages.ts";
import type { Counting } from "./collect/candidate.ts";
import { collect, type Collected } from "./collect/collect.ts";
import { courseAnswers } from "./collect/course-answers.ts";
import { keptFor, makeBundle } from "./sandbox/bundle.ts";
import { KeptResults } from "./results.ts";
import { type Reason, type Report, REPORT_FORMAT, type Submission } from "./report.ts";
import { privateVariants, type VariantSource } from "./variants.ts";
import { type WorkOutcome, Worker } from "./worker-pool.ts";
import { WorkQueue } from "./work-queue.ts";

/** How a class is graded. */
export interface ClassOptions {
  /** The project's root. */
  root: string;
  /** The folder of submissions. */
  submissions: string;
  /** Whose everything in that folder is, where it is one student's. */
  student?: string;
  /** Where results are kept while the run goes on. */
  out: string;
  sandbox: SandboxKind;
  variants: VariantSource;
  /** Files that hold a secret; no submission is shown them, nor the folders named above. */
  secrets?: readonly string[];
  /** Grading processes at a time. */
  jobs: number;
  /** Which part of the submissions is this run's, counted from 1. */
  shard?: { index: number; of: number };
  /** Whether earlier attempts are graded too, so that the best can be chosen. */
  attempts?: "best" | undefined;
  /** ISO 8601. */
  asOf?: string;
  limits?: Limits;
  /** Told of what counts, before anything is graded; what it throws ends the run. */
  onCollected?: (counting: readonly Counting[]) => void;
  /** Told how many of the submissions an earlier run into the same folder graded already, the same way. */
  onKept?: (kept: number, of: number) => void;
  /** Told of each lesson whose own cells are being converted, which is done once. */
  onLesson?: (slug: string) => void;
  /** Told of each submission when it is done. */
  onDone?: (submission: Submission, done: number, of: number) => void;
  /** Ends the run; what was graded is kept. */
  signal?: AbortSignal;
}

/**
 * Grades a folder of submissions. The same folder gives the same report, whatever the number of jobs
 * and however often the run was ended in between.
 *
 * @throws LabError of `collect`, `courseNotebooks` and `privateVariants`; the signal's reason
 */
export async function gradeClass(options: ClassOptions): Promise<Report> {
  const scratch = unpackedIn(options.out);
  try {
    const collected = await collectFor(options, scratch);
    options.onCollected?.(collected.counting);
    return await gradeCollected(options, collected);
  } finally {
    rmSync(scratch, { recursive: true, force: true, maxRetries: 5 });
  }
}

function collectFor(options: ClassOptions, scratch: string): Promise<Collected> {
  const { root, submissions, student, attempts } = options;
  const course = new Map(
    [...courseNotebooks(root)].map(([slug, notebooks]) => [slug, courseAnswers(notebooks)]),
  );
  const slugs = lessons.map(({ slug }) => slug);
  const whose = student === undefined ? {} : { student };
  return collect(submissions, { slugs, scratch, course, attempts, ...whose });
}

async function gradeCollected(options: ClassOptions, collected: Collected): Promise<Report> {
  const { root, submissions, out, sandbox, variants, jobs, shard, asOf, signal, onDone } = options;
  const limits = options.limits ?? defaultLimits;
  const { said } = await privateVariants(variants);
  const mine = collected.counting.filter(
    (_, index) => shard === undefined || index % shard.of === shard.index - 1,
  );
  const results = new KeptResults(out, root);
  const digest = graderDigest(root, DIST);
  const circumstances = JSON.stringify([digest, REPORT_FORMAT, sandbox, said, limits]);
  const keyOf = ({ at: _at, isEarlier: _earlier, ...file }: Counting): string =>
    createHash("sha256")
      .update(JSON.stringify([circumstances, file]))
      .digest("hex");

  const graded = new Map<Counting, Submission>();
  const finish = (file: Counting, outcome: Graded): void => {
    const submission = submissionOf(file, outcome);
    results.keep(file.path, keyOf(file), submission);
    graded.set(file, submission);
    onDone?.(submission, graded.size, mine.length);
  };
  for (const file of mine) {
    const known = results.find(file.path, keyOf(file));
    if (known !== undefined) graded.set(file, known);
  }
  if (graded.size > 0) options.onKept?.(graded.size, mine.length);
  const todo: Counting[] = [];
  for (const file of mine.filter((one) => !graded.has(one))) {
    const reason = file.refused ?? (file.lesson === undefined ? noLesson : undefined);
    if (reason === undefined) todo.push(file);
    else finish(file, notGradable(reason));
  }

  const isBundled = sandbox !== "none" && todo.length > 0;
  const bundle = isBundled ? { bundle: await makeBundle(root, DIST, digest) } : {};
  const conversions = `${keptFor(root, digest)}-conversions`;
  const hidden = [root, submissions, out, ...(options.secrets ?? [])];
  const settings = { root, sandbox, variants, limits, hidden, ...bundle, conversions };
  await convertCourse(settings, new Set(todo.flatMap(({ lesson }) => lesson ?? [])), options);
  const workers = Array.from(
    { length: Math.max(1, Math.min(jobs, todo.length)) },
    () => new Worker(settings),
  );
  const again: Counting[] = [];
  const queue = new WorkQueue(todo);
  const isAlone = workers.length === 1;
  try {
    await Promise.all(
      workers.map(async (worker) => {
        let file: Counting | undefined;
        while ((file = queue.take(file)) !== undefined) {
          signal?.throwIfAborted();
          const outcome = await ask(worker, file, isAlone);
          if (outcome.status === "done") finish(file, outcome.graded);
          else again.push(file);
        }
      }),
    );
    // What hit a time limit, or took its grading process down, gets the whole machine once more.
    const [alone] = workers;
    for (const file of again.toSorted((a, b) => (a.path < b.path ? -1 : 1))) {
      signal?.throwIfAborted();
      if (alone === undefined) break;
      const outcome = await ask(alone, file, true);
      finish(file, outcome.status === "done" ? outcome.graded : notGradable(lost));
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.close()));
  }
  return {
    format: REPORT_FORMAT,
    course: courseOutline(),
    sandbox: { kind: sandbox, trusted: sandbox === "none" },
    variants: said,
    ...(asOf === undefined ? {} : { asOf }),
    ...(shard === undefined ? {} : { shard }),
    submissions: mine.flatMap((file) => (file.isEarlier ? [] : (graded.get(file) ?? []))),
    ...(options.attempts === undefined
      ? {}
      : { earlierAttempts: mine.flatMap((file) => (file.isEarlier && graded.get(file)) || []) }),
    ...(collected.groups === undefined ? {} : { groups: collected.groups }),
    ignored: collected.ignored,
  };
}

function ask(worker: Worker, file: Counting, isAlone: boolean): Promise<WorkOutcome> {
  return worker.grade({ path: file.at, lesson: file.lesson ?? "", isAlone });
}

function submissionOf(file: Counting, graded: Graded): Submission {
  const { at: _at, refused: _refused, isEarlier: _earlier, notes, ...told } = file;
  return { ...told, ...graded, notes: [...notes, ...graded.notes] };
}

const noLesson: Reason = {
  code: "no-lesson",
  sentence: "Neither the file's name nor its cells tell which lesson this is.",
};

const lost: Reason = {
  code: "grader-lost",
  sentence:
    "The grading process itself ended twice on this submission, the second time with the machine to itself.",
};
