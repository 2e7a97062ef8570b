import { structuredErrors } from "./known/04-structured-errors.ts";
import { zdrAlternative } from "./known/05-zdr-alternative.ts";
import { selfDrivenLab } from "./known/06-self-driven-lab.ts";
import type { Known } from "./known/known.ts";
import { tolerated } from "./known/tolerated.ts";
import type { Mutant } from "./mutants.ts";

const equivalents: readonly Known[] = [...structuredErrors, ...zdrAlternative, ...selfDrivenLab];

const nameOf = ({ exercise, name }: Pick<Mutant, "exercise" | "name">): string =>
  `${exercise} ${name}`;

const namesIn = (list: readonly Known[]): Set<string> =>
  new Set(
    list.flatMap(({ exercise, mutants }) => mutants.map((name) => nameOf({ exercise, name }))),
  );

const right = namesIn(equivalents);
const passed = namesIn(tolerated);

/** The names of all mutants that are known to pass. */
export const knownNames: ReadonlySet<string> = new Set([...right, ...passed]);

/** Whether a mutant is known to be a right answer. */
export function isEquivalent(mutant: Mutant): boolean {
  return right.has(nameOf(mutant));
}

/** Whether a mutant is known to be wrong and to pass. */
export function isTolerated(mutant: Mutant): boolean {
  return passed.has(nameOf(mutant));
}
