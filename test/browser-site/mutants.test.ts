import { join } from "node:path";
import type { Page } from "playwright-core";
import { afterAll, beforeAll, describe, expect, test } from "vitest";
import { stateFolder } from "../../lib/base/project.ts";
import { runJudged } from "../../lib/cli/rehearse.ts";
import { buildConverter } from "../../lib/maintain/build.ts";
import type { Output } from "../../lib/notebook/notebook.ts";
import { rehearsalEnvironment } from "../../lib/notebook/rehearsal-environment.ts";
import { whenFileIsOver } from "../cli/clean-ups.ts";
import { PROJECT } from "../cli/temporary-project.ts";
import { openBrowser } from "../counterparts/browser.ts";
import { inTurn, lessonFiles } from "../turns.ts";
import { ELSEWHERE } from "./elsewhere.ts";
import { mutantLessons } from "./mutant-cells.ts";
import { servedSite } from "./site.ts";

const whenOver = whenFileIsOver();
const some = inTurn(mutantLessons(200), {
  name: "mutants in the browser",
  of: 8,
  files: ({ slug }) => lessonFiles(slug),
});
const converter = buildConverter(PROJECT);
afterAll(() => converter.close());
let url: string;
let page: Page;

beforeAll(async () => {
  ({ url } = await servedSite(whenOver));
  page = await openBrowser(whenOver);
});

/** What `pages/probe.ts` says of a cell. */
interface ProbedCell {
  ok: boolean;
  outputs: readonly Output[];
}

const limits = { cellTimeoutMs: 1_200_000, totalTimeoutMs: 1_200_000 };

describe.each(some)("mutants of lesson $slug in the browser", ({ notebook, mutants }) => {
  const nameOf = (id: string): string => mutants.get(id) ?? "";
  const isElsewhere = (id: string): boolean => ELSEWHERE[nameOf(id).slice(0, 4)] !== undefined;

  test("are judged, or refused, in the same words as in Node", async () => {
    const cwd = join(stateFolder(PROJECT), "build");
    const here = await runJudged(
      { notebook, cwd },
      { env: rehearsalEnvironment, converter, ...limits },
    );
    await page.goto(`${url}blank.html`);
    await page.evaluate('import("/probe.js")');
    const there = new Map<string, ProbedCell>();
    for (const { id, source } of notebook.cells) {
      there.set(id, await page.evaluate(`probe(${JSON.stringify(source)})`));
    }
    const ran = here.cells.filter(({ id }) => mutants.has(id));
    expect(ran.length).toBeGreaterThanOrEqual(15);
    const compared = ran.filter(({ id }) => !isElsewhere(id));
    for (const { id, status, outputs } of compared) {
      const { ok, outputs: shown } = there.get(id) ?? {};
      expect([nameOf(id), ok, shown]).toEqual([nameOf(id), status === "ok", outputs]);
    }
    const elsewhere = ran.filter(({ id }) => isElsewhere(id)).map(({ id }) => there.get(id));
    expect(JSON.stringify(elsewhere)).not.toMatch(/checks? pass/);
  });
});
