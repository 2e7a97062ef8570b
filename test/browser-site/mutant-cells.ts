import { createRandom, shuffled } from "../../lib/base/random.ts";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import type { CodeCell, Notebook } from "../../lib/notebook/notebook.ts";
import { cellRole } from "../../lib/notebook/cell-role.ts";
import { PROJECT } from "../cli/temporary-project.ts";
import { readLesson } from "../mutation/lesson.ts";
import { mutantsOf } from "../mutation/mutants.ts";
import { notebooksOf } from "./course-page.ts";

/**
 * A lesson's cells without its checks, and behind them each mutant with the check that it goes through. Behind
 * each the answer is as it was: what a mutant's error leaves behind is no matter of the next one's.
 */
export interface MutantLesson {
  slug: string;
  notebook: Notebook;
  /** The names of the mutants, by the ids of their cells. */
  mutants: ReadonlyMap<string, string>;
}

const isA = (role: "answer" | "check") => (cell: CodeCell) => cellRole(cell).role === role;

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
    const byExercise = (role: "answer" | "check"): Map<string | undefined, CodeCell> =>
      new Map(code.filter(isA(role)).map((cell) => [cellRole(cell).exercise, cell]));
    const [answers, checks] = [byExercise("answer"), byExercise("check")];
    const tried = mutants.map(({ exercise, name, source }, index) => {
      const [answer, check] = [answers.get(exercise), checks.get(exercise)];
      if (answer === undefined || check === undefined)
        throw new Error(`${exercise} lacks its answer or its check`);
      const cell = { ...check, id: `mutant-${index + 1}`, metadata: {} };
      return {
        name: `${exercise} ${name}`,
        cell: { ...cell, source: `${source}\n${check.source}` },
        again: { ...answer, id: `again-${index + 1}`, metadata: {} },
      };
    });
    const others = code.filter((cell) => !isA("check")(cell));
    const cells = [...others, ...tried.flatMap(({ cell, again }) => [cell, again])];
    return {
      slug,
      notebook: { ...solved, cells },
      mutants: new Map(tried.map(({ name, cell }) => [cell.id, name])),
    };
  });
}
