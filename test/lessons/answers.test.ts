import { describe, expect, it } from "vitest";
import { todo } from "../../lib/exercises/todo.ts";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { allAnswers } from "./exercise-answers.ts";
import { hasHidden, openOnHidden } from "./hidden.ts";
import { judgeAnswer, openChecks } from "./judge-answer.ts";
import { lessonFiles, inTurn } from "../turns.ts";

const all = await allAnswers();

/** The files of an exercise's lesson. */
const filesOf = (exercise: string): string[] =>
  lessons
    .filter(({ exercises }) => exercises.some(({ id }) => id === exercise))
    .flatMap(({ slug }) => lessonFiles(slug));

const seedsFor = (exercise: string): number[] =>
  inTurn([1, 2, 3, 4, 5], {
    name: `seeds of ${exercise}`,
    of: 5,
    files: () => filesOf(exercise),
  });

/** The first right answer, and of the others those whose turn it is. */
function rightOf(exercise: string, right: Record<string, unknown>): [string, unknown][] {
  const [first, ...others] = Object.entries(right);
  const turn = { name: `answers to ${exercise}`, of: 4, files: () => filesOf(exercise) };
  return [...(first === undefined ? [] : [first]), ...inTurn(others, turn)];
}

const points = (exercise: string): number =>
  lessons
    .flatMap((lesson) => lesson.exercises)
    .flatMap(({ id, checks }) => (id === exercise ? checks.map((check) => check.points) : []))
    .reduce((sum, one) => sum + one, 0);

it("every exercise has its answers, once", () => {
  const exercises = lessons.flatMap((lesson) => lesson.exercises.map(({ id }) => id));
  expect(all.map(({ exercise }) => exercise)).toEqual(exercises.toSorted());
});

describe.each(all)("$exercise", ({ exercise, right, wrong }) => {
  const checks = lessons
    .flatMap((lesson) => lesson.exercises)
    .flatMap(({ id, checks: own }) => (id === exercise ? own.map((check) => check.id) : []));

  it("has right answers enough in other styles", () => {
    const isWorthPoints = points(exercise) > 0;
    expect(Object.keys(right).length).toBeGreaterThanOrEqual(isWorthPoints ? 20 : 3);
    expect(wrong.length).toBeGreaterThanOrEqual(isWorthPoints ? 8 : 3);
  });

  it.each(rightOf(exercise, right))("passes for an answer that %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer(exercise, answer))).toEqual([]);
  });

  it.each(wrong)("fails %s for an answer that %s", async (failed, _mistake, answer, advice) => {
    const result = await judgeAnswer(exercise, answer);
    expect(openChecks(result)).toEqual([failed].flat());
    const first = result.verdicts.find(({ check }) => check === [failed].flat()[0]);
    expect(first?.advice).toMatch(advice instanceof RegExp ? advice : /./);
  });

  it("has a wrong answer for every check", () => {
    const named = new Set(wrong.flatMap(([failed]) => failed));
    expect(checks.filter((check) => !named.has(check))).toEqual([]);
  });

  it("is not started as long as it is todo()", async () => {
    const { verdicts } = await judgeAnswer(exercise, todo());
    expect(new Set(verdicts.map(({ status }) => status))).toEqual(new Set(["not-started"]));
  });
});

describe.each(all.filter(({ exercise }) => hasHidden(exercise)))(
  "$exercise, on variants of five seeds that the repository does not hold",
  ({ exercise, right }) => {
    it("passes a right answer", async () => {
      const [answer] = Object.values(right);
      for (const seed of seedsFor(exercise)) {
        expect([seed, await openOnHidden(exercise, answer, seed)]).toEqual([seed, []]);
      }
    });
  },
);

describe.each(all.filter(({ byHeart }) => byHeart !== undefined))(
  "$exercise, by an answer that knows the published variants by heart",
  ({ exercise, byHeart }) => {
    it("passes on those, and on no other", async () => {
      expect(openChecks(await judgeAnswer(exercise, byHeart))).toEqual([]);
      for (const seed of seedsFor(exercise))
        expect(await openOnHidden(exercise, byHeart, seed)).not.toEqual([]);
    });
  },
);
