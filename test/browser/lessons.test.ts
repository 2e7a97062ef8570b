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

/** Lessons with what is typed for their first exercise, and what its card then says. */
const BY_KEYBOARD = [
  {
    notebook: "01-connector-call",
    answer:
      '(env) => ({ type: "url", name: "huggingface", url: lab.hub.url, ' +
      "...(env.HF_TOKEN ? { authorization_token: env.HF_TOKEN } : {}) });",
    said: ["Both checks pass.", "Next: 01.2 An allow-list."],
  },
  {
    notebook: "06-self-driven-lab",
    answer:
      '({ system: { name: "Seed bank", owner: "The head gardener", ' +
      'summary: "Keeps seeds of old plants and lends them to gardens each spring" }, ' +
      'questions: [{ ask: "Which seeds are left of a plant?", from: "find_seeds" }, ' +
      '{ ask: "How long may seeds be kept?", from: "seeds://rules" }], ' +
      'data: [{ name: "stock", sensitivity: "internal", why: "Only our own gardeners need it." }], ' +
      'server: { name: "seeds", transports: ["stdio"] } });',
    said: ["All 3 checks pass.", "Next: 06.2"],
  },
];

test.each(BY_KEYBOARD)("$notebook is worked through by keyboard alone", async (lesson) => {
  const { notebook, answer, said } = lesson;
  const path = join(PROJECT, "notebooks", `${notebook}.ipynb`);
  const { cells } = readNotebook(readFileSync(path, "utf8"), path);
  const indexOf = (id: string): number => cells.findIndex((cell) => cell.id === id);

  const files = await classroom.emptyPage();
  await files.goto(new URL(`/tree/notebooks?token=${classroom.token}`, classroom.url).href);
  await files.getByRole("link", { name: notebook }).waitFor();
  const page = await followLink(files, `${notebook}.ipynb`);
  const faults = faultsOf(page);
  await kernelAnswers(page);

  const number = notebook.slice(0, 2);
  await runDownTo(page, indexOf(`answer-${number}-1`));
  await writeAtTheEnd(page, "todo();", answer);
  await runDownTo(page, cells.length - 1);

  const code = cells.filter((cell) => cell.cell_type === "code");
  // Behind the last cell, Shift+Enter adds one.
  if (cells.at(-1)?.cell_type === "code") await page.keyboard.press("Shift+Enter");
  const shown = (await cellsAfterRun(page)).slice(0, code.length);
  expect(shown.map(({ count }) => count)).toEqual(code.map((_, index) => String(index + 1)));
  const results = shown.map(({ text }) => text).filter((text) => /^0\d\.\d /.test(text));
  for (const words of said) expect(results[0]).toContain(words);
  expect(results.slice(1).every((text) => text.includes("Not started"))).toBe(true);
  expect(faults).toEqual([]);
  await page.close();
});
