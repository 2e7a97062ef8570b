import { rmSync } from "node:fs";
import { join } from "node:path";
import { LabError, orMistake } from "../../base/lab-error.ts";
import { readNotebook } from "../../notebook/notebook.ts";
import { changedAnswers } from "../../notebook/outputs.ts";
import { makeFolders, stateFolder, writeWhole } from "../../base/project.ts";
import type { Git } from "./git.ts";
import { mergeFile } from "./merge-file.ts";

/**
 * Merges the notebooks in which git has left a conflict, as after `git stash pop` or `git merge`, and
 * tells git so; returns what a person is told. Of the two versions the one with answers is the
 * learner's.
 */
export function mergeConflicts(root: string, git: Git): string[] {
  const files = git.names("diff", "--name-only", "--diff-filter=U", "--", "notebooks");
  if (files.length === 0) return [];
  const lines = files.flatMap((file) => {
    const [base, ours, theirs] = [1, 2, 3].map((stage) => git.show(`:${stage}`, file));
    if (ours === undefined || theirs === undefined) {
      return [`${file}: one side deleted it; decide with \`git add\` or \`git rm\`.`];
    }
    const [mine, next] = hasAnswers(ours, file) ? [ours, theirs] : [theirs, ours];
    const aside = join(stateFolder(root), `conflict-${process.pid}.ipynb`);
    makeFolders([stateFolder(root)]);
    writeWhole(aside, mine);
    const said = mergeFile(root, join(root, file), { base, mine: aside, next });
    rmSync(aside);
    git.output("add", "--", file);
    return said;
  });
  return [...lines, "The conflicts are resolved; `git status` says what git waits for now."];
}

function hasAnswers(text: string, file: string): boolean {
  const notebook = orMistake(() => readNotebook(text, file));
  return !(notebook instanceof LabError) && changedAnswers(notebook).length > 0;
}
