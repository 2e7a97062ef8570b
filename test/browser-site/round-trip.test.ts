import { execFile } from "node:child_process";
import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, test } from "vitest";
import { stateFolder } from "../../lib/base/project.ts";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { reportSchema } from "../../lib/grader/report.ts";
import { type Notebook, readNotebook, writeNotebook } from "../../lib/notebook/notebook.ts";
import { whenTestIsOver } from "../cli/clean-ups.ts";
import { lab } from "../cli/lab.ts";
import { PROJECT, temporaryFolder, temporaryProject } from "../cli/temporary-project.ts";
import { openBrowser } from "../counterparts/browser.ts";
import {
  allHaveRun,
  choose,
  downloaded,
  notebooksOf,
  openLesson,
  pasteAnswers,
  runAll,
} from "./course-page.ts";
import { servedSite } from "./site.ts";

const run = promisify(execFile);
const slug = "01-connector-call";

const pointsOfLesson = lessons
  .flatMap((lesson) => (lesson.slug === slug ? lesson.exercises : []))
  .flatMap(({ checks }) => checks)
  .reduce((sum, { points }) => sum + points, 0);

const sourcesOf = ({ cells }: Notebook): string[] => cells.map(({ source }) => source);

test("a lesson that is begun in the browser is finished in Jupyter, graded, and opened in the browser again", async () => {
  const { url } = await servedSite(whenTestIsOver);
  const page = await openBrowser();
  const notebooks = notebooksOf(slug);
  await openLesson(page, url, slug);
  await pasteAnswers(page, notebooks, (exercise) => /01\.[123]/.test(exercise));
  await runAll(page);
  const begun = await downloaded(page);

  // The other answers, as a learner writes them there.
  const solved = new Map(notebooks.solved.cells.map(({ id, source }) => [id, source]));
  const finished = {
    ...begun,
    cells: begun.cells.map((cell) => ({ ...cell, source: solved.get(cell.id) ?? cell.source })),
  };
  expect(sourcesOf(finished)).not.toEqual(sourcesOf(begun));
  const project = temporaryProject({ parent: stateFolder(PROJECT) });
  const path = join(project, "notebooks", `${slug}.ipynb`);
  writeFileSync(path, writeNotebook(finished));
  const home = temporaryFolder();
  const installed = await lab(project, ["kernel", "--user"], { HOME: home });
  expect(installed).toMatchObject({ code: 0 });
  const env = { PATH: process.env["PATH"], HOME: home, JUPYTER_PATH: home };
  await run("jupyter", ["nbconvert", "--to", "notebook", "--execute", "--inplace", path], { env });

  const handedIn = temporaryFolder();
  mkdirSync(join(handedIn, "ada"));
  writeFileSync(join(handedIn, "ada", `${slug}.ipynb`), readFileSync(path));
  const out = join(temporaryFolder(), "out");
  const words = ["--out", out, "--sandbox", "none", "--trust-submissions", "--jobs", "1"];
  expect(await lab(PROJECT, ["grade", handedIn, ...words])).toMatchObject({ code: 0 });
  const report = reportSchema.parse(JSON.parse(readFileSync(join(out, "report.json"), "utf8")));
  const graded = report.submissions.flatMap(({ exercises }) => exercises);
  expect(graded.reduce((sum, { earned }) => sum + earned, 0)).toBe(pointsOfLesson);

  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    choose(page, "Open notebook…"),
  ]);
  await chooser.setFiles(path);
  await page.getByRole("button", { name: "Replace" }).click();
  await page.locator("dialog").waitFor({ state: "detached" });
  const opened = await downloaded(page);
  expect(sourcesOf(opened)).toEqual(sourcesOf(readNotebook(readFileSync(path), path)));
  await runAll(page);
  await allHaveRun(page);
  await expect.poll(() => page.getByText("checks pass.").count()).toBeGreaterThanOrEqual(5);
});
