import { existsSync, readFileSync } from "node:fs";
import { relative } from "node:path";
import { LabError, orMistake } from "../../base/lab-error.ts";
import { mergeNotebook, type MergedNotebook } from "../../notebook/merge/merge-notebook.ts";
import { readNotebook, writeNotebook } from "../../notebook/notebook.ts";
import { writeWhole } from "../../base/project.ts";
import { keepBeside } from "../lessons/keep-beside.ts";
import { checksumOf } from "../../notebook/lesson.ts";

/** The texts of a notebook's versions. */
export interface FileVersions {
  /** As it was given; undefined when that is not known. */
  base: string | undefined;
  next: string;
  /** The file that holds the learner's version. */
  mine: string;
  /** Whether that file stays where it is; else a copy is kept beside the merged one. */
  mineStays?: true;
}

/**
 * Writes the merged notebook to `path`, keeps the learner's version beside it, and returns what a
 * person is told. A version of theirs that is no notebook is kept, and the lesson's takes its place.
 *
 * @throws LabError `folder-not-writable`, or of `readNotebook` when the lesson's version is none
 */
export function mergeFile(
  root: string,
  path: string,
  { base, mine, mineStays, next }: FileVersions,
): string[] {
  const shown = relative(root, path);
  const lesson = readNotebook(next, shown);
  const own = orMistake(() => readNotebook(readFileSync(mine), shown));
  if (own instanceof LabError) {
    const beside = mineStays ? mine : relative(root, keepBeside(path, mine));
    writeWhole(path, next);
    return [
      `${shown}: your version cannot be read (${own.what}) It is kept as ${beside}, and the lesson's is in its place.`,
    ];
  }
  const given = base === undefined ? undefined : orMistake(() => readNotebook(base, shown));
  const merged = mergeNotebook({
    checksumOf,
    base: given instanceof LabError ? undefined : given,
    mine: own,
    next: lesson,
  });
  const text = writeNotebook(merged.notebook);
  if (existsSync(path) && text === writeNotebook(own) && mine === path) {
    return [`${shown}: nothing new for you.`];
  }
  const before = mineStays
    ? ""
    : `; your version before is ${relative(root, keepBeside(path, mine))}`;
  writeWhole(path, text);
  return [`${shown}: merged${before}.`, ...changeLines(merged)];
}

const SENTENCES: Record<keyof MergedNotebook["changes"], string> = {
  added: "new cells",
  changed: "cells that the lesson changed",
  removed: "cells that the lesson dropped",
  conflict: "cells that both changed, yours right below the lesson's",
  orphaned: "cells that the lesson dropped, kept because you changed them",
};

function changeLines({ changes }: MergedNotebook): string[] {
  const kinds = ["added", "changed", "removed", "conflict", "orphaned"] as const;
  return kinds
    .filter((kind) => changes[kind].length > 0)
    .map((kind) => `  ${SENTENCES[kind]}: ${changes[kind].join(", ")}`);
}
