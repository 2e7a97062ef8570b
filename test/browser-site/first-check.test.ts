import { expect, test } from "vitest";
import { whenTestIsOver } from "../cli/clean-ups.ts";
import { openBrowser } from "../counterparts/browser.ts";
import { allHaveRun, cellAt, notebooksOf, pasteOver } from "./course-page.ts";
import { servedSite } from "./site.ts";

/** What a first lesson may take over the wire, in bytes. */
const MOST_BYTES = 12_000_000;

test("a first visit gets to its first passed check with few bytes over the wire", async () => {
  const site = await servedSite(whenTestIsOver);
  const page = await openBrowser();
  const { learner, solved } = notebooksOf("00-start-here");
  const indexOf = (id: string): number => learner.cells.findIndex((cell) => cell.id === id);
  const begun = performance.now();
  await page.goto(`${site.url}#00-start-here`);
  await page.locator(".notebook .cell").first().waitFor();
  const answer = indexOf("answer-00-1");
  await pasteOver(page, answer, solved.cells[answer]?.source ?? "");
  // It waits for the kernel, as a reader would.
  await page.getByRole("button", { name: "Run all", exact: true }).click();
  const check = cellAt(page, indexOf("check-00-1"));
  await check.getByText("All 3 checks pass.").first().waitFor({ state: "attached" });
  const seconds = (performance.now() - begun) / 1000;
  await allHaveRun(page);
  console.log(`First passed check after ${seconds.toFixed(1)} s, ${site.sent()} bytes.`);
  expect(site.sent()).toBeLessThan(MOST_BYTES);
  expect(site.sent()).toBeGreaterThan(1_000_000);
});
