import { mkdirSync, readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { pathToFileURL } from "node:url";
import type { Locator, Page } from "playwright-core";
import { expect, test } from "vitest";
import { readNotebook, writeNotebook } from "../../lib/notebook/notebook.ts";
import { whenTestIsOver } from "../cli/clean-ups.ts";
import { MAIN, PROJECT, runNode, temporaryFolder } from "../cli/temporary-project.ts";
import { openBrowser } from "../counterparts/browser.ts";
import { openClassroom } from "./classroom.ts";
import { runAll } from "./notebook-page.ts";

const CONNECTOR = "01-connector-call";

/** What is left out of a solution, so that one check fails: the mistake that the lesson is about. */
const LEFT_OUT = { cell: "answer-01-2", line: "  default_config: { enabled: false },\n" };

/** The pictures of notebooks: the cells that each one shows, or the first drawing of one cell. */
const PICTURES = [
  { lesson: "00-start-here", name: "trace.webp", cells: ["first-call", "first-trace"] },
  { lesson: CONNECTOR, name: "checks.webp", cells: ["check-01-1", "answer-01-2", "check-01-2"] },
  { lesson: "04-structured-errors", name: "retries.webp", drawing: "naive" },
];

const FOLDER = join(PROJECT, ".github", "images");
const MOST_BYTES = 160_000;

/** Leaves the cells alone on a white page. */
const CELLS_ALONE = `
  #header, #menubar-container, .end_space { display: none !important; }
  body, #site, #notebook, #notebook_panel { background: #fff !important; overflow: visible !important; height: auto !important; }
  #notebook-container { width: 840px !important; margin: 0 !important; padding: 12px 20px 12px 0 !important; box-shadow: none !important; }
  .cell[hidden] { display: none !important; }
  div.cell { border-color: transparent !important; }
  div.cell::before { display: none !important; }
`;

test.each(PICTURES)("$name", async ({ lesson, name, cells, drawing }) => {
  const classroom = await openClassroom(whenTestIsOver);
  const path = `solutions/${lesson}.ipynb`;
  const file = join(classroom.root, path);
  if (lesson === CONNECTOR) writeFileSync(file, withMistake(readFileSync(file, "utf8")));
  const { page, close } = await classroom.open(path);
  await runAll(page);
  await page.addStyleTag({ content: CELLS_ALONE });
  const ids = readNotebook(readFileSync(file, "utf8"), file).cells.map(({ id }) => id);
  await showOnly(page, ids, cells ?? [drawing]);
  const container = page.locator("#notebook-container");
  const part = drawing === undefined ? container : container.locator("svg[role=img]").first();
  expect(await keep(name, part)).toBeLessThan(MOST_BYTES);
  await close();
});

test("feedback.webp", async () => {
  const root = temporaryFolder();
  const submission = join(root, "submissions", "ada");
  mkdirSync(submission, { recursive: true });
  const solution = readFileSync(join(PROJECT, "solutions", `${CONNECTOR}.ipynb`), "utf8");
  writeFileSync(join(submission, `${CONNECTOR}.ipynb`), withMistake(solution));
  const out = join(root, "grades");
  const grading = runNode([MAIN, "grade", join(root, "submissions"), "--out", out], root, {
    PATH: process.env["PATH"],
  });
  expect({ code: await grading.ended, ...grading.output }).toMatchObject({ code: 0 });
  const page = await openBrowser();
  await page.setViewportSize({ width: 860, height: 300 });
  await page.emulateMedia({ colorScheme: "light", reducedMotion: "reduce" });
  await page.goto(pathToFileURL(join(out, "feedback", "ada", `${CONNECTOR}.html`)).href);
  const others = page.locator("footer, main > section", { hasNotText: "01.2 An allow-list" });
  await others.evaluateAll((parts) => parts.forEach((part) => part.toggleAttribute("hidden")));
  const answer = await page.locator("pre:visible").first().boundingBox();
  const height = (answer?.y ?? 0) + (answer?.height ?? 0) + 24;
  expect(await keep("feedback.webp", page.locator("html"), height)).toBeLessThan(MOST_BYTES);
});

function withMistake(text: string): string {
  const { cells, metadata } = readNotebook(text, CONNECTOR);
  const changed = cells.map((cell) =>
    cell.id === LEFT_OUT.cell ? { ...cell, source: cell.source.replace(LEFT_OUT.line, "") } : cell,
  );
  expect(changed).not.toEqual(cells);
  return writeNotebook({ metadata, cells: changed });
}

/**
 * Keeps a picture of an element, drawn at twice the size, also of what is below the window's edge, and
 * gives its bytes.
 */
async function keep(name: string, element: Locator, mostHeight = 2_000): Promise<number> {
  const box = await element.boundingBox();
  if (box === null) throw new Error("the element is not shown");
  const devtools = await element.page().context().newCDPSession(element.page());
  const { data } = await devtools.send("Page.captureScreenshot", {
    format: "webp",
    quality: 85,
    clip: { ...box, height: Math.min(box.height, mostHeight), scale: 2 },
    captureBeyondViewport: true,
  });
  const picture = Buffer.from(data, "base64");
  mkdirSync(FOLDER, { recursive: true });
  writeFileSync(join(FOLDER, name), picture);
  return picture.length;
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
