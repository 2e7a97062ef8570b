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
import type { JudgedRun } from "../../lib/cli/rehearse.ts";
import { privateVariants } from "../../lib/grader/variants.ts";
import { lessonNotebooks } from "../../lib/notebook/lesson.ts";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";

const root = join(import.meta.dirname, "..", "..");

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

describe.each(lessons)("lesson $slug", ({ slug, exercises }) => {
  const ids = exercises.map((exercise) => exercise.id);

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

  it("earns nothing as it is given, and runs to its end", async () => {
    const source = join("solutions", `${slug}.ts`);
    const { learner } = lessonNotebooks(readFileSync(join(root, source), "utf8"), source);
    const given = await runBuilt(root, learner, converter, limits);
    expect(given.exercises.map((exercise) => exercise.id)).toEqual(ids);
    expect(given.cells.filter((cell) => cell.status !== "ok")).toEqual([]);
    expect([points(given), statuses(given)]).toEqual([0, new Set(["not-started"])]);
  });
});

describe("the course", () => {
  const checks = lessons.flatMap(({ exercises }) =>
    exercises.flatMap((exercise) => exercise.checks.map((check) => ({ exercise, check }))),
  );

  it("has a source for every lesson, and no other", () => {
    expect(lessonSlugs(root)).toEqual(lessons.map((lesson) => lesson.slug));
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
