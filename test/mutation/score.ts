import { aims, checksFor, isMadeFor } from "./expected.ts";
import { isEquivalent, isTolerated } from "./known.ts";
import type { Fate, Tried } from "./run.ts";

/** Percent that each lesson has to reach. */
const LEAST_SCORE = 95;

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
}

/** The score of each lesson that has mutants, in order. */
export function scoreOf(fates: readonly Fate[]): LessonScore[] {
  const lessons = [...new Set(fates.map(lessonOf))];
  return lessons.map((lesson) => {
    const own = fates.filter((fate) => lessonOf(fate) === lesson);
    const count = (does: (fate: Fate) => boolean): number => own.filter(does).length;
    return {
      lesson,
      mutants: own.length,
      refused: count(({ status }) => status === "refused"),
      threw: count(({ status }) => status === "throws"),
      killed: count((fate) => fate.status === "judged" && !passed(fate)),
      equivalent: count((fate) => passed(fate) && isEquivalent(fate.mutant)),
      survived: count((fate) => passed(fate) && !isEquivalent(fate.mutant)),
    };
  });
}

/** Percent of the wrong answers that got as far as the checks and failed one. */
export function percentOf({ killed, survived }: Pick<LessonScore, "killed" | "survived">): number {
  return (100 * killed) / Math.max(1, killed + survived);
}

/**
 * What is not as it should be, in words; nothing where the checks are as good as they are known to be.
 *
 * @param isWhole whether every mutant was tried, so that scores mean something
 */
export function findingsOf(tried: readonly Tried[], isWhole: boolean): string[] {
  const fates = tried.flatMap((one) => one.fates);
  const low = scoreOf(fates).filter((score) => percentOf(score) < LEAST_SCORE);
  return [
    ...(isWhole ? low : []).map(({ lesson }) => `${lesson}: below ${LEAST_SCORE} %`),
    ...fates
      .filter((fate) => passed(fate) && !isEquivalent(fate.mutant) && !isTolerated(fate.mutant))
      .map(({ mutant }) => `${mutant.exercise} passed: ${mutant.name}`),
    ...fates
      .filter((fate) => !passed(fate) && isEquivalent(fate.mutant))
      .map((fate) => `${fate.mutant.exercise} is said to be right, and ${fateInWords(fate)}`),
    ...fates.flatMap(misdirections),
    ...tried.flatMap(({ exercise, fates: own }) =>
      aims
        .filter((aim) => aim[0] === exercise && !own.some((fate) => reaches(fate, aim)))
        .map((aim) => `nothing that is made for ${aim[3]} got as far as the checks`),
    ),
    ...tried.flatMap(({ exercise, right }) =>
      right
        .filter(({ failed }) => failed.length > 0)
        .map(
          ({ style, failed }) => `${exercise} is right, and fails ${failed.join(", ")}: ${style}`,
        ),
    ),
  ];
}

const reaches = ({ status, mutant }: Fate, aim: (typeof aims)[number]): boolean =>
  status === "judged" && isMadeFor(aim, mutant);

/** How many mutants were made for a check and got as far as the checks. */
export function aimedAt(fates: readonly Fate[]): number {
  return fates.filter(({ status, mutant }) => status === "judged" && checksFor(mutant).length > 0)
    .length;
}

function passed(fate: Fate): boolean {
  return fate.status === "judged" && fate.failed.length === 0;
}

/** The checks that a mutant was made for and that it passed. */
function misdirections(fate: Fate): string[] {
  if (fate.status !== "judged") return [];
  const { mutant, failed } = fate;
  return checksFor(mutant)
    .filter((check) => !failed.includes(check))
    .map((check) => `${check} let pass what it is for: ${fateInWords(fate)}`);
}

function fateInWords(fate: Fate): string {
  const what = fate.status === "judged" ? `fails ${fate.failed.join(", ") || "nothing"}` : fate.why;
  return `${what}: ${fate.mutant.name}`;
}

function lessonOf({ mutant }: Fate): string {
  return mutant.exercise.slice(0, 2);
}
