import { describe, expect, it } from "vitest";
import { zdrAlternativeExaminations } from "../../lib/lessons/05-zdr-alternative/index.ts";
import { Answer } from "../../lib/exercises/answer.ts";
import { serveAnswer } from "../../lib/exercises/learner-side.ts";
import { memoryPipe } from "../../lib/wire/pipe.ts";
import { todo } from "../../lib/exercises/todo.ts";
import { createRandom } from "../../lib/base/random.ts";
import { auditHardCoded, auditRight, auditWrong } from "./05-zdr-alternative/audit-answers.ts";
import { designHardCoded, designRight, designWrong } from "./05-zdr-alternative/design-answers.ts";
import { directRight, directWrong } from "./05-zdr-alternative/direct-answers.ts";
import { plainRight, plainWrong } from "./05-zdr-alternative/plain-answers.ts";
import { whoHardCoded, whoRight, whoWrong } from "./05-zdr-alternative/who-answers.ts";
import { judgeAnswer, openChecks } from "./judge-answer.ts";

/** For one exercise: answers that are right, and answers that are one mistake away from it. */
const table: [
  id: string,
  right: Record<string, unknown>,
  wrong: [string, string, unknown][],
  hardCoded: unknown,
][] = [
  ["05.1", designRight, designWrong, designHardCoded],
  ["05.2", auditRight, auditWrong, auditHardCoded],
  ["05.3", directRight, directWrong, () => "The answer is mark-12345."],
  ["05.4", plainRight, plainWrong, () => "There are 7 of them."],
  ["05.5", whoRight, whoWrong, whoHardCoded],
];

const throws = (): never => {
  throw new Error("not today");
};
const nonsense: unknown[] = [() => null, () => 1, () => "text", () => [], () => ({}), throws];

/** The checks that an answer leaves open on `count` variants that the repository does not hold. */
async function openOnPrivate(id: string, answer: unknown, count: number): Promise<string[]> {
  const published = zdrAlternativeExaminations[id];
  if (published === undefined) throw new Error(`there is no ${id}`);
  const examination = published.withPrivate(createRandom(Number(id) * 1000), count);
  const open = new Set<string>();
  for (let variant = published.variants; variant < examination.variants; variant += 1) {
    const [learner, judge] = memoryPipe();
    serveAnswer(learner, answer);
    const world = examination.createWorld(variant);
    const driven = new Answer(judge, (request) => world.fetch(request));
    const findings = await examination.examine(driven, world, variant);
    for (const { check, passed } of findings) if (!passed) open.add(check);
    judge.close();
  }
  return [...open];
}

describe.each(table)("%s", (id, right, wrong, hardCoded) => {
  it.each(Object.entries(right))(
    "passes for an answer that %s",
    async (_style, answer) => {
      expect(openChecks(await judgeAnswer(id, answer))).toEqual([]);
    },
    120_000,
  );

  it.each(wrong)(
    "fails %s for an answer that %s",
    async (check, _mistake, answer) => {
      expect(openChecks(await judgeAnswer(id, answer))).toEqual([check]);
    },
    120_000,
  );

  it("has two wrong answers and more for every check", async () => {
    const { verdicts } = await judgeAnswer(id, todo());
    const counts = verdicts.map(({ check }) => wrong.filter(([failed]) => failed === check).length);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(2);
  });

  it("passes on twenty variants of another seed, which a hard-coded answer does not", async () => {
    expect(await openOnPrivate(id, Object.values(right)[0], 20)).toEqual([]);
    expect(await openOnPrivate(id, hardCoded, 3)).not.toEqual([]);
  }, 240_000);

  it("earns nothing for nonsense, and shows no secret", async () => {
    for (const answer of nonsense) {
      const result = await judgeAnswer(id, answer);
      expect([String(answer), result.earned]).toEqual([String(answer), 0]);
      expect(JSON.stringify(result)).not.toContain("NotAReal");
    }
  }, 120_000);
});
