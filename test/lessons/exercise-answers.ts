import { readdirSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";

/**
 * Answers to one exercise, and what has to become of them. `<lesson>/<exercise>.ts` exports one as
 * `answers`, and nothing else has to know of it.
 */
export interface ExerciseAnswers {
  /** "NN.k". */
  exercise: string;
  /** Right answers in other styles than the lab's own, by what each does: three or more. */
  right: Readonly<Record<string, unknown>>;
  /**
   * Answers one realistic mistake away: exactly these checks fail, because it does so. The first of them
   * advises so.
   */
  wrong: readonly (readonly [
    check: string | readonly string[],
    mistake: string,
    answer: unknown,
    advice?: RegExp,
  ])[];
  /** Knows the published variants, and fails on every other; for exercises with hidden variants. */
  byHeart?: unknown;
  /** Mutants of the reference answer that are right all the same, and why. */
  equivalent?: readonly KnownMutants[];
  /** Mutants that are wrong to the letter and pass: what rejects them would reject right answers. */
  tolerated?: readonly KnownMutants[];
}

/** Mutants of one exercise that no check rejects, by their names, and why. */
interface KnownMutants {
  reason: string;
  mutants: readonly string[];
}

/** The files that may hold answers. */
export function answerFiles(): string[] {
  const folder = import.meta.dirname;
  return readdirSync(folder, { recursive: true, encoding: "utf8" })
    .filter((name) => /^\d\d-[a-z-]+[/\\][a-z-]+\.[jt]s$/.test(name))
    .map((name) => join(folder, name));
}

/** What a file among them exports. */
export interface AnswersModule {
  answers?: ExerciseAnswers;
}

/** The answers to every exercise of the course, in order. */
export async function allAnswers(): Promise<ExerciseAnswers[]> {
  const modules = await Promise.all(
    answerFiles().map(async (path): Promise<AnswersModule> => {
      return await import(pathToFileURL(path).href);
    }),
  );
  return answersIn(modules);
}

/** The answers that modules export, in the order of the exercises. */
export function answersIn(modules: readonly AnswersModule[]): ExerciseAnswers[] {
  return modules
    .flatMap(({ answers = [] }) => answers)
    .toSorted((a, b) => (a.exercise < b.exercise ? -1 : 1));
}
