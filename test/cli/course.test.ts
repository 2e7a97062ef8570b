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

test("the course, completed by commands alone", async () => {
  const root = courseProject(lessons);
  const points = lessons
    .flatMap(({ exercises }) =>
      exercises.flatMap(({ checks }) => checks.map((check) => check.points)),
    )
    .reduce((sum, one) => sum + one, 0);
  const first = lessons[0]?.exercises[0]?.id ?? "";

  const given = await lab(root, "check", "--json");
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

  for (const lesson of lessons) solve(root, lesson, () => true);
  const solved = await lab(root, "check", "--json");
  expect({ code: solved.code, stderr: solved.stderr }).toEqual({ code: 0, stderr: "" });
  expect(report.parse(JSON.parse(solved.stdout))).toEqual({
    ok: true,
    points,
    earned: points,
    next: null,
  });
  for (const { slug } of lessons) {
    expect(await lab(root, "solution", slug.slice(0, 2))).toMatchObject({ code: 0 });
  }
}, 900_000);
