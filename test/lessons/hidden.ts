import { createRandom } from "../../lib/base/random.ts";
import { Answer } from "../../lib/exercises/answer.ts";
import { serveAnswer } from "../../lib/exercises/learner-side.ts";
import { hiddenVariants } from "../../lib/grader/variants.ts";
import { examinations } from "../../lib/lessons/examine.ts";
import { memoryPipe } from "../../lib/wire/pipe.ts";

const generators = await hiddenVariants();

/** Whether the exercise has variants that the repository's published ones do not hold. */
export function hasHidden(exercise: string): boolean {
  return generators.has(exercise);
}

/** What an answer fails on one hidden variant: checks with what was found. */
export async function openOnHidden(
  exercise: string,
  answer: unknown,
  seed: number,
): Promise<string[]> {
  const published = examinations[exercise];
  const generate = generators.get(exercise);
  if (published === undefined || generate === undefined) throw new Error(`no hidden ${exercise}`);
  const examination = published.withVariants([generate(createRandom(seed))]);
  const variant = examination.variants - 1;
  const world = examination.createWorld(variant);
  const [learner, judge] = memoryPipe();
  serveAnswer(learner, answer);
  const driven = new Answer(judge, () => world.fetch);
  await driven.shape();
  const findings = await examination.examine(driven, world, variant);
  judge.close();
  return findings.filter(({ passed }) => !passed).map(({ check, found }) => `${check}: ${found}`);
}
