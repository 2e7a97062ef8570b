import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { structuredErrorsExaminations } from "../../lib/lessons/04-structured-errors/index.ts";
import { failureSets } from "../../lib/lessons/04-structured-errors/failures.ts";
import { plans } from "../../lib/lessons/04-structured-errors/scripts.ts";
import { Answer } from "../../lib/exercises/answer.ts";
import { serveAnswer } from "../../lib/exercises/learner-side.ts";
import { memoryPipe } from "../../lib/wire/pipe.ts";
import { todo } from "../../lib/exercises/todo.ts";
import { createRandom } from "../../lib/base/random.ts";
import { decideRetry } from "../../lib/subjects/tool-errors/decide.ts";
import {
  classifyByHeart,
  classifyRight,
  classifyWrong,
} from "./04-structured-errors/classify-answers.ts";
import { decideByHeart, decideRight, decideWrong } from "./04-structured-errors/decide-answers.ts";
import { guardByHeart, guardRight, guardWrong } from "./04-structured-errors/guard-answers.ts";
import { serverByHeart, serverRight, serverWrong } from "./04-structured-errors/server-answers.ts";
import { tallyByHeart, tallyRight, tallyWrong } from "./04-structured-errors/tally-answers.ts";
import {
  toToolErrorByHeart,
  toToolErrorRight,
  toToolErrorWrong,
} from "./04-structured-errors/to-tool-error-answers.ts";
import { judgeAnswer, openChecks } from "./judge-answer.ts";

/** Answers that are right, that are one mistake away from it, and one that knows what is shown. */
const table: [
  id: string,
  right: Record<string, unknown>,
  wrong: [string, string, unknown][],
  byHeart: unknown,
][] = [
  ["04.1", classifyRight, classifyWrong, classifyByHeart(failureSets.flat())],
  ["04.2", toToolErrorRight, toToolErrorWrong, toToolErrorByHeart()],
  ["04.3", serverRight, serverWrong, serverByHeart],
  ["04.4", decideRight, decideWrong, decideByHeart(plans.map(({ policy }) => policy))],
  ["04.5", tallyRight, tallyWrong, tallyByHeart()],
  ["04.6", guardRight, guardWrong, guardByHeart],
];

/** The checks that an answer fails on a number of variants that the repository does not hold. */
async function openOnPrivate(id: string, answer: unknown, seed: number): Promise<string[]> {
  const published = structuredErrorsExaminations[id];
  if (published === undefined) throw new Error(`${id} is not examined`);
  const examination = published.withPrivate(createRandom(seed), 1);
  const variant = examination.variants - 1;
  const world = examination.createWorld(variant);
  const [learner, judge] = memoryPipe();
  serveAnswer(learner, answer);
  const findings = await examination.examine(
    new Answer(judge, (request) => world.fetch(request)),
    world,
    variant,
  );
  judge.close();
  return findings.filter(({ passed }) => !passed).map(({ check, found }) => `${check}: ${found}`);
}

const seeds = Array.from({ length: 20 }, (_, index) => index + 1);

describe.each(table)("%s", (id, right, wrong, byHeart) => {
  it.each(Object.entries(right))("passes for an answer that %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer(id, answer))).toEqual([]);
  });

  it.each(wrong)("fails %s for an answer that %s", async (check, _mistake, answer) => {
    expect(openChecks(await judgeAnswer(id, answer))).toEqual([check]);
  });

  it("has three wrong answers for every check", async () => {
    const { verdicts } = await judgeAnswer(id, todo());
    const few = verdicts.filter(
      ({ check }) => wrong.filter(([failed]) => failed === check).length < 3,
    );
    expect(few.map(({ check }) => check)).toEqual([]);
  });

  it("passes a right answer on variants of 20 seeds", async () => {
    const [answer] = Object.values(right);
    for (const seed of seeds) {
      expect([seed, await openOnPrivate(id, answer, seed)]).toEqual([seed, []]);
    }
  }, 60_000);

  it("fails an answer that knows the published variants by heart on every seed", async () => {
    expect(openChecks(await judgeAnswer(id, byHeart))).toEqual([]);
    for (const seed of seeds) {
      expect(await openOnPrivate(id, byHeart, seed)).not.toEqual([]);
    }
  }, 60_000);

  it.each([null, 1, "text", [], {}, { code: null }, { content: 7 }].map((value) => ({ value })))(
    "earns nothing for $value",
    async ({ value }) => {
      expect((await judgeAnswer(id, () => value)).earned).toBe(0);
    },
  );

  it("says what is wrong for an answer that throws", async () => {
    const { earned, verdicts } = await judgeAnswer(id, () => {
      throw new Error("not today");
    });
    expect(earned).toBe(0);
    expect(JSON.stringify(verdicts)).toContain("not today");
  });
});

const theLibrarys = (...[state, policy]: Parameters<typeof decideRetry>) =>
  decideRetry(state, policy, () => 0.5);

describe("the lesson", () => {
  it("has answers whose decisions are the library's own", async () => {
    expect(openChecks(await judgeAnswer("04.4", theLibrarys))).toEqual([]);
  });

  it("imports no reference answer", () => {
    const root = join(import.meta.dirname, "..", "..");
    const index = readFileSync(join(root, "lib", "index.ts"), "utf8");
    expect(index).not.toMatch(/\b(classify|decideRetry|errorResult|tallyCalls|registerTool)\b/);
  });
});
