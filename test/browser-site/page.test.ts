import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { z } from "zod";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { changedAnswers } from "../../lib/notebook/outputs.ts";
import { readNotebook, writeNotebook } from "../../lib/notebook/notebook.ts";
import { axeFindings } from "../browser/axe.ts";
import { faultsOf } from "../browser/faults.ts";
import { whenFileIsOver } from "../cli/clean-ups.ts";
import { PROJECT, temporaryFolder } from "../cli/temporary-project.ts";
import { openBrowser } from "../counterparts/browser.ts";
import { bundledPage, servePage, type ServedPage } from "./served-page.ts";

const whenOver = whenFileIsOver();
let bundle: Awaited<ReturnType<typeof bundledPage>>;
let site: ServedPage;
let page: Page;
let faults: readonly string[];
let folder: string;

beforeAll(async () => {
  bundle = await bundledPage();
  site = await servePage(bundle.code, whenOver);
  page = await openBrowser(whenOver);
  faults = faultsOf(page);
  folder = temporaryFolder(undefined, whenOver);
});

/** Each test begins with a browser that keeps nothing. */
beforeEach(async () => {
  await page.goto("about:blank");
  const devtools = await page.context().newCDPSession(page);
  await devtools.send("Storage.clearDataForOrigin", {
    origin: new URL(site.url).origin,
    storageTypes: "all",
  });
  await devtools.detach();
  await page.setViewportSize({ width: 1000, height: 800 });
  await open("00-start-here");
});

async function open(slug: string): Promise<void> {
  await page.goto("about:blank");
  await page.goto(`${site.url}#${slug}`);
  await page.locator("h1").first().waitFor();
}

const editorOf = (part: string) =>
  page.getByRole("group", { name: new RegExp(`^Code cell \\d+, ${part}$`) }).getByRole("textbox");

async function write(part: string, source: string): Promise<void> {
  await editorOf(part).click();
  await page.keyboard.press("Control+A");
  await page.keyboard.insertText(source);
}

async function choose(entry: string): Promise<void> {
  await page.locator("summary", { hasText: "More" }).click();
  await page.getByRole("button", { name: entry }).click();
}

async function downloaded(): Promise<string> {
  const [download] = await Promise.all([
    page.waitForEvent("download"),
    choose("Download notebook"),
  ]);
  const path = join(folder, download.suggestedFilename());
  await download.saveAs(path);
  return path;
}

async function openFile(path: string): Promise<void> {
  const [chooser] = await Promise.all([page.waitForEvent("filechooser"), choose("Open notebook")]);
  await chooser.setFiles(path);
}

/** All that the browser keeps for this site, as one text. */
const KEPT = `(async () => {
  const whole = (asked) => new Promise((resolve) => { asked.onsuccess = () => resolve(asked.result); });
  const values = (await indexedDB.databases()).map(async ({ name }) => {
    const database = await whole(indexedDB.open(name));
    const store = database.transaction("kept").objectStore("kept");
    const all = [await whole(store.getAllKeys()), await whole(store.getAll())];
    database.close();
    return all;
  });
  return JSON.stringify([await Promise.all(values), { ...localStorage }, { ...sessionStorage }]);
})()`;

async function kept(): Promise<string> {
  return z.string().parse(await page.evaluate(KEPT));
}

