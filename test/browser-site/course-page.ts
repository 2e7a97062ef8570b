import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { lessonNotebooks } from "../../lib/notebook/lesson.ts";
import { type Notebook, writeNotebook } from "../../lib/notebook/notebook.ts";
import { PROJECT, temporaryFolder } from "../cli/temporary-project.ts";

/** A lesson's notebooks: as it is given, and as it is solved. */
export function notebooksOf(slug: string): { learner: Notebook; solved: Notebook } {
  const where = join(PROJECT, "solutions", `${slug}.ts`);
  return lessonNotebooks(readFileSync(where, "utf8"), where);
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

/** Opens a lesson of the site and waits for its kernel. */
export async function openLesson(page: Page, site: string, slug: string): Promise<void> {
  await page.goto(new URL(`#${slug}`, site).href);
  await page.locator(".toolbar .state", { hasText: "Ready" }).waitFor();
}

/** Puts a notebook of this lesson in its place, as a learner does who brings one from elsewhere. */
export async function bringNotebook(page: Page, notebook: Notebook): Promise<void> {
  const path = join(temporaryFolder(), "mine.ipynb");
  writeFileSync(path, writeNotebook(notebook));
  await page.locator("summary", { hasText: "More" }).click();
  const [chooser] = await Promise.all([
    page.waitForEvent("filechooser"),
    page.getByRole("button", { name: "Open notebook" }).click(),
  ]);
  await chooser.setFiles(path);
  await page.getByRole("button", { name: "Replace", exact: true }).click();
  await page.locator("dialog").waitFor({ state: "detached" });
}

/** Runs all cells and waits until none is running or waiting: what each shows, as text. */
export async function runAll(page: Page): Promise<string[]> {
  await page.getByRole("button", { name: "Run all", exact: true }).click();
  await page.locator(".cell.busy").first().waitFor({ state: "detached" });
  // Outputs are drawn with the next frame.
  await page.evaluate("new Promise((drawn) => requestAnimationFrame(() => drawn(0)))");
  return page.locator(".cell.code .outputs").allTextContents();
}
