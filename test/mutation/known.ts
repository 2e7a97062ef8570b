import { allAnswers, type ExerciseAnswers } from "../lessons/exercise-answers.ts";
import type { Mutant } from "./mutants.ts";

const all = await allAnswers();

const nameOf = ({ exercise, name }: Pick<Mutant, "exercise" | "name">): string =>
  `${exercise} ${name}`;

const namesIn = (list: "equivalent" | "tolerated"): Set<string> =>
  new Set(
    all.flatMap(({ exercise, [list]: known = [] }) =>
      known.flatMap(({ mutants }) => mutants.map((name) => nameOf({ exercise, name }))),
    ),
  );

const equivalent = namesIn("equivalent");
const tolerated = namesIn("tolerated");

/** The names of all mutants that are known to pass. */
export const knownNames: ReadonlySet<string> = new Set([...equivalent, ...tolerated]);

/** Whether a mutant is known to be a right answer. */
export function isEquivalent(mutant: Mutant): boolean {
  return equivalent.has(nameOf(mutant));
}

/** Whether a mutant is known to be wrong and to pass. */
export function isTolerated(mutant: Mutant): boolean {
  return tolerated.has(nameOf(mutant));
}

/** Right answers to an exercise in other styles than the lab's own, by what is special about them. */
export function rightAnswersTo(exercise: string): ExerciseAnswers["right"] {
  return all.find((answers) => answers.exercise === exercise)?.right ?? {};
}
