import { mkdtempSync, rmSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import axe from "axe-core";
import { beforeAll, describe, expect, onTestFinished, test } from "vitest";
import { z } from "zod";
import { writeReports } from "../../lib/grader/report/write.ts";
import { openBrowser } from "../counterparts/browser.ts";
import { sampleClass } from "../grader/report/samples.ts";

const axeResults = z.object({
  violations: z.array(z.object({ id: z.string(), nodes: z.array(z.object({ html: z.string() })) })),
  passes: z.array(z.unknown()),
});

const folder = mkdtempSync(join(tmpdir(), "mcp-lab-feedback-"));
let pages: string[] = [];

beforeAll(() => {
  const { files } = writeReports(sampleClass(), folder);
  pages = files.filter((path) => path.endsWith(".html") && !path.includes("student-"));
  return () => rmSync(folder, { recursive: true, force: true });
});

/** Opens each page as it is shown in a window of some width, and runs a look at it. */
async function eachPage(
  width: number,
  colorScheme: "light" | "dark",
  look: (page: Page, path: string) => Promise<void>,
): Promise<void> {
  const page = await openBrowser();
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  for (const path of pages) {
    await page.goto(pathToFileURL(join(folder, path)).href);
    await look(page, path);
  }
}

/** What axe finds wrong: WCAG 2.2 A and AA, and its best practices. */
async function axeFindings(page: Page): Promise<string[]> {
  const devtools = await page.context().newCDPSession(page);
  onTestFinished(() => devtools.detach().catch(() => undefined));
  const run = async (expression: string): Promise<unknown> => {
    const { result } = await devtools.send("Runtime.evaluate", {
      expression,
      awaitPromise: true,
      returnByValue: true,
    });
    return result.value;
  };
  await run(axe.source);
  const { violations, passes } = axeResults.parse(await run("axe.run(document)"));
  if (passes.length === 0) throw new Error("axe looked at nothing");
  return violations.flatMap(({ id, nodes }) =>
    nodes.map(({ html }) => `${id}: ${html.slice(0, 120)}`),
  );
}

describe.each([
  [1100, "light"],
  [1100, "dark"],
  [320, "light"],
  [320, "dark"],
] as const)("%d pixels, %s", (width, scheme) => {
  test("axe finds nothing, and no page is wider than the window", async () => {
    await eachPage(width, scheme, async (page, path) => {
      const widest = await page.locator("html").evaluate((html) => html.scrollWidth);
      const found = { path, axe: await axeFindings(page), wider: widest > width };
      expect(found).toEqual({ path, axe: [], wider: false });
    });
  }, 120_000);
});

test("no page runs anything, asks for anything or reports an error", async () => {
  const heard: string[] = [];
  let watched = false;
  await eachPage(1100, "light", async (page, path) => {
    if (!watched) {
      watched = true;
      page.on("dialog", (dialog) => void dialog.dismiss().finally(() => heard.push("a dialog")));
      page.on("request", (request) => {
        if (!request.url().startsWith("file:")) heard.push(request.url());
      });
      page.on("console", (message) => heard.push(message.text()));
      page.on("pageerror", (error) => heard.push(error.message));
    }
    await page.reload();
    expect({ path, heard }).toEqual({ path, heard: [] });
  });
}, 60_000);
