import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import {
  buildConverter,
  buildLesson,
  isCurrent,
  lessonSlugs,
  runBuilt,
} from "../../lib/maintain/build.ts";
import { stateFolder } from "../../lib/base/project.ts";
import type { JudgedRun } from "../../lib/cli/rehearse.ts";
import type { Graded } from "../../lib/grader/grading.ts";
import { defaultLimits } from "../../lib/grader/limits.ts";
import { gradeSubmission, passes, type ToGrade } from "../../lib/grader/pipeline.ts";
import { wholeCells } from "../../lib/grader/slice.ts";
import { privateVariants } from "../../lib/grader/variants.ts";
import { lessonNotebooks } from "../../lib/notebook/lesson.ts";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { contextWith } from "../grader/outside-of-any-sandbox.ts";
import { lessonFiles, inTurn } from "../turns.ts";

const root = join(import.meta.dirname, "..", "..");

// The cells of a lesson are mostly the same in all runs: one converter serves them all.
const converter = buildConverter(root);
afterAll(() => converter.close());

function points(ofRun: Pick<JudgedRun, "exercises">): number {
  return ofRun.exercises.reduce((sum, exercise) => sum + exercise.earned, 0);
}

function statuses(ofRun: Pick<JudgedRun, "exercises">): Set<string> {
  return new Set(
    ofRun.exercises.flatMap((exercise) => exercise.verdicts.map((verdict) => verdict.status)),
  );
}

// One run of each solved lesson serves all that is to be proved with it.
const { addTo } = await privateVariants({ source: "seed", seed: "of no class", count: 6 });

// A check of many variants that start processes takes minutes on a busy machine.
const limits = { cellTimeoutMs: 1_200_000, totalTimeoutMs: 1_200_000 };

const context = contextWith(converter, join(stateFolder(root), "build"), {
  ...defaultLimits,
  cellMs: 240_000,
  totalMs: 500_000,
});

/** Grades a submission, with other passes in place of some. */
async function grade(
  submission: Omit<ToGrade, "isAlone">,
  others: Partial<typeof passes> = {},
): Promise<Graded> {
  const pass = { ...passes, ...others };
  const grading = await gradeSubmission({ ...submission, isAlone: true }, context, pass);
  if (grading.status !== "done") throw new Error("it took too long");
  return grading.graded;
}

const idsOf = ({ exercises }: (typeof lessons)[number]): string[] => exercises.map(({ id }) => id);

describe.each(lessons)("lesson $slug", (lesson) => {
  const { slug, exercises } = lesson;
  const ids = idsOf(lesson);

  it("earns everything solved, on private variants of each exercise, too", async () => {
    const built = await buildLesson(root, slug, converter, { addTo, ...limits });
    expect(built.exercises.map((exercise) => exercise.id)).toEqual(ids);
    const most = exercises
      .flatMap(({ checks }) => checks)
      .reduce((sum, check) => sum + check.points, 0);
    expect([points(built), statuses(built)]).toEqual([most, new Set(["pass"])]);
    // A learner's own work in a notebook turns no test red.
    if (process.env.CI === undefined) return;
    expect([isCurrent(built.learner), isCurrent(built.solved)]).toEqual([true, true]);
  });
});

// Each answer is proven both ways in `answers.test.ts`; these are about the notebook as a whole.
const turn = {
  name: "lessons as they are given",
  of: 4,
  files: ({ slug }: (typeof lessons)[number]) => lessonFiles(slug),
};
describe.each(inTurn(lessons, turn))("lesson $slug", (lesson) => {
  const { slug } = lesson;

  it("earns nothing as it is given, and runs to its end", async () => {
    const source = join("solutions", `${slug}.ts`);
    const { learner } = lessonNotebooks(readFileSync(join(root, source), "utf8"), source);
    const given = await runBuilt(root, learner, converter, limits);
    expect(given.exercises.map((exercise) => exercise.id)).toEqual(idsOf(lesson));
    expect(given.cells.filter((cell) => cell.status !== "ok")).toEqual([]);
    expect([points(given), statuses(given)]).toEqual([0, new Set(["not-started"])]);
  });

  it("gets the same from the statements that matter as from all of them", async () => {
    const source = join("solutions", `${slug}.ts`);
    const { learner: course } = lessonNotebooks(readFileSync(join(root, source), "utf8"), source);
    const path = join(root, "solutions", `${slug}.ipynb`);
    const sliced = await grade({ path, lesson, course });
    const whole = await grade({ path, lesson, course }, { slice: wholeCells });
    expect(sliced.exercises).toEqual(whole.exercises);
    expect([sliced.run.troubled, whole.run.troubled]).toEqual([[], []]);
    expect(sliced.run.cells).toBeLessThan(whole.run.cells);
  });
});

/** A course whose second demonstration depends on the first one, which none of its names tells. */
const HIDDEN = `
// %% id="setup"
import { check, todo } from "mcp-lab";

// %% id="hidden"
(globalThis as any).counted = [1, 2];

// %% id="shown"
const shown: number = (globalThis as any).counted.length;

// %% id="answer-1" exercise="06.2"
const answer: number = todo();

// %% id="check-1" check="06.2"
await check("06.2", answer);
`;

it("runs everything where a demonstration fails without the ones that were left out", async () => {
  const lesson = lessons.at(-1);
  if (lesson === undefined) throw new Error("no lesson");
  const course = lessonNotebooks(HIDDEN, "test").learner;
  const cells = course.cells
    .filter((cell) => cell.cell_type === "code")
    .map((cell) => (cell.id === "answer-1" ? { ...cell, source: "const answer = shown;" } : cell));
  const { run } = await grade({ path: "", lesson, course }, { read: () => cells });
  expect(run).toEqual({ cells: 5, ok: 5, troubled: [] });
});

describe("the course", () => {
  const checks = lessons.flatMap(({ exercises }) =>
    exercises.flatMap((exercise) => exercise.checks.map((check) => ({ exercise, check }))),
  );

  it("has a source for every lesson, and no other", () => {
    expect(lessonSlugs(root)).toEqual(lessons.map((lesson) => lesson.slug).toSorted());
  });

  it("names every check once, after its exercise", () => {
    const ids = checks.map(({ check }) => check.id);
    expect(new Set(ids).size).toBe(ids.length);
    expect(checks.filter(({ exercise, check }) => !check.id.startsWith(`${exercise.id}.`))).toEqual(
      [],
    );
  });

  it("gives no points for stretch exercises", () => {
    const stretch = checks.filter(({ exercise }) => exercise.stretch);
    expect(stretch.every(({ check }) => check.points === 0)).toBe(true);
  });
});
