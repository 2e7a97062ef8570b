import type { Page } from "playwright-core";
import { beforeAll, beforeEach, expect, test } from "vitest";
import { whenFileIsOver } from "../cli/clean-ups.ts";
import { openBrowser } from "../counterparts/browser.ts";
import {
  allHaveRun,
  cellAt,
  forgetAll,
  notebooksOf,
  openLesson,
  pasteOver,
  pointsOn,
} from "./course-page.ts";
import { servedSite } from "./site.ts";

const whenOver = whenFileIsOver();
const slug = "01-connector-call";
const { cells } = notebooksOf(slug).learner;
const indexOf = (id: string): number => cells.findIndex((cell) => cell.id === id);
let url: string;
let page: Page;

beforeAll(async () => {
  ({ url } = await servedSite(whenOver));
  page = await openBrowser(whenOver);
});

beforeEach(async () => {
  await forgetAll(page, url);
  await openLesson(page, url, slug);
});

/** Runs a text in a cell of the lesson: what it puts out. */
async function shown(source: string, index = indexOf("playground")): Promise<string> {
  await begin(source, index);
  await allHaveRun(page);
  return outputOf(index);
}

async function begin(source: string, index = indexOf("playground")): Promise<void> {
  await pasteOver(page, index, source);
  await page.keyboard.press("Control+Enter");
}

async function outputOf(index: number): Promise<string> {
  // Outputs are drawn with the next frame.
  await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => setTimeout(drawn)))");
  return ((await cellAt(page, index).locator(".outputs").textContent()) ?? "").trim();
}

const restart = async (choice: string): Promise<void> => {
  await page.getByRole("button", { name: /^(?:Restart…|■ Stop…)$/ }).click();
  await page.getByRole("dialog").getByRole("button", { name: choice, exact: true }).click();
  await page.locator('.state[data-state="idle"]').waitFor();
};

test("cells know what ran before, may declare it again, and may wait", async () => {
  expect(await shown("const word = await Promise.resolve('one'); word")).toBe("one");
  expect(await shown("const word = 2; word + 1")).toBe("3");
  expect(await shown("word")).toBe("2");
  expect(await shown("word.toUpperCase()")).toContain("toUpperCase");
});

test("an error is red, and what the cell declared is not there", async () => {
  expect(await shown("const half = 1; throw new RangeError('too far');")).toContain("too far");
  const errors = cellAt(page, indexOf("playground")).locator(".stderr");
  expect(await errors.innerText()).toContain("RangeError: too far");
  expect(await shown("half")).toContain("half");
});

test("what runs can be stopped, and then all variables are gone", async () => {
  expect(await shown("const kept = 7; kept")).toBe("7");
  await begin("for (;;) {}");
  await page.locator('.state[data-state="busy"]').waitFor();
  await restart("Restart");
  await allHaveRun(page);
  expect(await outputOf(indexOf("playground"))).toContain("The cell was ended.");
  expect(await shown("kept")).toContain("Cannot find name 'kept'");
  expect(await shown("1 + 1")).toBe("2");
});

test("an answer that loops without an end is ended with a sentence, and the next one counts", async () => {
  const answer = indexOf("answer-01-5");
  const check = indexOf("check-01-5");
  expect(await shown(cells[indexOf("setup")]?.source ?? "", indexOf("setup"))).toContain(
    "Rehearsal",
  );
  const loop = cells[answer]?.source.replace("todo()", "() => { for (;;) {} }") ?? "";
  expect(await shown(loop, answer)).toBe("");
  await cellAt(page, check).locator("button.run").click();
  await allHaveRun(page);
  expect(await outputOf(check)).toContain("The check was ended: the answer ran for 10 seconds");
  expect(
    await page.getByText("The kernel has ended, and all variables are gone.").isVisible(),
  ).toBe(true);
});

test("a kernel that breaks off says so in the cell, and the next cell runs", async () => {
  const compiler = page.workers().find((worker) => worker.url().endsWith("/compiler.js"));
  await compiler?.evaluate(`(() => {
    const post = self.postMessage.bind(self);
    self.postMessage = (reply) => {
      if (reply.answer?.status !== "converted") return post(reply);
      self.postMessage = post;
      post({ call: reply.call, error: "out of memory" });
    };
  })()`);
  const words =
    "The kernel broke off (out of memory). Load this page again; your answers are kept.";
  expect(await shown("1 + 1")).toBe(words);
  expect(await shown("1 + 1")).toBe("2");
});

test("what two tabs have written is kept of both", async () => {
  const fs = 'const fs = require("node:fs"); fs.mkdirSync("/course/.lab", { recursive: true });';
  const write = (name: string): string =>
    `${fs} fs.writeFileSync("/course/.lab/${name}.txt", "written"); "done"`;
  expect(await shown(write("before"))).toContain("done");
  const first = page;
  page = await first.context().newPage();
  try {
    await openLesson(page, url, slug);
    expect(await shown(write("here"))).toContain("done");
    page = first;
    expect(await shown(write("there"))).toContain("done");
    await page.reload();
    await openLesson(page, url, slug);
    const names = `${fs} fs.readdirSync("/course/.lab").filter((name) => name.endsWith(".txt")).join()`;
    expect(await shown(names)).toBe("before.txt,here.txt,there.txt");
  } finally {
    page = first;
    for (const other of page.context().pages()) if (other !== page) await other.close();
  }
});

test("a lesson is worked through by keyboard alone", async () => {
  const answer = indexOf("answer-01-1");
  const check = indexOf("check-01-1");
  // Past the toolbar and the links of the text, into the first cell with code.
  const editor = page.locator(".cm-content:focus");
  for (let presses = 0; (await editor.count()) === 0 && presses < 60; presses += 1) {
    await page.keyboard.press("Tab");
  }
  const run = async (last: number): Promise<void> => {
    for (let at = await focused(); at < last; at += 1) {
      expect(await focused()).toBe(at);
      await page.keyboard.press("Shift+Enter");
    }
  };
  await run(answer);
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+End");
  for (const _ of "todo();") await page.keyboard.press("Backspace");
  await page.keyboard.type(
    '(env) => ({ type: "url", name: "huggingface", url: lab.hub.url, ' +
      "...(env.HF_TOKEN ? { authorization_token: env.HF_TOKEN } : {}) });",
  );
  await page.keyboard.press("Escape");
  if ((await focused()) < 0) await page.keyboard.press("Escape");
  await run(check + 1);
  await allHaveRun(page);
  expect(await outputOf(check)).toContain("Both checks pass.");
  expect(await pointsOn(page, url)).toBe(2);
});

/** The place of the cell that has the focus, itself or in it; -1 where none has. */
async function focused(): Promise<number> {
  const at: unknown = await page.evaluate(
    "[...document.querySelectorAll('.notebook > .cell')].findIndex((cell) => cell.contains(document.activeElement))",
  );
  return Number(at);
}