test("the program has in it all that it needs, and nothing of Node's", () => {
  expect(bundle.imports).toEqual([]);
  expect(bundle.code).not.toMatch(/["'`]node:/);
});

describe.each(["light", "dark"] as const)("in %s", (colorScheme) => {
  test.each([1000, 320])(
    "axe finds nothing, and nothing is cut off, at %i pixels",
    async (width) => {
      await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
      await page.setViewportSize({ width, height: 800 });
      for (const slug of ["", "00-start-here", "03-env-config"]) {
        await open(slug);
        expect({ slug, found: await axeFindings(page) }).toEqual({ slug, found: [] });
        expect(await page.evaluate("document.documentElement.scrollWidth")).toBe(width);
      }
    },
  );
});

test("every lesson opens, and no link in it is dead", async () => {
  const places = new Set(lessons.map(({ slug }) => `#${slug}`));
  for (const { slug } of lessons) {
    await open(slug);
    expect(await page.locator(".cell.code").count()).toBeGreaterThan(5);
    const links = await page
      .locator(".prose a")
      .evaluateAll((all) =>
        all.map((link) => [link.getAttribute("target"), link.getAttribute("href")]),
      );
    const dead = links.filter(([target, href = ""]) =>
      target === "_blank" ? !href?.startsWith("https:") : !places.has(href?.split("/")[0] ?? ""),
    );
    expect(dead).toEqual([]);
  }
});

test("a link to the glossary goes there from another lesson", async () => {
  await open("01-connector-call");
  await page.getByRole("link", { name: "glossary" }).click();
  await page.locator(":focus", { hasText: "Glossary" }).waitFor();
  expect(new URL(page.url()).hash).toBe("#00-start-here/Glossary");
});

test("while the compiler gets ready, answers can be written, and a run waits", async () => {
  expect(await page.getByText("Getting the compiler ready…").isVisible()).toBe(true);
  await write("exercise 00.1", "const seen = 1;");
  await page.keyboard.press("Control+Enter");
  const cell = page.getByRole("group", { name: /exercise 00\.1$/ });
  await cell.getByText("[*]").waitFor();
});

test("answers are there after a reload, and in a notebook that the lab takes", async () => {
  await write("exercise 00.1", "const seen = 1;\n");
  await expect.poll(kept).toContain("const seen = 1;");
  await page.reload();
  await editorOf("exercise 00.1").getByText("const seen = 1;").waitFor();
  const notebook = readNotebook(readFileSync(await downloaded(), "utf8"), "downloaded");
  expect(changedAnswers(notebook)).toEqual(["answer-00-1"]);
});

const notice = (tab: Page) => tab.getByText("You have changed this lesson in another tab, too.");

test("a lesson that another tab has changed says so, and has that once it is loaded again", async () => {
  const other = await page.context().newPage();
  try {
    await other.goto(`${site.url}#00-start-here`);
    await other.locator("h1").first().waitFor();
    await write("exercise 00.1", "const seen = 1;\n");
    await notice(other).waitFor();
    expect(await notice(page).isVisible()).toBe(false);
    await other.getByRole("button", { name: "Load it again" }).click();
    await other.getByText("const seen = 1;").waitFor();
    expect(await notice(other).isVisible()).toBe(false);
  } finally {
    await other.close();
  }
});

test("what was given comes back as it was, byte for byte", async () => {
  const given = readFileSync(join(PROJECT, "notebooks", "00-start-here.ipynb"), "utf8");
  expect(readFileSync(await downloaded(), "utf8")).toBe(given);
  await write("exercise 00.1", "const seen = 1;");
  await choose("Reset lesson");
  await page.getByRole("button", { name: "Reset", exact: true }).click();
  await editorOf("exercise 00.1").getByText("todo()").waitFor();
  expect(readFileSync(await downloaded(), "utf8")).toBe(given);
});

test("a check cannot be written in, nor deleted", async () => {
  await editorOf("check 00.1").click();
  await page.keyboard.type("x");
  expect(await editorOf("check 00.1").innerText()).toBe('await check("00.1", seen);');
  const cell = page.getByRole("group", { name: /check 00\.1$/ });
  expect(await cell.getByRole("button", { name: "Delete" }).count()).toBe(0);
});

test("a deleted cell comes back, and what was written in a new one is kept", async () => {
  const cells = page.locator(".cell");
  const before = await cells.count();
  await editorOf("exercise 00.1").click();
  await page.keyboard.press("Escape");
  await page.keyboard.press("b");
  await page.keyboard.type("mine");
  await page.keyboard.press("Escape");
  expect(await cells.count()).toBe(before + 1);
  await page.keyboard.press("d");
  await page.keyboard.press("d");
  expect(await cells.count()).toBe(before);
  await page.getByRole("button", { name: "Undo" }).click();
  expect(await cells.count()).toBe(before + 1);
  await expect.poll(kept).toContain("mine");
});

test("the keyboard gets into an editor and out of it", async () => {
  const editor = editorOf("exercise 00.1");
  const isInside = () => editor.evaluate((element) => element.matches(":focus"));
  await page
    .getByRole("group", { name: /exercise 00\.1$/ })
    .locator("button.run")
    .focus();
  await page.keyboard.press("Tab");
  expect(await isInside()).toBe(true);
  await page.keyboard.press("Tab");
  expect(await isInside()).toBe(false);
  await page.keyboard.press("Shift+Tab");
  await page.keyboard.press("Control+End");
  await page.keyboard.press("Enter");
  await page.keyboard.press("Tab");
  expect(await isInside()).toBe(true);
  expect(await editor.evaluate((element) => element.textContent)).toMatch(/ {2}$/);
  await page.keyboard.press("Escape");
  await page.keyboard.press("Tab");
  expect(await page.evaluate("document.activeElement.textContent")).toBe("Run all above");
});

test("a new version of a lesson brings its texts, and leaves the answers", async () => {
  await write("exercise 00.1", "const seen = 1;");
  await expect.poll(kept).toContain("const seen = 1;");
  const name = "notebooks/00-start-here.ipynb";
  const given = site.files.get(name) ?? "";
  site.files.set(name, given.replace("Welcome. In this course", "Hello again. In this course"));
  await page.reload();
  await page.getByText("This lesson has a new version").waitFor();
  site.files.set(name, given);
  expect(await page.getByText("Hello again. In this course").count()).toBe(1);
  expect(await editorOf("exercise 00.1").innerText()).toBe("const seen = 1;");
});

test("an opened notebook shows what it holds, and nothing of it runs", async () => {
  const given = site.files.get("notebooks/01-connector-call.ipynb") ?? "";
  const notebook = readNotebook(given, "01");
  const mark = "parent.document.title = 'ran'; document.title = 'ran'";
  const hostile = [
    `<b>shown</b><script>${mark}</script><img src="data:," onerror="${mark}">`,
    `<iframe srcdoc="<script>${mark}</script>"></iframe><form action="/x"><input></form>`,
    `<a href="java\nscript:${mark}">a link</a><object data="x"></object><embed src="x">`,
    `<svg onload="${mark}"><script>${mark}</script><a xlink:href="javascript:${mark}"><text>t</text></a></svg>`,
    `<base href="/elsewhere/"><link rel="stylesheet" href="/x.css"><meta http-equiv="refresh" content="0;url=/x">`,
  ].join("\n");
  const [, second] = notebook.cells;
  if (second?.cell_type !== "code") throw new Error("lesson 01 has changed");
  const source = `${hostile}\n\n<style>body { display: none }</style>\n\n[gone](javascript:alert(1))`;
  notebook.cells.splice(1, 0, { cell_type: "markdown", id: "own", metadata: {}, source });
  const output = (mime: string) => ({
    output_type: "display_data",
    data: { [mime]: hostile, "text/plain": "the twin" },
    metadata: {},
  });
  second.outputs = [output("text/html"), output("image/svg+xml")];
  const path = join(folder, "hostile.ipynb");
  writeFileSync(path, writeNotebook(notebook));
  await openFile(path);
  await page.getByRole("button", { name: "Replace" }).click();
  await page.locator(".card").nth(1).waitFor();
  expect(await page.getByText("shown", { exact: true }).count()).toBe(3);
  expect(
    await page
      .locator("main :is(script, iframe, form, object, embed, base, link, meta, .prose style)")
      .count(),
  ).toBe(0);
  expect(await page.getByRole("link", { name: "a link" }).count()).toBe(0);
  await page.getByText("As text").first().click();
  expect(await page.getByText("the twin").first().isVisible()).toBe(true);
  expect(await page.title()).toBe("01 · The connector call – MCP Integration");
  expect(page.url()).toBe(`${site.url}#01-connector-call`);
});

test.each([
  ["junk.ipynb", "{", "This file is not JSON"],
  [
    "other.ipynb",
    JSON.stringify({ nbformat: 4, cells: [{ cell_type: "code", source: "1" }] }),
    "No exercise of it is in other.ipynb",
  ],
])("%s is not opened, and the page says why", async (name, text, words) => {
  writeFileSync(join(folder, name), text);
  await openFile(join(folder, name));
  await page.getByRole("dialog").getByText(words).waitFor();
  await page.keyboard.press("Escape");
  expect(await page.locator(".cell").count()).toBeGreaterThan(20);
});

test("a key is in the kernel's environment and nowhere else", async () => {
  const key = "sk-ant-made-up-0123456789";
  await page.getByRole("button", { name: "Mode: rehearsal" }).click();
  await page.getByLabel("Your Anthropic API key").fill(`${key} ${key}`);
  await page.getByRole("button", { name: "Go live" }).click();
  await page.getByText("The key holds a blank").waitFor();
  await page.getByLabel("Your Anthropic API key").fill(key);
  await page.getByRole("button", { name: "Go live" }).click();
  await page.getByRole("button", { name: "Mode: live" }).waitFor();
  expect(await page.evaluate("globalThis.seenEnvironment")).toEqual({
    MCP_LAB_MODE: "live",
    ANTHROPIC_API_KEY: key,
  });
  await write("exercise 00.1", "const seen = 1;");
  await expect.poll(kept).toContain("const seen = 1;");
  expect(await kept()).not.toContain(key);
  expect(await page.content()).not.toContain(key);
  expect(page.url()).not.toContain(key);
  await page.getByRole("button", { name: "Mode: live" }).click();
  await page.getByRole("dialog").getByRole("button", { name: "Back to rehearsal" }).click();
  await page.getByRole("button", { name: "Mode: rehearsal" }).waitFor();
  expect(await page.evaluate("globalThis.seenEnvironment")).toEqual({});
});

test("nothing went wrong in the page, and it asked nobody else", () => {
  // The parser tries the <base> of what it parses, and may not.
  expect(faults.filter((fault) => !fault.includes("base-uri 'none'"))).toEqual([]);
});
