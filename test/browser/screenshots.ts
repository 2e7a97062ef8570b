import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { readNotebook, writeNotebook } from "../../lib/notebook/notebook.ts";
import { PROJECT, temporaryProject } from "../cli/temporary-project.ts";
import { openBrowser } from "../counterparts/browser.ts";
import { openNotebook, runAll } from "./notebook-page.ts";
import { startLab } from "./start-lab.ts";

const NOTEBOOK = "solutions/01-connector-call.ipynb";

/** What is left out of the solution, so that one check fails: the mistake that the lesson is about. */
const LEFT_OUT = { cell: "answer-01-2", line: "  default_config: { enabled: false },\n" };

/** The pictures, and the cells that each one shows. */
const PICTURES = [
  { name: "trace.png", cells: ["trace"] },
  { name: "checks.png", cells: ["check-01-1", "answer-01-2", "check-01-2"] },
];

const FOLDER = join(PROJECT, ".github", "images");
const MOST_BYTES = 300_000;

/** In CSS pixels; a picture has twice as many. */
const WIDTH = 930;

/** Leaves the cells alone on a white page. */
const CELLS_ALONE = `
  #header, #menubar-container, .end_space { display: none !important; }
  body, #site, #notebook, #notebook_panel { background: #fff !important; overflow: visible !important; height: auto !important; }
  #notebook-container { width: ${WIDTH}px !important; margin: 0 !important; padding: 12px 20px 12px 0 !important; box-shadow: none !important; }
  .cell[hidden] { display: none !important; }
  div.cell { border-color: transparent !important; }
  div.cell::before { display: none !important; }
`;

test("the README's pictures", async () => {
  const root = temporaryProject({ parent: join(PROJECT, ".lab", "test") });
  mkdirSync(join(root, "solutions"));
  writeFileSync(join(root, NOTEBOOK), withMistake(readFileSync(join(PROJECT, NOTEBOOK), "utf8")));
  const { url, token } = await startLab(root);
  const page = await openBrowser();
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await openNotebook(page, url, token, NOTEBOOK);
  await runAll(page);
  await page.addStyleTag({ content: CELLS_ALONE });
  mkdirSync(FOLDER, { recursive: true });
  const ids = cellIds(join(root, NOTEBOOK));
  for (const { name, cells } of PICTURES) {
    await showOnly(page, ids, cells);
    const png = await sharpPicture(page, "#notebook-container");
    expect(png.length).toBeLessThan(MOST_BYTES);
    writeFileSync(join(FOLDER, name), png);
  }
});

function withMistake(text: string): string {
  const { cells, metadata } = readNotebook(text, NOTEBOOK);
  const changed = cells.map((cell) =>
    cell.id === LEFT_OUT.cell ? { ...cell, source: cell.source.replace(LEFT_OUT.line, "") } : cell,
  );
  expect(changed).not.toEqual(cells);
  return writeNotebook({ metadata, cells: changed });
}

/** A picture of an element, also of what is below the window's edge, drawn at twice the size. */
async function sharpPicture(page: Page, selector: string): Promise<Buffer> {
  const box = await page.locator(selector).boundingBox();
  if (box === null) throw new Error(`${selector} is not shown`);
  const devtools = await page.context().newCDPSession(page);
  const { data } = await devtools.send("Page.captureScreenshot", {
    clip: { ...box, scale: 2 },
    captureBeyondViewport: true,
  });
  return Buffer.from(data, "base64");
}

function cellIds(file: string): string[] {
  return readNotebook(readFileSync(file, "utf8"), file).cells.map(({ id }) => id);
}

/** Hides all cells but the wanted ones; the page has all in the order of `ids`. */
async function showOnly(
  page: Page,
  ids: readonly string[],
  wanted: readonly string[],
): Promise<void> {
  const shown = wanted.map((id) => ids.indexOf(id));
  expect(shown).not.toContain(-1);
  await page.locator("#notebook-container > .cell").evaluateAll((cells, indexes) => {
    for (const [index, cell] of cells.entries())
      cell.toggleAttribute("hidden", !indexes.includes(index));
  }, shown);
}
