import { execFile } from "node:child_process";
import { join } from "node:path";
import { promisify } from "node:util";
import { describe, expect, it } from "vitest";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { aims, isMadeFor, outOfReach } from "./expected.ts";
import { knownNames } from "./known.ts";
import { readLesson } from "./lesson.ts";
import { mutantsOf } from "./mutants.ts";
import { lessonFiles, inTurn } from "../turns.ts";

const root = join(import.meta.dirname, "..", "..");
const run = promisify(execFile);

/** The exercises of the lessons whose turn it is. */
const turn = inTurn(lessons, {
  name: "mutants",
  of: 6,
  files: ({ slug }) => [...lessonFiles(slug), "test/mutation/expected.ts"],
}).flatMap(({ exercises }) => exercises.map(({ id }) => id));

describe("the mutants of the reference answers", () => {
  const corpus = lessons.flatMap(({ slug }) => readLesson(root, slug).answers.flatMap(mutantsOf));
  const names = corpus.map(({ exercise, name }) => `${exercise} ${name}`);

  it("are many, each with a name of its own", () => {
    expect(corpus.length).toBeGreaterThanOrEqual(300);
    expect(new Set(names).size).toBe(names.length);
  });

  it("are there, where one is known to pass or is aimed at a check", () => {
    expect([...knownNames].filter((name) => !names.includes(name))).toEqual([]);
    expect(aims.filter((aim) => !corpus.some((one) => isMadeFor(aim, one)))).toEqual([]);
  });

  it("hold one for every check that a single change can hit", () => {
    const checks = lessons.flatMap((lesson) => lesson.exercises.flatMap(({ checks: own }) => own));
    const aimed = new Set(aims.map(([, , , check]) => check));
    expect(checks.map(({ id }) => id).filter((id) => !aimed.has(id))).toEqual(outOfReach);
  });

  // In a process of its own: mutants leave promises and loops behind.
  it("are rejected by the check that each is made for, as far as a sample tells", async () => {
    const program = join(root, ".lab", "mutation", "test", "mutation", "main.js");
    const compiler = join(root, "node_modules", "typescript", "bin", "tsc");
    const settings = join(root, "test", "mutation", "tsconfig.json");
    // `npm run lint` checks the types of the same files.
    await run(process.execPath, [compiler, "-p", settings, "--noCheck"]);
    const end = await run(process.execPath, [program, "--every=80", ...turn]).catch(
      (error: unknown) => error,
    );
    expect(end).toMatchObject({
      stdout: expect.stringMatching(/Each fails it, and no other passes that is not known to\.\n$/),
    });
  });
});
