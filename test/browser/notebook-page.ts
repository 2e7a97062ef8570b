import type { Page } from "playwright-core";

/** What a code cell shows after it ran. */
export interface ShownCell {
  /** "1", "2" …; empty when the kernel did not run the cell. */
  readonly count: string;
  /** What is below the cell, as a person reads it. */
  readonly text: string;
  /** The HTML of the same. */
  readonly html: string;
}

const IDLE = "#kernel_indicator_icon.kernel_idle_icon";

/**
 * Whether all that cells said has come. A cell's number comes by another channel than its output, maybe
 * sooner, and tslab says "idle" after each of many cells; Notebook 6 notes at a cell's request when its
 * answer and when the end of its output have come.
 */
const ALL_CAME = `Jupyter.notebook.get_cells().every(({ last_msg_id }) => {
  const request = Jupyter.notebook.kernel._msg_callbacks[last_msg_id];
  return request === undefined || (request.shell_done && request.iopub_done);
})`;

/**
 * Opens a notebook in classic Notebook 6 and waits until its kernel has answered.
 *
 * @param url the address of the server; only its origin is used
 * @param path the notebook's path under the server's root, with forward slashes
 */
export async function openNotebook(
  page: Page,
  url: string,
  token: string,
  path: string,
): Promise<void> {
  const address = new URL(`/notebooks/${path}`, url);
  address.searchParams.set("token", token);
  await page.goto(address.href);
  await kernelAnswers(page);
}

/**
 * Waits until the kernel of an open notebook has answered.
 *
 * @throws Error with the words of the dialog that Jupyter shows instead
 */
export async function kernelAnswers(page: Page): Promise<void> {
  const dialog = page.locator(".modal.in .modal-content");
  await page.locator(IDLE).or(dialog).first().waitFor();
  if (await dialog.isVisible()) throw new Error(`Jupyter asks: ${await dialog.innerText()}`);
}

/** Runs all cells by the menu, as a person does, and waits until none is running or waiting. */
export async function runAll(page: Page): Promise<readonly ShownCell[]> {
  await page.getByRole("link", { name: "Cell", exact: true }).click();
  await page.locator("#run_all_cells").click();
  return cellsAfterRun(page);
}

/** Waits until no cell is running or waiting. */
export async function cellsAfterRun(page: Page): Promise<readonly ShownCell[]> {
  const waiting = page.locator(".code_cell .input_prompt", { hasText: "*" });
  await waiting.first().waitFor({ state: "detached" });
  // A page behind another one draws no frames, so it is asked by the clock.
  await page.waitForFunction(ALL_CAME, undefined, { polling: 100 });
  return shownCells(page);
}

async function shownCells(page: Page): Promise<readonly ShownCell[]> {
  const cells = await page.locator(".code_cell").all();
  return Promise.all(
    cells.map(async (cell) => {
      const prompt = await cell.locator(".input_prompt").innerText();
      const output = cell.locator(".output");
      return {
        count: /\d+/.exec(prompt)?.[0] ?? "",
        text: (await output.innerText()).trim(),
        html: await output.innerHTML(),
      };
    }),
  );
}
