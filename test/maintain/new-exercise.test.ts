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

/** A list on one line is made longer. */
const isKept = (line: string, as: string): boolean =>
  /^ {2}exercises: \[\w/.test(line) ? as.startsWith(line.slice(0, -"],".length)) : as === line;

const listed = lessons.filter(({ slug }) => !slug.startsWith("06"));

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
    const next = (line: string): number =>
      after.findIndex((as, index) => index > at && isKept(line, as));
    expect(before.filter((line) => (at = next(line)) < 0)).toEqual([]);
    expect(after.length).toBeGreaterThan(before.length);
    expect(after.join("\n")).toContain(`"${id}"`);
  }
  const own = ["judge.ts", "hidden.ts", "ts"].map((end) => `lib/lessons/${slug}/some-thing.${end}`);
  const made = [...own, `test/lessons/${slug}/some-thing.ts`];
  expect(made.filter((path) => !existsSync(join(root, path)))).toEqual([]);
});

it("writes nothing for 06, and says where its exercises come from", async () => {
  const slug = "06-self-driven-lab";
  const root = project(slug);
  const said = await lab(root, ["new-exercise", "06.6", "some-thing", "Some thing"]);
  expect(said.code).toBe(2);
  expect(said.stderr).toMatch(
    /the steps of the sketch's review.*lib\/subjects\/sketch\/review\.ts/su,
  );
  for (const path of listing(slug))
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
