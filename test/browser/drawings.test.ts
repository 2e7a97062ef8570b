import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, describe, expect, test } from "vitest";
import { z } from "zod";
import { drawHint } from "../../lib/draw/result.ts";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { readNotebook } from "../../lib/notebook/notebook.ts";
import type { Drawing } from "../../lib/markup/drawing.ts";
import { whenFileIsOver } from "../cli/clean-ups.ts";
import { PROJECT } from "../cli/temporary-project.ts";
import { openBrowser } from "../counterparts/browser.ts";
import { drawingsOf } from "../draw/samples.ts";
import { axeFindings } from "./axe.ts";
import { faultsOf } from "./faults.ts";
import { HOSTS, pageIn, withoutStyles } from "./hosts.ts";

/** What the executed solutions hold: every kind of drawing, with the words that learners see. */
function drawnInSolutions(): Drawing[] {
  const folder = join(PROJECT, "solutions");
  const names = readdirSync(folder).filter((name) => name.endsWith(".ipynb"));
  return names.flatMap((name) => {
    const { cells } = readNotebook(readFileSync(join(folder, name), "utf8"), name);
    const outputs = cells.flatMap((cell) => (cell.cell_type === "code" ? cell.outputs : []));
    return outputs.flatMap((output) => {
      const { data } = display.parse(output);
      return MIMES.flatMap((mime) => {
        const markup = data[mime];
        return markup === undefined ? [] : [{ mime, markup, text: data["text/plain"] ?? "" }];
      });
    });
  });
}

const MIMES = ["text/html", "image/svg+xml"] as const;
const joined = z.union([z.string(), z.array(z.string()).transform((lines) => lines.join(""))]);
const display = z.object({ data: z.record(z.string(), joined).default({}) });

const hints = lessons.flatMap(({ exercises }) =>
  exercises.flatMap(({ id, hints: texts }) =>
    texts.map((text, index) => drawHint({ exercise: id, level: index + 1, text })),
  ),
);
const drawings = [...drawnInSolutions(), ...Object.values(drawingsOf("Some `plain` words"))];
const whenOver = whenFileIsOver();
let page: Page;
let faults: readonly string[];

beforeAll(async () => {
  page = await openBrowser(whenOver);
  faults = faultsOf(page);
});

async function show(width: number, html: string, colorScheme: "light" | "dark"): Promise<void> {
  await page.setViewportSize({ width, height: 800 });
  await page.emulateMedia({ colorScheme, reducedMotion: "reduce" });
  await page.setContent(html);
}

/** The outputs that are wider than their place, by their first words. */
async function cutOff(selector: string): Promise<string[]> {
  return page
    .locator(selector)
    .evaluateAll((outputs) =>
      outputs
        .filter((output) => output.scrollWidth > output.clientWidth)
        .map((output) => output.textContent.trim().slice(0, 60)),
    );
}

/** The words of pictures that are shown less than ten pixels high. */
const SMALL_WORDS = `Array.from(document.querySelectorAll(".output svg text"), (text) => ({
  words: text.textContent,
  size: parseFloat(getComputedStyle(text).fontSize) * text.getScreenCTM().a,
})).filter(({ size }) => size < 9.99)`;

/** The words of preformatted text that are on two lines. */
const BROKEN_WORDS = String.raw`Array.from(document.querySelectorAll("pre"), ({ firstChild }) =>
  Array.from(firstChild.data.matchAll(/\w+/g)).filter(({ 0: { length }, index }) => {
    const range = document.createRange();
    range.setStart(firstChild, index);
    range.setEnd(firstChild, index + length);
    return range.getClientRects().length > 1;
  }),
).flat().map(([word]) => word)`;

test("every kind of drawing is looked at, as learners see it", () => {
  expect(drawings.length).toBeGreaterThan(60);
});

describe.each(HOSTS)("in $name", (host) => {
  const scheme = host.dark === true ? "dark" : "light";
  const html = pageIn(host, drawings);

  test("axe finds nothing", async () => {
    await show(1000, html, scheme);
    expect(await axeFindings(page, [".output"])).toEqual([]);
  });

  test("nothing is cut off beside another window, or on paper", async () => {
    // A4 without its margins and JupyterLab's prompts.
    await show(660, html, scheme);
    expect(await cutOff(".output")).toEqual([]);
  });

  test("480 pixels show all of a card", async () => {
    await show(480, html, scheme);
    expect(await cutOff(".output:not(:has(> img, > svg))")).toEqual([]);
  });

  test("a picture shrinks with its window, and scrolls before its words are too small to read", async () => {
    await show(600, html, scheme);
    // JupyterLab shows an SVG as an image of fixed size, which scrolls.
    expect(await cutOff(".output:not(:has(> img))")).toEqual([]);
    await show(480, html, scheme);
    expect(await page.evaluate(SMALL_WORDS)).toEqual([]);
  });

  test("no hint's code breaks within a word", async () => {
    await show(480, pageIn(host, hints), scheme);
    expect(await page.evaluate(BROKEN_WORDS)).toEqual([]);
  });

  test("no column is too narrow for its words", async () => {
    await show(480, html, scheme);
    const narrow = await page
      .locator(".output td, .output th, .output [style*=table-cell]")
      .evaluateAll((cells) =>
        cells.filter((cell) => cell.clientWidth < 70).map((cell) => cell.textContent),
      );
    expect(narrow).toEqual([]);
  });
});

/** The rows of a drawing's table as they are read where a page takes the styles away. */
async function tableLines(drawing: Drawing | undefined): Promise<string[]> {
  if (drawing === undefined) throw new Error("there is no such drawing");
  await show(900, `<body>${withoutStyles(drawing)}</body>`, "light");
  return (await page.locator("table").innerText()).split("\n");
}

test("tables stay tables where a page takes the styles away", async () => {
  const { tools, sightings } = drawingsOf("words");
  expect(await tableLines(tools)).toContain("–\u00A0Not exposed\twords\tonly reads");
  expect(await tableLines(sightings)).toContain("words\t●\u00A0sees it\t●\u00A0sees it");
});

test("nothing runs, is asked for or goes wrong in any of these pages", () => {
  expect(faults).toEqual([]);
});
