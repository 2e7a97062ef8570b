import { readFileSync } from "node:fs";
import { join } from "node:path";
import { afterAll, describe, expect, it } from "vitest";
import { buildConverter, lessonSlugs, runBuilt } from "../../lib/maintain/build.ts";
import type { JudgedRun } from "../../lib/cli/rehearse.ts";
import { lessonNotebooks } from "../../lib/notebook/lesson.ts";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";

const root = join(import.meta.dirname, "..", "..");

const converter = buildConverter(root);
afterAll(() => converter.close());

function points(ofRun: JudgedRun): number {
  return ofRun.exercises.reduce((sum, exercise) => sum + exercise.earned, 0);
}

function statuses(ofRun: JudgedRun): Set<string> {
  return new Set(
    ofRun.exercises.flatMap((exercise) => exercise.verdicts.map((verdict) => verdict.status)),
  );
}

describe.each(lessons)("lesson $slug", ({ slug, exercises }) => {
  it("earns everything solved, and nothing as it is given, which runs to its end", async () => {
    const source = join("solutions", `${slug}.ts`);
    const { learner, solved } = lessonNotebooks(readFileSync(join(root, source), "utf8"), source);
    const given = await runBuilt(root, learner, converter);
    const done = await runBuilt(root, solved, converter);
    const ids = exercises.map((exercise) => exercise.id);
    const most = exercises
      .flatMap(({ checks }) => checks)
      .reduce((sum, check) => sum + check.points, 0);

    expect(given.exercises.map((exercise) => exercise.id)).toEqual(ids);
    expect(given.cells.filter((cell) => cell.status !== "ok")).toEqual([]);
    expect([points(given), statuses(given)]).toEqual([0, new Set(["not-started"])]);

    expect(done.exercises.map((exercise) => exercise.id)).toEqual(ids);
    expect([points(done), statuses(done)]).toEqual([most, new Set(["pass"])]);
  }, 180_000);
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
