import { join } from "node:path";
import { startNode } from "../../lib/cli/node-process.ts";
import { lessons } from "../../lib/course/manifest/manifest.ts";
import { ConverterProcess } from "../../lib/notebook/converter.ts";
import { convertAnswers, convertLesson } from "./convert.ts";
import { type Judgement, judge, runDeclarations } from "./judge.ts";
import { readLesson } from "./lesson.ts";
import { type Mutant, mutantsOf } from "./mutants.ts";

/** What became of a mutant; `refused`: the learner's compiler does not take it. */
export type Fate = { mutant: Mutant } & (Judgement | { status: "refused"; why: string });

/** So many answers are examined at a time: most of an examination is waiting. */
const AT_A_TIME = 16;

/** Which mutants are tried. */
export interface Choice {
  /** Every how many of them, over the whole lesson. */
  every: number;
  /** Exercises to keep to. Default: all. */
  exercises?: readonly string[];
}

/** Tries mutants of the answers of every lesson, or of one; a lesson at a time, in order. */
export async function* tryMutants(root: string, choice: Choice): AsyncGenerator<Fate[]> {
  const folder = join(root, "notebooks");
  const converter = new ConverterProcess(startNode, folder);
  try {
    for (const { slug } of lessons) {
      yield await tryLesson(root, slug, converter, choice);
      await converter.renew();
    }
  } finally {
    await converter.close();
  }
}

async function tryLesson(
  root: string,
  slug: string,
  converter: ConverterProcess,
  { every, exercises }: Choice,
): Promise<Fate[]> {
  const folder = join(root, "notebooks");
  const { declarations, answers } = readLesson(root, slug);
  const wanted = answers.filter(({ exercise }) => exercises?.includes(exercise) ?? true);
  if (wanted.length === 0) return [];
  const converted = await convertLesson(converter, { declarations, answers });
  const lesson = await runDeclarations(folder, converted.code);
  let count = 0;
  const fates: Fate[] = [];
  for (const answer of wanted) {
    const mutants = mutantsOf(answer).filter(() => count++ % every === 0);
    // The answer itself is tried too: if it failed, a failing mutant would prove nothing.
    const sources = [answer.source, ...mutants.map(({ source }) => source)];
    const [original, ...codes] = await convertAnswers(converter, converted, answer, sources);
    const fateOf = async (code: (typeof codes)[number]): Promise<Judgement | typeof code> =>
      code.status === "code" ? await judge(folder, lesson, answer.exercise, code.code) : code;
    const own = original && (await fateOf(original));
    if (own?.status !== "judged" || own.failed.length > 0) {
      throw new Error(`The answer to ${answer.exercise} fails: ${JSON.stringify(own)}`);
    }
    const results = await pooled(codes, fateOf);
    for (const [index, mutant] of mutants.entries()) {
      const result = results[index];
      if (result !== undefined && result.status !== "code") fates.push({ mutant, ...result });
    }
  }
  return fates;
}

async function pooled<In, Out>(
  items: readonly In[],
  run: (item: In) => Promise<Out>,
): Promise<Out[]> {
  const results: Out[] = [];
  const queue = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await run(item);
  };
  await Promise.all(Array.from({ length: AT_A_TIME }, work));
  return results;
}
