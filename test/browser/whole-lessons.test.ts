import { spawnSync } from "node:child_process";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Page } from "playwright-core";
import { beforeAll, expect, test } from "vitest";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { whenFileIsOver } from "../cli/clean-ups.ts";
import { PROJECT, temporaryFolder } from "../cli/temporary-project.ts";
import { openBrowser } from "../counterparts/browser.ts";
import { axeFindings } from "./axe.ts";

/** The texts of a lesson and its outputs; the rest of a page is Jupyter's. */
const OURS = [".text_cell_render", ".output_html", ".output_svg"];

const whenOver = whenFileIsOver();
let folder: string;
let page: Page;

/** All lessons as pages, in one go and without a kernel: what is looked at is what is committed. */
beforeAll(async () => {
  folder = temporaryFolder(undefined, whenOver);
  const files = lessons.map(({ slug }) => join(PROJECT, "solutions", `${slug}.ipynb`));
  const words = ["--to", "html", "--template", "classic", "--output-dir", folder, ...files];
  const { status, stderr } = spawnSync("jupyter", ["nbconvert", ...words], {
    env: { PATH: process.env["PATH"], HOME: folder },
    encoding: "utf8",
  });
  if (status !== 0) throw new Error(stderr);
  page = await openBrowser(whenOver);
});

/** A lesson as it is given has the same texts, and no outputs yet. */
test.each(lessons.map(({ slug }) => slug))("axe finds nothing in lesson %s", async (slug) => {
  await page.goto(pathToFileURL(join(folder, `${slug}.html`)).href);
  const counts = await Promise.all(OURS.map((part) => page.locator(part).count()));
  const parts = OURS.filter((_, index) => (counts[index] ?? 0) > 0);
  expect(parts.length).toBeGreaterThan(1);
  expect(await axeFindings(page, parts)).toEqual([]);
});
