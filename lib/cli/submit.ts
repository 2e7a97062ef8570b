import { createHash } from "node:crypto";
import { existsSync, readFileSync, statSync } from "node:fs";
import { join, relative, resolve } from "node:path";
import { Option } from "commander";
import { z } from "zod";
import { LabError } from "../base/lab-error.ts";
import { findProject, writeWhole } from "../base/project.ts";
import type { Lesson } from "../exercises/exercise.ts";
import { decode } from "../notebook/decode.ts";
import { readSubmitted, type SubmittedCell } from "../notebook/submitted-notebook.ts";
import { notebookPath } from "./check/run-lesson.ts";
import { chooseLessons, lessonNumber } from "./choose-lessons.ts";
import type { LabCommand } from "./command.ts";
import { givenNotebook } from "./lessons/given.ts";
import { isPlaceForZip, type ZippedFile, zipOf } from "./zip.ts";

interface Options {
  name?: string;
  id?: string;
  out?: string;
}

export const command: LabCommand = {
  help:
    "Makes one zip of your notebooks, as they were last saved: save them in Jupyter before. " +
    "Hand that file in. What the lab keeps beside them never goes with it.",

  configure(options) {
    options
      .argument("[lessons...]", 'such as "01"; without one, every notebook that you changed')
      .option("--name <name>", 'who you are, such as "Ada Byron"')
      .addOption(
        new Option("--id <id>", "the same, as your course system knows you").conflicts("name"),
      )
      .option("--out <file>", "the zip to write (default: your name, in the lab's folder)");
  },

  async run(invocation, terminal) {
    const { name, id, out } = invocation.opts<Options>();
    const root = findProject(terminal.cwd);
    const target =
      out === undefined ? join(root, fileNameFor(id ?? name)) : resolve(terminal.cwd, out);
    refuseOther(target);
    const isNamed = invocation.args.length > 0;
    const works = chooseLessons(invocation.args)
      .filter(({ lesson }) => isNamed || existsSync(notebookPath(root, lesson.slug)))
      .map(({ lesson }) => readWork(root, lesson));
    const packed = works.filter(({ isGiven }) => isNamed || !isGiven);
    if (packed.length === 0) throw nothingChanged(root);
    const note = { lab: versionOf(root), name, id, notebooks: packed.map(noteOf) };
    const text = `${JSON.stringify(note, undefined, 2)}\n`;
    const saved = new Date(Math.max(...packed.map((work) => work.saved.getTime())));
    const record = { name: "submission.json", content: Buffer.from(text), saved };
    writeWhole(target, zipOf([...packed, record]));
    for (const work of packed) terminal.print(`${work.name}, saved ${shownTime(work.saved)}`);
    for (const { number, isGiven } of works) {
      if (!isGiven) continue;
      terminal.print(`${number} is as it was given${isNamed ? "." : ", so it is not in it."}`);
    }
    terminal.print(`Hand in this file: ${target}`);
    return 0;
  },
};

/** A notebook to hand in. */
interface Work extends ZippedFile {
  number: string;
  /** Whether no code in it was changed. */
  isGiven: boolean;
}

/** Throws LabError `submit-unreadable` for what the grader could not read. */
function readWork(root: string, lesson: Lesson): Work {
  const path = notebookPath(root, lesson.slug);
  try {
    const content = readFileSync(path);
    const read = readSubmitted(decode(content).text);
    if (read.status === "refused") throw new Error(read.reason.sentence);
    return {
      name: `${lesson.slug}.ipynb`,
      number: lessonNumber(lesson),
      content,
      saved: statSync(path).mtime,
      isGiven: isAsGiven(root, lesson, read.cells),
    };
  } catch (cause) {
    throw new LabError("submit-unreadable", {
      what: `This notebook cannot be graded, so nothing was packed: ${cause instanceof Error ? cause.message : String(cause)}`,
      where: relative(root, path),
      remedy: `Open it in Jupyter and save it again, or run \`npm run lab -- reset ${lessonNumber(lesson)}\`.`,
      cause,
    });
  }
}

function isAsGiven(root: string, { slug }: Lesson, cells: readonly SubmittedCell[]): boolean {
  try {
    const given = givenNotebook(root, slug).cells.filter((cell) => cell.cell_type === "code");
    return codeOf(given) === codeOf(cells);
  } catch (error) {
    // Without the original nothing says that it was not changed.
    if (error instanceof LabError && error.code === "no-original") return false;
    throw error;
  }
}

function codeOf(cells: readonly { source: string }[]): string {
  return cells.map(({ source }) => source.replaceAll("\r\n", "\n").trim()).join("\n");
}

function noteOf({ name, content, saved }: Work) {
  const sha256 = createHash("sha256").update(content).digest("hex");
  return { file: name, sha256, saved: saved.toISOString() };
}

function versionOf(root: string): string | undefined {
  const manifest: unknown = JSON.parse(readFileSync(join(root, "package.json"), "utf8"));
  return z.object({ version: z.string() }).safeParse(manifest).data?.version;
}

/** The grader takes a zip's name for the student's. Throws LabError `submit-name`. */
function fileNameFor(who: string | undefined): string {
  if (who === undefined) return "submission.zip";
  if (/^[^\s./\\:*?"<>|\p{C}](?:[^/\\:*?"<>|\p{C}]*[^\s./\\:*?"<>|\p{C}])?$/u.test(who))
    return `${who}.zip`;
  throw new LabError("submit-name", {
    what: `No file can be called "${who}".`,
    remedy: "Say with --out what the zip is to be called, such as --out ada.zip.",
  });
}

/** Throws LabError `submit-out` where anything but an earlier zip would be replaced. */
function refuseOther(target: string): void {
  if (isPlaceForZip(target)) return;
  throw new LabError("submit-out", {
    what: "This is no name for a zip, or a folder is called so.",
    where: target,
    remedy: "Name a file that ends in .zip.",
  });
}

function nothingChanged(root: string): LabError {
  return new LabError("submit-nothing", {
    what: "Every notebook is as it was given, so there is nothing to hand in.",
    where: join(root, "notebooks"),
    remedy: "Save your work in Jupyter and run this again, or name a lesson, such as 01.",
  });
}

function shownTime(time: Date): string {
  return time.toLocaleString("en-GB", { dateStyle: "medium", timeStyle: "short" });
}
