import { existsSync, readFileSync, rmSync } from "node:fs";
import { relative } from "node:path";
import { lessons } from "../../exercises/manifest/manifest.ts";
import { notebookPath } from "../check/run-lesson.ts";
import type { Git } from "./git.ts";
import { mergeFile } from "./merge-file.ts";

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
