import type { Page } from "playwright-core";
import { expect } from "vitest";

/** Presses Tab until the wanted link has the focus, then Enter; gives the page that opens. */
export async function followLink(page: Page, name: string): Promise<Page> {
  const focused = page.locator("a:focus", { hasText: name });
  for (let presses = 0; presses < 100; presses += 1) {
    await page.keyboard.press("Tab");
    if ((await focused.count()) > 0) {
      const opened = page.context().waitForEvent("page");
      await page.keyboard.press("Enter");
      return opened;
    }
  }
  throw new Error(`100 presses of Tab do not reach ${name}`);
}

/** The number of the selected cell, from 0. */
async function selectedCell(page: Page): Promise<number> {
  return page
    .locator("#notebook-container > .cell")
    .evaluateAll((cells) => cells.findIndex((cell) => cell.classList.contains("selected")));
}

/** Presses Shift+Enter from cell to cell until the wanted one is selected. */
export async function runDownTo(page: Page, index: number): Promise<void> {
  for (let at = await selectedCell(page); at < index; at += 1) {
    expect(await selectedCell(page)).toBe(at);
    await page.keyboard.press("Shift+Enter");
  }
  expect(await selectedCell(page)).toBe(index);
}

/** In the selected cell, replaces what is at its end. */
export async function writeAtTheEnd(page: Page, replaced: string, text: string): Promise<void> {
  await page.keyboard.press("Enter");
  await page.keyboard.press("Control+End");
  for (const _ of replaced) await page.keyboard.press("Backspace");
  await page.keyboard.type(text);
  await page.keyboard.press("Escape");
}
