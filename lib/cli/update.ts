import { existsSync, readFileSync, rmSync } from "node:fs";
import { relative, resolve } from "node:path";
import { lessons } from "../exercises/manifest/manifest.ts";
import { orMistake } from "../base/lab-error.ts";
import { findProject } from "../base/project.ts";
import type { LabCommand } from "./command.ts";
import { notebookPath } from "./check/run-lesson.ts";
import { mergeConflicts } from "./update/conflicts.ts";
import { Git } from "./update/git.ts";
import { mergeFile } from "./update/merge-file.ts";
import { pullLessons } from "./update/pull.ts";
import { takeOver } from "./update/take-over.ts";

export const command: LabCommand = {
  help:
    "In a clone: fetches the newest version, as `git pull` would, which refuses if you " +
    "and the course have both changed a notebook. New lessons are merged into your notebooks " +
    "cell by cell: your answers stay; where the lesson changed the same cell, yours " +
    "is right below it, with a note. Your earlier version is kept as a copy, as " +
    "notebooks/NN-….kept-1.ipynb. After a `git stash pop` or `git merge` that ended in " +
    "conflicts it merges those notebooks. In a downloaded copy: get the new version into " +
    "a folder of its own and there use --from. Save your notebooks in Jupyter before, and " +
    "run `npm start` after, which installs what is new.",

  configure(options) {
    options.option(
      "--from <folder>",
      "bring my answers and progress from another copy of the lab into this one",
    );
  },

  async run(invocation, terminal) {
    const { from } = invocation.opts<{ from?: string }>();
    const root = findProject(terminal.cwd);
    const lines =
      from === undefined ? updateHere(root) : takeOver(root, resolve(terminal.cwd, from));
    for (const line of lines) terminal.print(line);
    terminal.say("If a notebook is open in Jupyter, reload it there before you save again.");
    return 0;
  },
};

function updateHere(root: string): string[] {
  const git = orMistake(() => new Git(root));
  const beside = mergeBeside(root, git instanceof Git ? git : undefined);
  if (!(git instanceof Git)) {
    if (beside.length > 0) return beside;
    throw git;
  }
  const conflicts = mergeConflicts(root, git);
  if (conflicts.length > 0) return [...beside, ...conflicts];
  return [...beside, ...pullLessons(root, git)];
}

/** Merges the new versions that `build` put beside notebooks with answers, and removes them. */
export function mergeBeside(root: string, git: Git | undefined): string[] {
  return lessons.flatMap(({ slug }) => {
    const path = notebookPath(root, slug);
    const beside = path.replace(/\.ipynb$/, ".new.ipynb");
    if (!existsSync(beside) || !existsSync(path)) return [];
    const base = git?.show("HEAD", relative(root, path));
    const said = mergeFile(root, path, { base, mine: path, next: readFileSync(beside, "utf8") });
    rmSync(beside);
    return said;
  });
}
