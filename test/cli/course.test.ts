import { expect, test } from "vitest";
import { z } from "zod";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { courseProject, solve } from "./course-project.ts";
import { runNode } from "./temporary-project.ts";

const report = z.object({
  ok: z.boolean(),
  points: z.number(),
  earned: z.number(),
  next: z.string().nullable(),
});

/** Live, and without a key: `check` rehearses all the same. */
const env = { PATH: process.env.PATH, MCP_LAB_MODE: "live", HF_TOKEN: "hf_none" };

async function lab(root: string, ...words: string[]) {
  const { ended, output } = runNode(["lib/dist/cli/main.js", ...words], root, env);
  return { code: await ended, ...output };
}

/** The first two: that all are solved, `test/lessons/lessons.test.ts` proves. */
const some = lessons.slice(0, 2);
const numbers = some.map(({ slug }) => slug.slice(0, 2));

test("lessons, completed by commands alone", async () => {
  const root = courseProject(lessons);
  const points = some
    .flatMap(({ exercises }) =>
      exercises.flatMap(({ checks }) => checks.map((check) => check.points)),
    )
    .reduce((sum, one) => sum + one, 0);
  const first = lessons[0]?.exercises[0]?.id ?? "";

  const given = await lab(root, "check", "--json", ...numbers);
  expect({ code: given.code, stderr: given.stderr }).toEqual({ code: 1, stderr: "" });
  expect(report.parse(JSON.parse(given.stdout))).toEqual({
    ok: false,
    points,
    earned: 0,
    next: first,
  });
  expect(await lab(root, "hint", first)).toMatchObject({
    code: 0,
    stdout: expect.stringContaining("Hint 1 of 3"),
  });
  expect(await lab(root, "solution", "00")).toMatchObject({ code: 1 });

  for (const lesson of some) solve(root, lesson, () => true);
  const solved = await lab(root, "check", "--json", ...numbers);
  expect({ code: solved.code, stderr: solved.stderr }).toEqual({ code: 0, stderr: "" });
  expect(report.parse(JSON.parse(solved.stdout))).toMatchObject({
    ok: true,
    points,
    earned: points,
  });
  for (const number of numbers) {
    expect(await lab(root, "solution", number)).toMatchObject({ code: 0 });
  }
});
