import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { writeReports } from "../../lib/grader/report/write.ts";
import { writeSimilarity } from "../../lib/grader/similarity/write.ts";
import { whenFileIsOver } from "../cli/clean-ups.ts";
import { temporaryFolder } from "../cli/temporary-project.ts";
import { openBrowser } from "../counterparts/browser.ts";
import { sampleClass } from "../grader/report/samples.ts";
import { course } from "../grader/similarity/answer-class.ts";
import { alikeClass } from "../grader/similarity/samples.ts";
import { axeFindings } from "./axe.ts";
import { faultsOf } from "./faults.ts";

const whenOver = whenFileIsOver();
let addresses: string[];
let page: Page;
let faults: readonly string[];

beforeAll(async () => {
  const folder = temporaryFolder(undefined, whenOver);
  const { files } = writeReports(sampleClass(), folder);
  const similarity = writeSimilarity(alikeClass(), course, folder, (student) => ({
    student,
    name: "",
  }));
  addresses = [...files, ...similarity]
    .filter((path) => path.endsWith(".html") && !path.includes("student-"))
    .map((path) => pathToFileURL(join(folder, path)).href);
  page = await openBrowser(whenOver);
  faults = faultsOf(page);
});

/** Opens each page as it is shown in a window of some width, and runs a look at it. */
async function eachPage(
  width: number,
  colorScheme: "light" | "dark",
  look: (address: string) => Promise<void>,
): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  for (const address of addresses) {
    await page.goto(address);
    await look(address);
  }
}

describe.each([
  [1100, "light"],
  [1100, "dark"],
  [320, "light"],
  [320, "dark"],
] as const)("%d pixels, %s", (width, scheme) => {
  test("axe finds nothing, and no page is wider than the window", async () => {
    await eachPage(width, scheme, async (address) => {
      const widest = await page.locator("html").evaluate((html) => html.scrollWidth);
      const found = { address, axe: await axeFindings(page), wider: widest > width };
      expect(found).toEqual({ address, axe: [], wider: false });
    });
  });
});

test("no page runs anything, asks for anything or says anything in the console", async () => {
  const said: string[] = [];
  page.on("console", (message) => said.push(message.text()));
  await eachPage(1100, "light", async (address) => {
    await page.reload();
    const loading = page.locator("script, iframe, object, link, [src]");
    expect({ address, loading: await loading.count() }).toEqual({ address, loading: 0 });
  });
  expect({ said, faults }).toEqual({ said: [], faults: [] });
});
