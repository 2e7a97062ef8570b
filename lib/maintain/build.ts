import { existsSync, readdirSync, readFileSync } from "node:fs";
import { join, relative } from "node:path";
import { LabError } from "../base/lab-error.ts";
import type { ConverterProcess } from "../notebook/converter.ts";
import { type LessonNotebooks, lessonNotebooks } from "../notebook/lesson.ts";
import { RememberingConverter } from "../notebook/remembering-converter.ts";
import { type Notebook, readNotebook, writeNotebook } from "../notebook/notebook.ts";
import { changedAnswers, nodeOfOutputs, withoutOutputs, withOutputs } from "../notebook/outputs.ts";
import type { LabCommand } from "../cli/command.ts";
import { findProject, makeFolders, stateFolder, writeWhole } from "../base/project.ts";
import { startNode } from "../notebook/node-process.ts";
import { findLesson } from "../cli/choose-lessons.ts";
import { type JudgedRun, type JudgedRunOptions, runJudged } from "../cli/rehearse.ts";
import type { ExerciseResult } from "../exercises/verdict.ts";
import { rehearsalEnvironment } from "../notebook/rehearsal-environment.ts";

export const command: LabCommand = {
  configure(options) {
    options
      .argument("[lessons...]", 'such as "01" (default: all)')
      .option("--check", "write nothing; tell whether the committed notebooks are current");
  },

  async run(invocation, terminal) {
    const { check } = invocation.opts<{ check?: boolean }>();
    const root = findProject(terminal.cwd);
    const asked = new Set(invocation.args.map((word) => findLesson(word).slug));
    const slugs = lessonSlugs(root).filter((slug) => asked.size === 0 || asked.has(slug));
    const converter = buildConverter(root);
    let stale = 0;
    try {
      for (const slug of slugs) {
        const built = await buildLesson(root, slug, converter);
        for (const { path, notebook } of [built.learner, built.solved]) {
          const current = isCurrent({ path, notebook });
          if (check && !current) stale += 1;
          terminal.print(
            check
              ? `${current ? "current" : "stale  "} ${relative(root, path)}`
              : place(root, path, notebook),
          );
        }
      }
    } finally {
      await converter.close();
    }
    if (stale > 0)
      terminal.say("What to do: run `npm run lab -- build` and commit what it writes.");
    return stale > 0 ? 1 : 0;
  },
};

/** The lessons that have a source, in order. */
export function lessonSlugs(root: string): string[] {
  return readdirSync(join(root, "solutions"))
    .filter((name) => /^\d\d-[a-z-]+\.ts$/.test(name))
    .map((name) => name.slice(0, -".ts".length))
    .toSorted();
}

/** Variants that the answers have to pass beside the published ones, and how long a run may take. */
type BuildOptions = Pick<JudgedRunOptions, "addTo" | "cellTimeoutMs" | "totalTimeoutMs">;

/** A notebook and where it belongs. */
interface BuiltNotebook {
  path: string;
  notebook: Notebook;
}

/**
 * Makes both notebooks of a lesson; the solved one is run in rehearsal and keeps its outputs.
 *
 * @throws LabError of `lessonNotebooks`, or `solution-fails` when a solved cell fails or an answer
 *   does not pass every check
 */
export async function buildLesson(
  root: string,
  slug: string,
  converter: ConverterProcess,
  options: BuildOptions = {},
): Promise<{ learner: BuiltNotebook; solved: BuiltNotebook; exercises: ExerciseResult[] }> {
  const { learner, solved } = lessonSources(root, slug);
  const run = await runBuilt(root, solved, converter, options);
  refuseFailed(slug, run);
  const executed = withOutputs(solved, run.cells, nodeMajor());
  return {
    exercises: run.exercises,
    learner: { path: join(root, "notebooks", `${slug}.ipynb`), notebook: learner },
    solved: { path: join(root, "solutions", `${slug}.ipynb`), notebook: executed },
  };
}

/** Runs a notebook of this project that is no file, and judges its answers. */
export async function runBuilt(
  root: string,
  notebook: Notebook,
  converter: ConverterProcess,
  options: BuildOptions = {},
): Promise<JudgedRun> {
  return await runJudged(
    { notebook, cwd: buildFolder(root) },
    { ...options, env: rehearsalEnvironment, converter },
  );
}

/** A warm converter for the notebooks that are run while building; to be closed. */
export function buildConverter(root: string): ConverterProcess {
  makeFolders([buildFolder(root)]);
  return new RememberingConverter(startNode, buildFolder(root));
}

function buildFolder(root: string): string {
  return join(stateFolder(root), "build");
}

/** Both notebooks of a lesson, not run. Throws LabError of `lessonNotebooks`. */
function lessonSources(root: string, slug: string): LessonNotebooks {
  const where = `solutions/${slug}.ts`;
  return lessonNotebooks(readFileSync(join(root, where), "utf8"), where);
}

/** Throws LabError `solution-fails`. */
function refuseFailed(slug: string, run: JudgedRun): void {
  const failed = run.cells.find((cell) => cell.status !== "ok");
  const open = run.exercises
    .flatMap((exercise) => exercise.verdicts)
    .find((verdict) => verdict.status !== "pass");
  if (failed !== undefined || open !== undefined) {
    throw new LabError("solution-fails", {
      what:
        failed === undefined
          ? `The reference answer fails the check ${open?.check}: expected ${open?.expected}; found ${open?.found}.`
          : `The cell "${failed.id}" of the solved notebook ended as ${failed.status}: ${JSON.stringify(failed.outputs)}`,
      where: `solutions/${slug}.ts`,
      remedy: "Correct the source or the check: a solution has to earn everything.",
    });
  }
}

/** Writes a notebook, or puts it beside the one whose answers a person has changed. */
function place(root: string, path: string, notebook: Notebook): string {
  const shown = relative(root, path);
  const existing = existsSync(path) ? readNotebook(readFileSync(path), shown) : undefined;
  const changed = existing === undefined ? [] : changedAnswers(existing);
  if (changed.length === 0) {
    writeWhole(path, writeNotebook(notebook));
    return `wrote ${shown}`;
  }
  const beside = path.replace(/\.ipynb$/, ".new.ipynb");
  writeWhole(beside, writeNotebook(notebook));
  return `kept ${shown}, which has answers in ${changed.join(", ")}; wrote ${relative(root, beside)}`;
}

/** Sources are compared everywhere; outputs on the Node that they were made with, as it formats them. */
export function isCurrent({ path, notebook }: BuiltNotebook): boolean {
  if (!existsSync(path)) return false;
  const committed = readNotebook(readFileSync(path), path);
  const comparable =
    nodeOfOutputs(committed) === nodeMajor() || nodeOfOutputs(notebook) === undefined;
  const form = (one: Notebook): string => writeNotebook(comparable ? one : withoutOutputs(one));
  return form(committed) === form(notebook);
}

function nodeMajor(): string {
  return process.versions.node.split(".")[0] ?? "";
}
