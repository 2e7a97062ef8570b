import { copyFileSync, mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Lesson } from "../../lib/exercises/exercise.ts";
import { cellRole } from "../../lib/notebook/cell-role.ts";
import { type Notebook, readNotebook, writeNotebook } from "../../lib/notebook/notebook.ts";
import { PROJECT, temporaryProject } from "./temporary-project.ts";

/** A project below the real one with these lessons, as a clone has them. */
export function courseProject(lessons: readonly Lesson[]): string {
  const root = temporaryProject({ parent: join(PROJECT, ".lab", "test") });
  mkdirSync(join(root, "solutions"));
  copyFileSync(join(PROJECT, ".mcp.json.example"), join(root, ".mcp.json.example"));
  for (const { slug } of lessons) {
    for (const file of [
      `notebooks/${slug}.ipynb`,
      `solutions/${slug}.ipynb`,
      `solutions/${slug}.ts`,
    ]) {
      copyFileSync(join(PROJECT, file), join(root, file));
    }
  }
  return root;
}

/** Writes the lab's answers into the learner's notebook and saves it by renaming, as Jupyter does. */
export function solve(
  root: string,
  { slug }: Lesson,
  isAsked: (exercise: string) => boolean,
): void {
  const solved = read(join(root, "solutions", `${slug}.ipynb`));
  const path = join(root, "notebooks", `${slug}.ipynb`);
  const mine = read(path);
  for (const cell of mine.cells) {
    const { role, exercise } = cellRole(cell);
    if (role !== "answer" || exercise === undefined || !isAsked(exercise)) continue;
    cell.source = solved.cells.find(({ id }) => id === cell.id)?.source ?? cell.source;
  }
  save(path, writeNotebook(mine));
}

/** Saves a file by renaming, as Jupyter does. */
export function save(path: string, text: string): void {
  writeFileSync(`${path}.tmp`, text);
  renameSync(`${path}.tmp`, path);
}

function read(path: string): Notebook {
  return readNotebook(readFileSync(path, "utf8"), path);
}
