import { readFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { beforeAll, beforeEach, describe, expect, test } from "vitest";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { type CodeCell, type Notebook, readNotebook } from "../../lib/notebook/notebook.ts";
import { axeFindings } from "../browser/axe.ts";
import { faultsOf } from "../browser/faults.ts";
import { whenFileIsOver } from "../cli/clean-ups.ts";
import { PROJECT } from "../cli/temporary-project.ts";
import { openBrowser } from "../counterparts/browser.ts";
import { inTurn, lessonFiles } from "../turns.ts";
import {
  downloaded,
  forgetAll,
  notebooksOf,
  openLesson,
  pasteAnswers,
  pointsOn,
  runAll,
  runEach,
} from "./course-page.ts";
import { ELSEWHERE } from "./elsewhere.ts";
import type { ServedFiles } from "./serve-files.ts";
import { servedSite } from "./site.ts";

/** Cells whose outputs differ from the committed ones, and why. */
const OTHERWISE: Readonly<Record<string, Readonly<Record<string, string>>>> = {
  "00-start-here": { map: "the run that the committed outputs come from keeps no progress" },
  "03-env-config": {
    halfway: "there is no git",
    "check-03-3": "there is no git",
    refused: "it starts a program",
    literal: "it starts a program",
    "start-types": "it uses what these two declare",
    "answer-03-4": "it uses what these two declare",
    "check-03-4": "it starts a program",
    playground: "it asks the server that was started",
    trace: "it draws what those programs said",
  },
  "06-self-driven-lab": {
    course: "the run that the committed outputs come from keeps no progress",
    keep: "and no sketch",
  },
};

const whenOver = whenFileIsOver();
const some = inTurn(lessons, {
  name: "lessons in the browser",
  of: 4,
  files: ({ slug }) => lessonFiles(slug),
});
let site: ServedFiles;
let page: Page;
let faults: readonly string[];

beforeAll(async () => {
  site = await servedSite(whenOver);
  page = await openBrowser(whenOver);
  faults = faultsOf(page);
  await openLesson(page, site.url, "00-start-here");
  await page.evaluate("navigator.serviceWorker.ready.then(() => true)");
  // All is there; from now on there is no network.
  await page.context().setOffline(true);
});

beforeEach(() => forgetAll(page, site.url));

describe.each(some)("lesson $slug in the browser", ({ slug, exercises }) => {
  const notebooks = notebooksOf(slug);
  const hasElsewhere = exercises.some(({ id }) => ELSEWHERE[id] !== undefined);
  const most = exercises
    .filter(({ id }) => ELSEWHERE[id] === undefined)
    .flatMap(({ checks }) => checks)
    .reduce((sum, { points }) => sum + points, 0);

  test("earns nothing as it is given", async () => {
    await openLesson(page, site.url, slug);
    await runAll(page);
    expect(await pointsOn(page, site.url)).toBe(0);
  });

  test("earns everything with the answers pasted in, and shows what it shows in Jupyter", async () => {
    await openLesson(page, site.url, slug);
    expect(await pasteAnswers(page, notebooks)).toBeGreaterThan(2);
    // A cell that needs what is not there ends a run of all cells.
    await (hasElsewhere ? runEach(page, notebooks.learner) : runAll(page));
    const there = await downloaded(page);
    const path = join(PROJECT, "solutions", `${slug}.ipynb`);
    const otherwise = OTHERWISE[slug] ?? {};
    expect(shownBy(there, otherwise)).toEqual(
      shownBy(readNotebook(readFileSync(path), path), otherwise),
    );
    expect(await axeFindings(page)).toEqual([]);
    expect(await pointsOn(page, site.url)).toBe(most);
  });
});

test("nothing went wrong in the page, and every file was there", () => {
  expect(faults).toEqual([]);
  expect(site.missing).toEqual([]);
});

/** What each code cell put out, in the form that it was put out in; texts joined. */
function shownBy({ cells }: Notebook, otherwise: object): Record<string, string[]> {
  const code = cells.filter((cell): cell is CodeCell => cell.cell_type === "code");
  const alike = code.filter(({ id }) => !Object.hasOwn(otherwise, id));
  return Object.fromEntries(
    alike.map(({ id, outputs }) => [id, outputs.map((one) => timeless(textOf(one)))]),
  );
}

/** When a record was made, as a text or a drawing says it. */
const CREATED = /(created_at(?:&quot;)?: (?:&quot;)?)[\d-]{10}T[\d:.]+Z/g;

/** The ids in a drawing are made of its text, and so of the time that is in it. */
function timeless(text: string): string {
  const without = text.replaceAll(CREATED, "$1…");
  return without === text ? text : without.replaceAll(/\b[td][0-9a-f]{12}\b/g, "id");
}

const joined = (text: unknown): unknown => (Array.isArray(text) ? text.join("") : text);

function textOf({ output_type: type, name, text, data }: CodeCell["outputs"][number]): string {
  const parts = Object.entries(Object(data)).map(([mime, part]) => [mime, joined(part)]);
  return [type, name, joined(text), ...parts.flat()].map(String).join("\n");
}
