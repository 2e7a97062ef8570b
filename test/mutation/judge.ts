import { createRequire } from "node:module";
import { examine } from "../../lib/lessons/examine.ts";
import { serveAnswer } from "../../lib/exercises/learner-side.ts";
import { memoryPipe } from "../../lib/wire/pipe.ts";
import type { Verdict } from "../../lib/exercises/verdict.ts";
import type { Check } from "./lesson.ts";

/** What becomes of an answer: its cell throws, or the checks that it does not pass. */
export type Judgement = { status: "throws"; why: string } | { status: "judged"; failed: string[] };

/** A judgement and what it took. */
export interface Trial {
  judgement: Judgement;
  /** Rounds that the answer's loops made in all. */
  rounds: number;
  /** Whether it failed because something took too long, which may be this machine's fault. */
  isLate: boolean;
}

/** What cells declare, by name. */
type Exports = Record<string, unknown>;

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

/**
 * Runs a converted answer behind a lesson's declarations and examines what it hands over as `check`
 * does, one check after the other until one fails.
 *
 * @param mostRounds after so many its loops throw
 */
export async function judge(
  folder: string,
  lesson: Exports,
  checks: readonly Check[],
  code: string,
  mostRounds: number,
): Promise<Trial> {
  let [rounds, most, isLate] = [0, mostRounds, false];
  const step = (): void => {
    if ((rounds += 1) > most) throw new Error("a loop that does not end");
  };
  const judgement = await judged();
  const trial = { judgement, rounds, isLate };
  // What still goes round behind the check's back is to stop.
  most = 0;
  return trial;

  async function judged(): Promise<Judgement> {
    let answers: unknown;
    try {
      const own: Exports = Object.create(lesson);
      const run = new AsyncFunction("exports", "require", "step", code);
      answers = await run(writable(own), createRequire(`${folder}/cell.js`), step);
    } catch (error) {
      return { status: "throws", why: String(error) };
    }
    for (const [index, { exercise }] of checks.entries()) {
      const open = await openChecks(exercise, Array.isArray(answers) && answers[index]);
      isLate = open.some(({ found }) => LATE.test(found));
      if (open.length > 0) return { status: "judged", failed: open.map(({ check }) => check) };
    }
    return { status: "judged", failed: [] };
  }
}

/** How verdicts tell of a time limit: one of the check's own, and one of an MCP client's. */
const LATE = /had not finished after|timed out/;

/** The verdicts on an answer that are not "pass". */
export async function openChecks(exercise: string, answer: unknown): Promise<Verdict[]> {
  const [learner, judging] = memoryPipe();
  serveAnswer(learner, answer);
  const { verdicts } = await examine(exercise, judging);
  return verdicts.filter(({ status }) => status !== "pass");
}

/** As in tslab: what a cell exports can be exported again by the next one. */
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
