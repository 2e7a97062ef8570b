import { cpSync, existsSync, mkdirSync, readFileSync } from "node:fs";
import { dirname, join } from "node:path";
import { expect, it } from "vitest";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { lab } from "../cli/lab.ts";
import { PROJECT, temporaryFolder } from "../cli/temporary-project.ts";

/** The files of the project that list exercises. */
function project(slug: string): string {
  const root = temporaryFolder();
  for (const path of ["package.json", ...listing(slug)]) {
    mkdirSync(dirname(join(root, path)), { recursive: true });
    cpSync(join(PROJECT, path), join(root, path));
  }
  return root;
}

const listing = (slug: string): string[] => [
  `lib/exercises/manifest/${slug}.ts`,
  `lib/lessons/${slug}/index.ts`,
  `solutions/${slug}.ts`,
  "test/mutation/expected.ts",
];

/** The next exercise of a lesson. */
const nextOf = ({ slug, exercises }: (typeof lessons)[number]): string =>
  `${slug.slice(0, 2)}.${exercises.length + 1}`;

const listed = lessons.filter(({ slug }) => !/^0[67]/.test(slug));
const others = lessons.filter(({ slug }) => /^0[67]/.test(slug));

it.each(listed)("adds an exercise to $slug, and touches nothing that was there", async (lesson) => {
  const { slug } = lesson;
  const root = project(slug);
  const id = nextOf(lesson);
  const said = await lab(root, ["new-exercise", id, "some-thing", "Some thing"]);
  expect(said).toMatchObject({ code: 0, stderr: "" });
  for (const path of listing(slug)) {
    const before = readFileSync(join(PROJECT, path), "utf8").split("\n");
    const after = readFileSync(join(root, path), "utf8").split("\n");
    let at = -1;
    expect(before.filter((line) => (at = after.indexOf(line, at + 1)) < 0)).toEqual([]);
    expect(after.length).toBeGreaterThan(before.length);
    expect(after.join("\n")).toContain(`"${id}"`);
  }
  const own = ["judge.ts", "hidden.ts", "ts"].map((end) => `lib/lessons/${slug}/some-thing.${end}`);
  const made = [...own, `test/lessons/${slug}/some-thing.ts`];
  expect(made.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it.each(others)("writes nothing for $slug, which lists its exercises otherwise", async (lesson) => {
  const root = project(lesson.slug);
  const said = await lab(root, ["new-exercise", nextOf(lesson), "some-thing", "Some thing"]);
  expect(said.code).toBe(2);
  for (const path of listing(lesson.slug))
    expect(readFileSync(join(root, path))).toEqual(readFileSync(join(PROJECT, path)));
});

it.each([
  ["an id that is taken", ["00.1", "some-thing"]],
  ["an id that leaves one out", ["00.99", "some-thing"]],
  ["a name that leads elsewhere", ["00.4", "../some-thing"]],
])("refuses %s", async (_, words) => {
  const root = project("00-start-here");
  expect(await lab(root, ["new-exercise", ...words, "Some thing"])).toMatchObject({ code: 2 });
  expect(existsSync(join(root, "lib/lessons/some-thing.ts"))).toBe(false);
});
