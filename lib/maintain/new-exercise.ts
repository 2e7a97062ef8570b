import { existsSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { InvalidArgumentError } from "commander";
import { LabError } from "../base/lab-error.ts";
import { findProject, makeFolders, writeWhole } from "../base/project.ts";
import { findLesson } from "../cli/choose-lessons.ts";
import type { LabCommand } from "../cli/command.ts";
import {
  aim,
  cells,
  examinationOf,
  manifestEntry,
  type NewExercise,
  ownFiles,
} from "./new-exercise/stubs.ts";

export const command: LabCommand = {
  help:
    "Writes all that an exercise is made of, and its line in the files that list it. Its " +
    "test fails until there are three right answers. CONTRIBUTING.md says what to fill in.",

  configure(options) {
    options
      .argument("<id>", 'the next one of a lesson, such as "00.4"', idOf)
      .argument("<name>", 'what its files are called, such as "count-calls"', nameOf)
      .argument("<title>", 'such as "Count the calls"');
  },

  async run(invocation, terminal) {
    const root = findProject(terminal.cwd);
    const [id = "", name = "", title = ""] = invocation.args;
    const exercise = { id, name, title, slug: lessonFor(id) };
    // All of it is made before any of it is written.
    const own = ownFiles(exercise);
    for (const path of own.keys()) if (existsSync(join(root, path))) throw taken(path);
    const files = [...own, ...withLines(root, exercise)];
    makeFolders(files.map(([path]) => dirname(join(root, path))));
    for (const [path, text] of files) writeWhole(join(root, path), text);
    for (const [path] of files)
      terminal.print(`${own.has(path) ? "wrote   " : "added to"} ${path}`);
    terminal.print(
      `Next: fill them in, then \`npm run build\` and \`npm run lab -- build ${id.slice(0, 2)}\`.`,
    );
    return 0;
  },
};

function idOf(text: string): string {
  if (/^\d\d\.[1-9]\d?$/.test(text)) return text;
  throw new InvalidArgumentError('An id is a lesson and a number, such as "00.4".');
}

function nameOf(text: string): string {
  if (/^[a-z]+(-[a-z]+)*$/.test(text)) return text;
  throw new InvalidArgumentError('A name is small letters and hyphens, such as "count-calls".');
}

/** The lesson of a new exercise. Throws LabError `exercise-not-next`. */
function lessonFor(id: string): string {
  const { slug, exercises } = findLesson(id.slice(0, 2));
  const next = `${id.slice(0, 3)}${Math.max(...exercises.map((one) => Number(one.id.slice(3)))) + 1}`;
  if (id === next) return slug;
  throw new LabError("exercise-not-next", {
    what: `${id} is not the next exercise of ${slug}.`,
    remedy: `Call it ${next}: an id is never used for anything else.`,
  });
}

function taken(path: string): LabError {
  return new LabError("exercise-file-taken", {
    what: "Another exercise's file has this name.",
    where: path,
    remedy: "Choose another name.",
  });
}

/** The files that list exercises, with this one in its place: texts by path. */
function withLines(root: string, exercise: NewExercise): [path: string, text: string][] {
  const { id, slug, name } = exercise;
  const lesson = id.slice(0, 2);
  const examination = examinationOf(exercise);
  const places: [path: string, before: RegExp, text: string][] = [
    [
      `lib/exercises/manifest/${slug}.ts`,
      // A list of entries, or one of names on a line.
      /(?<=^ {2}exercises: \[\n[^]*)^ {2}\],\n\};\n$|(?<=^ {2}exercises: \[\w.*)(?=\],\n\};\n$)/m,
      manifestEntry(exercise),
    ],
    [`lib/lessons/${slug}/index.ts`, /^\n/m, `import { ${examination} } from "./${name}.ts";\n`],
    [`lib/lessons/${slug}/index.ts`, /^\};\n$/m, `  "${id}": ${examination},\n`],
    [`solutions/${slug}.ts`, /^\/\/ %% \[markdown\] id="playground-text"/m, cells(exercise)],
    [
      "test/mutation/expected.ts",
      new RegExp(`(?<=^ {2}\\["${lesson}\\..*\\n)(?! {2}\\["${lesson}\\.)`, "m"),
      aim(exercise),
    ],
  ];
  const texts = new Map<string, string>();
  for (const [path, before, text] of places) {
    const old = texts.get(path) ?? readFileSync(join(root, path), "utf8");
    const at = old.search(before);
    if (at < 0) throw noPlace(path);
    const isInLine = old[at] === "]";
    texts.set(path, old.slice(0, at) + (isInLine ? `, ${text}` : text) + old.slice(at));
  }
  return [...texts];
}

function noPlace(path: string): LabError {
  return new LabError("exercise-no-place", {
    what: "This file lists no exercises: they are made from another list, as those of lesson 06 are from the steps of the sketch's review; nothing was written.",
    where: path,
    remedy: "Add the exercise by hand to that list, for 06 in lib/subjects/sketch/review.ts.",
  });
}
