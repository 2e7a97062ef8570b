import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { lessons } from "../../lib/course/manifest/manifest.ts";
import { equivalents } from "./equivalent.ts";
import { aims } from "./expected.ts";
import { readLesson } from "./lesson.ts";
import { mutantsOf } from "./mutants.ts";
import type { Fate } from "./run.ts";
import { LEAST_SCORE, misdirected, scoreOf, survivors } from "./score.ts";

const root = join(import.meta.dirname, "..", "..");
const run = promisify(execFile);

/** `npm run mutation` tries all of them, which takes minutes. */
const EVERY = 12;

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

  it("are rejected by the checks, and by the ones they are aimed at, in a sample of all lessons", async () => {
    const fates = await tryEvery(EVERY);
    expect(survivors(fates).map(({ mutant }) => `${mutant.exercise} ${mutant.name}`)).toEqual([]);
    expect(misdirected(fates)).toEqual([]);
    expect(scoreOf(fates).map(({ lesson, score }) => [lesson, score >= LEAST_SCORE])).toEqual(
      lessons.map(({ slug }) => [slug.slice(0, 2), true]),
    );
  }, 600_000);
});

/** In a process of its own: a mutant may leave promises behind that nobody waits for. */
async function tryEvery(every: number): Promise<Fate[]> {
  const compiler = join(root, "node_modules/typescript/bin/tsc");
  await run(process.execPath, [compiler, "-p", join(import.meta.dirname, "tsconfig.json")]);
  const script = join(root, ".lab/mutation/test/mutation/main.js");
  const { stdout } = await run(process.execPath, [script, `--every=${every}`, "--json"], {
    maxBuffer: 50_000_000,
  });
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- printed by our own main.ts
  return JSON.parse(stdout) as Fate[];
}
