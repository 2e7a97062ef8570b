import { join } from "node:path";
import { startNode } from "../../lib/notebook/node-process.ts";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { ConverterProcess } from "../../lib/notebook/converter.ts";
import {
  type AnswerSource,
  convertAnswers,
  type ConvertedAnswer,
  convertLesson,
} from "./convert.ts";
import { sampleOf } from "./expected.ts";
import { type Judgement, judge, openChecks, runDeclarations, type Trial } from "./judge.ts";
import { readLesson, type ReferenceAnswer } from "./lesson.ts";
import { isEquivalent, rightAnswersTo } from "./known.ts";
import { type Mutant, mutantsOf } from "./mutants.ts";

/** What became of a mutant; `refused`: the learner's compiler does not take it. */
export type Fate = { mutant: Mutant } & (Judgement | { status: "refused"; why: string });

/** What became of everything that was tried for one exercise. */
export interface Tried {
  exercise: string;
  fates: Fate[];
  right: RightAnswer[];
}

/** A right answer in another style than the lab's own. */
interface RightAnswer {
  style: string;
  /** The checks that it does not pass. */
  failed: string[];
}

/** Which mutants are tried. */
export interface Choice {
  /** 1: all of them. Otherwise a sample: those that are made for a check, and every so many others. */
  every: number;
  /** Exercises to keep to; none: all. */
  exercises: readonly string[];
}

/** So many answers are examined at a time: much of an examination is waiting. */
const AT_A_TIME = 8;

/** So many where nothing may come too late. */
const FEW_AT_A_TIME = 2;

/** Tries mutants of the reference answers, and right ones, an exercise at a time, in order. */
export async function* tryMutants(
  root: string,
  { every, exercises }: Choice,
): AsyncGenerator<Tried> {
  const folder = join(root, "notebooks");
  const converter = new ConverterProcess(startNode, folder);
  try {
    for (const { slug } of lessons) {
      const read = readLesson(root, slug);
      const wanted = read.answers.filter(
        ({ exercise }) => exercises.length === 0 || exercises.includes(exercise),
      );
      if (wanted.length === 0) continue;
      const trials = wanted.map((answer) => ({
        answer,
        mutants: sampleOf(mutantsOf(answer), every),
      }));
      const converted = await convertLesson(converter, read);
      const declared = await runDeclarations(folder, converted.code);
      const codes = await convertAnswers(converter, converted, trials.flatMap(sourcesOf));
      for (const { answer, mutants } of trials) {
        const own = codes.splice(0, 1 + mutants.length);
        const trial = (code: string, mostRounds: number): Promise<Trial> =>
          judge(folder, declared, answer.checks, code, mostRounds);
        const fates = await tryMutantsOf(answer, mutants, own, trial);
        // Each lesson's test examines these; here they are beside the mutants.
        const right = every === 1 ? await tryRight(answer.exercise) : [];
        yield { exercise: answer.exercise, fates, right };
      }
      await converter.renew();
    }
  } finally {
    await converter.close();
  }
}

/** An answer and its mutants as source, in this order. */
function sourcesOf({
  answer,
  mutants,
}: {
  answer: ReferenceAnswer;
  mutants: readonly Mutant[];
}): AnswerSource[] {
  const handedOver = `[${answer.checks.map((check) => check.handedOver).join(", ")}]`;
  return [answer, ...mutants].map(({ source }) => ({ source, handedOver }));
}

async function tryMutantsOf(
  answer: ReferenceAnswer,
  mutants: readonly Mutant[],
  [original, ...codes]: readonly ConvertedAnswer[],
  trial: (code: string, mostRounds: number) => Promise<Trial>,
): Promise<Fate[]> {
  // The answer itself is tried first: if it failed, a failing mutant would prove nothing.
  const own = original?.status === "code" ? await trial(original.code, Infinity) : undefined;
  if (own === undefined || isLost(own)) {
    throw new Error(`The answer to ${answer.exercise} fails: ${JSON.stringify(own ?? original)}`);
  }
  // Far more than it needs, and few enough to end soon.
  const mostRounds = 200 + 20 * own.rounds;
  const trials = await pooled([...mutants.entries()], AT_A_TIME, async ([index, mutant]) => {
    const code = codes[index];
    if (code?.status !== "code") return { mutant, refused: code?.why ?? "" };
    const first = await trial(code.code, mostRounds);
    // On a busy machine an answer may come too late, and one that has to pass may not.
    const isDoubtful = first.isLate || isEquivalent(mutant);
    const again = () => trial(code.code, mostRounds);
    return { mutant, first, again: isLost(first) && isDoubtful ? again : undefined };
  });
  return await pooled(trials, FEW_AT_A_TIME, async ({ mutant, refused, first, again }) => {
    if (first === undefined) return { mutant, status: "refused", why: refused };
    const { judgement } = (await again?.()) ?? first;
    return { mutant, ...judgement };
  });
}

/** Examines the right answers in other styles; once more, those that fail. */
function tryRight(exercise: string): Promise<RightAnswer[]> {
  const answers = Object.entries(rightAnswersTo(exercise));
  return pooled(answers, FEW_AT_A_TIME, async ([style, answer]) => {
    const first = await openChecks(exercise, answer);
    const open = first.length === 0 ? first : await openChecks(exercise, answer);
    return { style, failed: open.map(({ check }) => check) };
  });
}

const isLost = ({ judgement }: Trial): boolean =>
  judgement.status !== "judged" || judgement.failed.length > 0;

async function pooled<In, Out>(
  items: readonly In[],
  atATime: number,
  run: (item: In) => Promise<Out>,
): Promise<Out[]> {
  const results: Out[] = [];
  const queue = items.entries();
  const work = async (): Promise<void> => {
    for (const [index, item] of queue) results[index] = await run(item);
  };
  await Promise.all(Array.from({ length: atATime }, work));
  return results;
}
