import { isEquivalent } from "./equivalent.ts";
import { checksFor } from "./expected.ts";
import type { Fate } from "./run.ts";

/** Percent that each lesson has to reach. */
export const LEAST_SCORE = 95;

/** How the mutants of one lesson fared. */
export interface LessonScore {
  /** "NN" */
  lesson: string;
  mutants: number;
  /** Refused by the learner's compiler. */
  refused: number;
  /** The answer's own cell throws, so there is nothing to check. */
  threw: number;
  /** Failed at least one check. */
  killed: number;
  /** Right all the same. */
  equivalent: number;
  survived: number;
  /** Percent of the wrong answers that got as far as the checks and failed one. */
  score: number;
}

/** The score of each lesson that has mutants, in order. */
export function scoreOf(fates: readonly Fate[]): LessonScore[] {
  const lessons = [...new Set(fates.map(lessonOf))];
  return lessons.map((lesson) => {
    const own = fates.filter((fate) => lessonOf(fate) === lesson);
    const count = (does: (fate: Fate) => boolean): number => own.filter(does).length;
    const killed = count((fate) => fate.status === "judged" && fate.failed.length > 0);
    const survived = count((fate) => passed(fate) && !isEquivalent(fate.mutant));
    return {
      lesson,
      mutants: own.length,
      refused: count(({ status }) => status === "refused"),
      threw: count(({ status }) => status === "throws"),
      killed,
      equivalent: count((fate) => passed(fate) && isEquivalent(fate.mutant)),
      survived,
      score: (100 * killed) / Math.max(1, killed + survived),
    };
  });
}

/** The mutants that pass every check and are not known to be right. */
export function survivors(fates: readonly Fate[]): Fate[] {
  return fates.filter((fate) => passed(fate) && !isEquivalent(fate.mutant));
}

function passed(fate: Fate): boolean {
  return fate.status === "judged" && fate.failed.length === 0;
}

/** The mutants that were rejected, but not by the check that is there for them. */
export function misdirected(fates: readonly Fate[]): string[] {
  return fates.flatMap((fate) => {
    if (fate.status !== "judged") return [];
    const { mutant, failed } = fate;
    const missing = checksFor(mutant).filter((check) => !failed.includes(check));
    return missing.map((check) => `${check} passed ${mutant.name}; failed: ${failed.join(", ")}`);
  });
}

/** How many mutants were made for a check and got as far as the checks. */
export function aimedAt(fates: readonly Fate[]): number {
  return fates.filter(({ status, mutant }) => status === "judged" && checksFor(mutant).length > 0)
    .length;
}

function lessonOf({ mutant }: Fate): string {
  return mutant.exercise.slice(0, 2);
}
