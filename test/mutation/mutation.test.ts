import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { lessons } from "../../lib/course/manifest/manifest.ts";
import { equivalents } from "./equivalent.ts";
import { aims } from "./expected.ts";
import { readLesson } from "./lesson.ts";
import { mutantsOf } from "./mutants.ts";

const root = join(import.meta.dirname, "..", "..");

describe("the mutants of the reference answers", () => {
  const corpus = lessons.flatMap(({ slug }) => readLesson(root, slug).answers.flatMap(mutantsOf));
  const names = corpus.map(({ exercise, name }) => `${exercise} ${name}`);

  it("are many, each with a name of its own", () => {
    expect(corpus.length).toBeGreaterThanOrEqual(300);
    expect(new Set(names).size).toBe(names.length);
  });

  it("are there, where one is called equivalent or is aimed at a check", () => {
    const listed = equivalents.flatMap(({ exercise, mutants }) =>
      mutants.map((name) => `${exercise} ${name}`),
    );
    expect(listed.filter((name) => !names.includes(name))).toEqual([]);
    const unused = aims.filter(
      ([exercise, operator, where]) =>
        !corpus.some(
          (one) =>
            one.exercise === exercise && one.operator === operator && one.name.includes(where),
        ),
    );
    expect(unused).toEqual([]);
  });
});
