import { createRequire } from "node:module";
import { examine } from "../../lib/course/examine.ts";
import { serveAnswer } from "../../lib/course/pipe/learner-side.ts";
import { memoryPipe } from "../../lib/course/pipe/pipe.ts";

/** What becomes of an answer: its cell throws, or the checks that it does not pass. */
export type Judgement = { status: "throws"; why: string } | { status: "judged"; failed: string[] };

type Exports = Record<string, unknown>;

/** Rounds that the loops of one answer may make in all: far more than any answer needs. */
const MOST_ROUNDS = 5_000;

const AsyncFunction: new (...words: string[]) => (...args: unknown[]) => Promise<unknown> =
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- the standard has no name for it
  Object.getPrototypeOf(async () => {}).constructor as never;

/**
 * Runs converted code as tslab does (tslab/dist/executor.js), with modules as a notebook of this
 * folder finds them, and returns what it declared.
 */
export async function runDeclarations(folder: string, code: string): Promise<Exports> {
  const declared: Exports = {};
  const run = new AsyncFunction("exports", "require", code);
  await run(writable(declared), createRequire(`${folder}/cell.js`));
  return declared;
}

/** Runs a converted answer behind a lesson's declarations and examines it as `check` does. */
export async function judge(
  folder: string,
  lesson: Exports,
  exercise: string,
  code: string,
): Promise<Judgement> {
  let rounds = 0;
  const step = (): void => {
    if ((rounds += 1) > MOST_ROUNDS) throw new Error("a loop that does not end");
  };
  let answer: unknown;
  try {
    const own: Exports = Object.create(lesson);
    const run = new AsyncFunction("exports", "require", "step", code);
    answer = await run(writable(own), createRequire(`${folder}/cell.js`), step);
  } catch (error) {
    return { status: "throws", why: String(error) };
  }
  const [learner, judging] = memoryPipe();
  serveAnswer(learner, answer);
  const { verdicts } = await examine(exercise, judging);
  // What still goes round behind the check's back is to stop.
  rounds = MOST_ROUNDS;
  const failed = verdicts.filter(({ status }) => status !== "pass").map(({ check }) => check);
  return { status: "judged", failed };
}

/** As in tslab: what a cell exports can be exported anew by the next one. */
function writable(target: Exports): Exports {
  return new Proxy(target, {
    defineProperty: (_, name, attributes) => {
      if (typeof name === "string" && name !== "__esModule") {
        target[name] = attributes.get ? attributes.get() : attributes.value;
      }
      return true;
    },
  });
}
