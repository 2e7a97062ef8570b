import { existsSync, readdirSync, readFileSync, rmSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { lessonNotebooks } from "../../lib/notebook/lesson.ts";
import { readNotebook } from "../../lib/notebook/notebook.ts";
import { courseProject } from "../cli/course-project.ts";
import { lab } from "../cli/lab.ts";

it("builds the lessons that are named, and no other", async () => {
  const root = courseProject(lessons.slice(0, 2));
  const notebooks = lessons
    .slice(0, 2)
    .flatMap(({ slug }) => [`notebooks/${slug}.ipynb`, `solutions/${slug}.ipynb`]);
  for (const file of notebooks) rmSync(join(root, file));

  const { code, stdout } = await lab(root, ["build", "00"]);
  expect([code, stdout]).toEqual([0, `wrote ${notebooks[0]}\nwrote ${notebooks[1]}`]);
  expect(notebooks.filter((file) => existsSync(join(root, file)))).toEqual(notebooks.slice(0, 2));
  expect(readdirSync(join(root, ".lab", "build"))).toEqual([]);

  const source = readFileSync(join(root, "solutions/00-start-here.ts"), "utf8");
  const given = readFileSync(join(root, "notebooks/00-start-here.ipynb"), "utf8");
  expect(readNotebook(given, "given")).toEqual(lessonNotebooks(source, "source").learner);
  expect(await lab(root, ["build", "0", "--check"])).toMatchObject({ code: 0 });
});

it("refuses a lesson that there is none of, and makes nothing", async () => {
  const root = courseProject(lessons.slice(0, 1));
  expect(await lab(root, ["build", "00", "77"])).toEqual({
    code: 2,
    stdout: "",
    stderr:
      'Error: There is no lesson "77".\n' +
      "What to do: The lessons are 00, 01, 02, 03, 04, 05, 06, 07.",
  });
});
