import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Locator, Page } from "playwright-core";
import { lessonNotebooks, type LessonNotebooks } from "../../lib/notebook/lesson.ts";
import { type Notebook, readNotebook, writeNotebook } from "../../lib/notebook/notebook.ts";
import { PROJECT, temporaryFolder } from "../cli/temporary-project.ts";

/** A lesson's notebooks, as they are given and solved, without outputs. */
export function notebooksOf(slug: string): LessonNotebooks {
  const where = `solutions/${slug}.ts`;
  return lessonNotebooks(readFileSync(join(PROJECT, where), "utf8"), where);
}

/** The notebook with one more cell at its end. */
export function withCell(notebook: Notebook, source: string): Notebook {
  const cell: Notebook["cells"][number] = {
    cell_type: "code",
    id: "one-more",
    metadata: {},
    source,
    execution_count: null,
    outputs: [],
  };
  return { ...notebook, cells: [...notebook.cells, cell] };
}

/** Opens a lesson and waits until its cells can run. */
export async function openLesson(page: Page, url: string, slug: string): Promise<void> {
  await page.goto(new URL(`#${slug}`, url).href);
  await page.locator(".notebook .cell").first().waitFor();
  await page.locator('.state[data-state="idle"]').waitFor();
}

/** The cell with this place in the notebook, from 0. */
export function cellAt(page: Page, index: number): Locator {
  return page.locator(".notebook > .cell").nth(index);
}

/** What a page has, and this program does not. */
interface PageGlobals {
  DataTransfer: new () => { setData: (type: string, text: string) => void };
  ClipboardEvent: new (type: string, settings: object) => never;
}

/** Writes over what is in a cell, as by pasting. */
export async function pasteOver(page: Page, index: number, source: string): Promise<void> {
  const editor = cellAt(page, index).locator(".cm-content");
  await editor.click();
  await page.keyboard.press("Control+a");
  await editor.evaluate((element, text) => {
    const { DataTransfer, ClipboardEvent }: PageGlobals = Object(globalThis);
    const clipboardData = new DataTransfer();
    clipboardData.setData("text/plain", text);
    element.dispatchEvent(new ClipboardEvent("paste", { clipboardData, bubbles: true }));
  }, source);
}

/** Pastes into the cells of the lesson in which the two notebooks differ; says how many they are. */
export async function pasteAnswers(
  page: Page,
  { learner, solved }: LessonNotebooks,
  wanted: (exercise: string) => boolean = () => true,
): Promise<number> {
  let pasted = 0;
  for (const [index, cell] of learner.cells.entries()) {
    const source = solved.cells.find(({ id }) => id === cell.id)?.source;
    if (source === undefined || source === cell.source || !wanted(exerciseOf(cell))) continue;
    await pasteOver(page, index, source);
    pasted += 1;
  }
  return pasted;
}

function exerciseOf({ metadata }: Notebook["cells"][number]): string {
  return JSON.stringify(metadata["mcp_lab"] ?? "");
}

/** Puts a notebook of this lesson in its place, as a learner does who brings one from elsewhere. */
export async function bringNotebook(page: Page, notebook: Notebook): Promise<void> {
  const path = join(temporaryFolder(), "mine.ipynb");
  writeFileSync(path, writeNotebook(notebook));
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    choose(page, "Open notebook…"),
  ]);
  await chooser.setFiles(path);
  await page.getByRole("button", { name: "Replace", exact: true }).click();
  await page.locator("dialog").waitFor({ state: "detached" });
}

/** Runs all cells and waits until none runs or waits: what each shows, as text. */
export async function runAll(page: Page): Promise<string[]> {
  await page.getByRole("button", { name: "Run all", exact: true }).click();
  await allHaveRun(page);
  // Outputs are drawn with the next frame.
  await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => drawn(0)))");
  return await page.locator(".cell.code .outputs").allTextContents();
}

/** Runs the code cells one after the other, whatever becomes of each. */
export async function runEach(page: Page, { cells }: Notebook): Promise<void> {
  for (const [index, cell] of cells.entries()) {
    if (cell.cell_type !== "code") continue;
    await cellAt(page, index).locator("button.run").click();
    await allHaveRun(page);
  }
}

/** Waits until no cell runs or waits. */
export async function allHaveRun(page: Page): Promise<void> {
  await page.locator(".cell.busy").first().waitFor({ state: "detached" });
}

/** Makes the browser one that has never been here. */
export async function forgetAll(page: Page, url: string): Promise<void> {
  await page.goto("about:blank");
  const devtools = await page.context().newCDPSession(page);
  const { origin } = new URL(url);
  // Not its cache: the site's files are the same.
  await devtools.send("Storage.clearDataForOrigin", { origin, storageTypes: "indexeddb" });
  await devtools.detach();
}

/** What a menu entry does, by its name. */
export async function choose(page: Page, entry: string): Promise<void> {
  await page.locator(".menu summary").click();
  await page.locator(".menu").getByRole("button", { name: entry, exact: true }).click();
}

/** The notebook as the page lets its reader save it. */
export async function downloaded(page: Page): Promise<Notebook> {
  const [file] = await Promise.all([
    page.waitForEvent("download"),
    choose(page, "Download notebook"),
  ]);
  const path = await file.path();
  return readNotebook(readFileSync(path), file.suggestedFilename());
}

/** What the front page says is earned. */
export async function pointsOn(page: Page, url: string): Promise<number> {
  await page.goto(`${url}#`);
  const words = await page.locator(".score").innerText();
  return Number(/^(\d+) of/.exec(words)?.[1]);
}
