import { createRandom, shuffled } from "../../lib/base/random.ts";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import type { CodeCell, Notebook } from "../../lib/notebook/notebook.ts";
import { cellRole } from "../../lib/notebook/cell-role.ts";
import { PROJECT } from "../cli/temporary-project.ts";
import { readLesson } from "../mutation/lesson.ts";
import { mutantsOf } from "../mutation/mutants.ts";
import { notebooksOf } from "./course-page.ts";

/** A lesson's cells without its checks, and behind them each mutant with the check that it goes through. */
export interface MutantLesson {
  slug: string;
  notebook: Notebook;
  /** The names of the mutants, by the ids of their cells. */
  mutants: ReadonlyMap<string, string>;
}

const isCheck = (cell: CodeCell): boolean => cellRole(cell).role === "check";

/** So many of them, of every exercise about as many, chosen by a fixed seed. */
export function mutantLessons(count: number): MutantLesson[] {
  const random = createRandom(20_261_130);
  const exercises = lessons.flatMap((lesson) => lesson.exercises).length;
  let left = count;
  let open = exercises;
  return lessons.map(({ slug }) => {
    const { solved } = notebooksOf(slug);
    const code = solved.cells.filter((cell): cell is CodeCell => cell.cell_type === "code");
    const mutants = readLesson(PROJECT, slug).answers.flatMap((answer) => {
      const share = Math.ceil(left / open);
      const chosen = shuffled(random, mutantsOf(answer)).slice(0, share);
      left -= chosen.length;
      open -= 1;
      return chosen;
    });
    const checks = new Map(code.filter(isCheck).map((cell) => [cellRole(cell).exercise, cell]));
    const tried = mutants.map(({ exercise, name, source }, index) => {
      const check = checks.get(exercise);
      if (check === undefined) throw new Error(`No cell checks ${exercise}`);
      const cell = { ...check, id: `mutant-${index + 1}`, metadata: {} };
      return {
        name: `${exercise} ${name}`,
        cell: { ...cell, source: `${source}\n${check.source}` },
      };
    });
    const others = code.filter((cell) => !isCheck(cell));
    return {
      slug,
      notebook: { ...solved, cells: [...others, ...tried.map(({ cell }) => cell)] },
      mutants: new Map(tried.map(({ name, cell }) => [cell.id, name])),
    };
  });
}
