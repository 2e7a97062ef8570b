import { existsSync, readFileSync } from "node:fs";
import { dirname, join, relative } from "node:path";
import { lessons } from "../../exercises/manifest/manifest.ts";
import { LabError } from "../../base/lab-error.ts";
import { lessonNotebooks } from "../../notebook/lesson.ts";
import { type Notebook, readNotebook, writeNotebook } from "../../notebook/notebook.ts";
import { changedAnswers } from "../../notebook/outputs.ts";
import { makeFolders, stateFolder, writeWhole } from "../../base/project.ts";

/**
 * A lesson's notebook as it is given. Where the lesson's source is there, it is made from it, as
 * `build` does; a copy of the lab without sources has kept it, see {@link keepGiven}.
 *
 * @throws LabError `no-original`
 */
export function givenNotebook(root: string, slug: string): Notebook {
  const source = join(root, "solutions", `${slug}.ts`);
  if (existsSync(source)) {
    return lessonNotebooks(readFileSync(source, "utf8"), relative(root, source)).learner;
  }
  const kept = keptPath(root, slug);
  if (existsSync(kept)) return readNotebook(readFileSync(kept), relative(root, kept));
  throw new LabError("no-original", {
    what: `The original of ${slug} is not on this machine: there is no source of the lesson, and no copy was kept.`,
    where: root,
    remedy:
      "Take notebooks/ from the place where you got the lab, or `git checkout` the file if you cloned it.",
  });
}

/**
 * Keeps a copy of each notebook as it is given, where the lesson has no source. To be called when the
 * lab is installed: no cell has run and no answer was written then, since cells need the installed lab.
 * A copy that was kept stays.
 *
 * @throws LabError `folder-not-writable`
 */
export function keepGiven(root: string): void {
  for (const { slug } of lessons) {
    const path = join(root, "notebooks", `${slug}.ipynb`);
    const isKept = existsSync(keptPath(root, slug));
    if (isKept || existsSync(join(root, "solutions", `${slug}.ts`)) || !existsSync(path)) continue;
    const notebook = readNotebook(readFileSync(path), relative(root, path));
    if (changedAnswers(notebook).length === 0) replaceGiven(root, slug, notebook);
  }
}

/** Keeps this as the lesson's original from now on. Throws LabError `folder-not-writable`. */
function replaceGiven(root: string, slug: string, notebook: Notebook): void {
  makeFolders([dirname(keptPath(root, slug))]);
  writeWhole(keptPath(root, slug), writeNotebook(notebook));
}

function keptPath(root: string, slug: string): string {
  return join(stateFolder(root), "given", `${slug}.ipynb`);
}
