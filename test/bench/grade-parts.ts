import { join } from "node:path";
import type { Lesson } from "../../lib/exercises/exercise.ts";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { DIST, openGradingContext } from "../../lib/grader/grading-context.ts";
import { courseNotebooks, graderDigest } from "../../lib/grader/course-notebooks.ts";
import { defaultLimits } from "../../lib/grader/limits.ts";
import { gradeSubmission } from "../../lib/grader/pipeline.ts";
import { makeBundle } from "../../lib/grader/sandbox/bundle.ts";
import type { StartProcess } from "../../lib/notebook/child.ts";
import { runSources } from "../../lib/notebook/run.ts";
import { ProcessorAccount } from "./processor.ts";

/** What one notebook of a class costs, part by part, each in milliseconds on a processor. */
export interface Parts {
  compile: number;
  start: number;
  execute: number;
  judge: number;
  /** How many cells were run, and for how many of them the compiler was asked. */
  cells: number;
  compiled: number;
}

const EMPTY_RUNS = 10;

/**
 * Grades a class as a job does, lesson by lesson, each process in an account of its own. The first
 * student's notebooks are not counted: with them all shared work is done.
 */
export async function gradeParts(root: string, folder: string, students: string[]): Promise<Parts> {
  const accounts = {
    compile: new ProcessorAccount("compile"),
    execute: new ProcessorAccount("execute"),
    judge: new ProcessorAccount("judge"),
  };
  const bundle = await makeBundle(root, DIST, graderDigest(root, DIST));
  const courses = courseNotebooks(root);
  // A process that is started counts where its parent does.
  accounts.compile.enter();
  const context = await openGradingContext({
    root,
    sandbox: "bwrap",
    bundle,
    variants: { source: "public" },
    limits: defaultLimits,
    hidden: [root, folder],
  });
  accounts.judge.enter();
  const start: (typeof context)["start"] = (onBreach) => {
    const started: StartProcess = context.start(onBreach);
    return (entry, options) => {
      accounts.execute.enter();
      try {
        return started(entry, options);
      } finally {
        accounts.judge.enter();
      }
    };
  };
  const seen = new Set<string>();
  const converter = {
    get ready() {
      return context.converter.ready;
    },
    get ended() {
      return context.converter.ended;
    },
    convert(before: string, source: string) {
      seen.add(`${before}\0${source}`);
      return context.converter.convert(before, source);
    },
  };
  const renew = async (): Promise<void> => {
    accounts.compile.enter();
    await context.renew();
    accounts.judge.enter();
  };
  const grade = async (lesson: Lesson, student: string): Promise<number> => {
    const course = courses.get(lesson.slug)?.learner;
    if (course === undefined) throw new Error(`no ${lesson.slug}`);
    const path = join(folder, student, `${lesson.slug}.ipynb`);
    const measured = { ...context, start, converter, renew };
    const grading = await gradeSubmission({ path, lesson, course, isAlone: false }, measured);
    if (grading.status === "late") throw new Error(`${lesson.slug} took too long`);
    return grading.graded.run.cells;
  };
  const spent = { compile: 0, execute: 0, judge: 0, cells: 0, compiled: 0 };
  const [first = "", ...others] = students;
  try {
    // As a job does, lesson by lesson; with the first student's all that is shared is done.
    for (const lesson of lessons) {
      await grade(lesson, first);
      const before = { ...usedBy(accounts), compiled: seen.size };
      for (const student of others) spent.cells += await grade(lesson, student);
      const after = { ...usedBy(accounts), compiled: seen.size };
      for (const name of ["compile", "execute", "judge", "compiled"] as const)
        spent[name] += after[name] - before[name];
    }
    const idle = accounts.execute.used();
    for (let empty = 0; empty < EMPTY_RUNS; empty += 1) {
      const { env, cwd } = context;
      const options = { start: start(() => {}), env, cwd, converter, onAnswer: async () => null };
      await runSources([{ id: "empty", source: "" }], options);
    }
    const startOne = (accounts.execute.used() - idle) / EMPTY_RUNS;
    const count = others.length * lessons.length;
    const each = (name: keyof typeof spent): number => spent[name] / count;
    return {
      compile: each("compile"),
      start: startOne,
      execute: each("execute") - startOne,
      judge: each("judge"),
      cells: each("cells"),
      compiled: each("compiled"),
    };
  } finally {
    await context.close();
    for (const account of Object.values(accounts)) await account.close();
  }
}

function usedBy<Name extends string>(
  accounts: Record<Name, ProcessorAccount>,
): Record<Name, number> {
  const used: Partial<Record<Name, number>> = {};
  for (const name in accounts) used[name] = accounts[name].used();
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- every name was set
  return used as Record<Name, number>;
}
