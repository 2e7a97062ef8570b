import { existsSync, readFileSync, realpathSync } from "node:fs";
import { basename } from "node:path";
import { lessons } from "../../exercises/manifest/manifest.ts";
import { addProgress, loadProgress } from "../../exercises/progress.ts";
import { LabError, orMistake } from "../../base/lab-error.ts";
import { writeNotebook } from "../../notebook/notebook.ts";
import { progressFolder } from "../../session/progress.ts";
import { notebookPath } from "../check/run-lesson.ts";
import { givenNotebook } from "../lessons/given.ts";
import { keepBeside } from "../lessons/keep-beside.ts";
import { mergeFile } from "./merge-file.ts";

/**
 * Brings the answers and the progress of another copy of the lab into this one; returns what a person
 * is told. The other copy stays as it is.
 *
 * @throws LabError `not-a-copy`, `no-original`, `folder-not-writable`
 */
export function takeOver(root: string, other: string): string[] {
  const found = lessons.filter(({ slug }) => existsSync(notebookPath(other, slug)));
  if (found.length === 0 || realpathSync(other) === realpathSync(root)) {
    throw new LabError("not-a-copy", {
      what: "This is no other copy of the lab: it has no notebooks of its own.",
      where: other,
      remedy: "Name the folder of the copy in which you have worked so far.",
    });
  }
  const lines = found.flatMap(({ slug }) => {
    const path = notebookPath(root, slug);
    const next = writeNotebook(givenNotebook(root, slug));
    const base = orMistake(() => givenNotebook(other, slug));
    const kept = existsSync(path) ? keepIfChanged(path, next) : [];
    const mine = notebookPath(other, slug);
    const given = base instanceof LabError ? undefined : writeNotebook(base);
    return [...kept, ...mergeFile(root, path, { base: given, mine, mineStays: true, next })];
  });
  copyProgress(progressFolder(other), progressFolder(root));
  return [...lines, "Your progress was taken over, too."];
}

/** Somebody may have begun to work here, too. */
function keepIfChanged(path: string, given: string): string[] {
  if (readFileSync(path, "utf8") === given) return [];
  return [`What was in ${basename(path)} here is kept as ${basename(keepBeside(path))}.`];
}

function copyProgress(from: string, to: string): void {
  for (const { id } of lessons.flatMap(({ exercises }) => exercises)) {
    addProgress(to, id, loadProgress(from, id));
  }
}
