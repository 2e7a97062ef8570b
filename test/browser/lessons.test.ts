import { readFileSync } from "node:fs";
import { join } from "node:path";
import { beforeAll, expect, test } from "vitest";
import { allPassText } from "../../lib/base/counted.ts";
import { envConfig } from "../../lib/exercises/manifest/03-env-config.ts";
import { readNotebook } from "../../lib/notebook/notebook.ts";
import { whenFileIsOver } from "../cli/clean-ups.ts";
import { PROJECT } from "../cli/temporary-project.ts";
import { axeFindings } from "./axe.ts";
import { type Classroom, openClassroom } from "./classroom.ts";
import { faultsOf } from "./faults.ts";
import { followLink, runDownTo, writeAtTheEnd } from "./keyboard.ts";
import { cellsAfterRun, kernelAnswers, runAll } from "./notebook-page.ts";

const whenOver = whenFileIsOver();
let classroom: Classroom;

beforeAll(async () => {
  classroom = await openClassroom(whenOver);
});

/** Runs a notebook in a page of its own: what its cells show, what it draws, and what is wrong there. */
async function run(path: string) {
  const { page, faults, close } = await classroom.open(path);
  const cells = await runAll(page);
  const drawn = await page.locator("svg[role=img] desc").allTextContents();
  const wrong = [...faults, ...(await axeFindings(page, [".output_html", ".output_svg"]))];
  await close();
  return { cells, drawn, wrong };
}

/**
 * One lesson runs whole, the one that starts servers and git. That every lesson runs is for
 * `test/lessons` to show, that the kernel runs cells as it does there for `test/kernel`, and what each
 * output looks like in a page for `drawings.test.ts`.
 */
test("a lesson runs to its end in a browser: solved with every check passed, given with none started", async () => {
  const { slug, exercises } = envConfig;
  const [solved, given] = await Promise.all(
    ["solutions", "notebooks"].map((folder) => run(`${folder}/${slug}.ipynb`)),
  );
  expect(solved?.wrong).toEqual([]);
  expect(given?.wrong).toEqual([]);

  const results = solved?.cells.map((cell) => cell.text) ?? [];
  expect(results[0]).toContain("Rehearsal: not Claude");
  // A trace says who spoke to whom.
  const source = readFileSync(join(PROJECT, "solutions", `${slug}.ts`), "utf8");
  const traces = solved?.drawn.filter((text) => text.includes("Notebook →")) ?? [];
  expect(traces.length > 0).toBe(source.includes("drawTrace("));
  for (const { id, title, checks } of exercises) {
    const passed = allPassText(checks.length, "check");
    expect(results).toContainEqual(
      expect.stringMatching(new RegExp(`^${id} ${title}[^]*${passed}`)),
    );
  }

  const cells = given?.cells ?? [];
  expect(cells.map((cell) => cell.count)).toEqual(cells.map((_, index) => String(index + 1)));
  for (const { id, title, checks } of exercises) {
    const shown = cells.findLast((cell) => cell.text.startsWith(`${id} ${title}`))?.text ?? "";
    expect(shown).toContain("the answer cell still holds todo()");
    expect(shown.match(/Not started/g)?.length).toBeGreaterThanOrEqual(checks.length);
    expect(shown).not.toMatch(/Pass|Fail/);
  }
});

test("lesson 01 is worked through by keyboard alone", async () => {
  const notebook = "01-connector-call";
  const path = join(PROJECT, "notebooks", `${notebook}.ipynb`);
  const { cells } = readNotebook(readFileSync(path, "utf8"), path);
  const indexOf = (id: string): number => cells.findIndex((cell) => cell.id === id);

  const files = await classroom.emptyPage();
  await files.goto(new URL(`/tree/notebooks?token=${classroom.token}`, classroom.url).href);
  await files.getByRole("link", { name: notebook }).waitFor();
  const page = await followLink(files, `${notebook}.ipynb`);
  const faults = faultsOf(page);
  await kernelAnswers(page);

  await runDownTo(page, indexOf("answer-01-1"));
  const answer =
    '(env) => ({ type: "url", name: "huggingface", url: lab.hub.url, ' +
    "...(env.HF_TOKEN ? { authorization_token: env.HF_TOKEN } : {}) });";
  await writeAtTheEnd(page, "todo();", answer);
  await runDownTo(page, cells.length - 1);

  const shown = await cellsAfterRun(page);
  expect(shown.map(({ count }) => count)).toEqual(shown.map((_, index) => String(index + 1)));
  const results = shown.map(({ text }) => text).filter((text) => /^01\.\d /.test(text));
  expect(results[0]).toContain("Both checks pass.");
  expect(results[0]).toContain("Next: 01.2 An allow-list.");
  expect(results.slice(1).every((text) => text.includes("Not started"))).toBe(true);
  expect(faults).toEqual([]);
  await page.close();
});
