import { copyFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { expect, onTestFinished, test } from "vitest";
import { freePort } from "../cli/listen.ts";
import { PROJECT, runNode, temporaryFolder, temporaryProject } from "../cli/temporary-project.ts";
import { openBrowser } from "../counterparts/browser.ts";
import { openNotebook, runAll } from "./notebook-page.ts";

function notebook(sources: readonly string[]): string {
  const cells = sources.map((source, index) => ({
    cell_type: "code",
    id: `cell-${index}`,
    metadata: {},
    execution_count: null,
    outputs: [],
    source,
  }));
  const kernelspec = { name: "tslab", display_name: "TypeScript", language: "typescript" };
  return JSON.stringify({ cells, metadata: { kernelspec }, nbformat: 4, nbformat_minor: 5 });
}

/** Starts the lab as `npm start` does, and ends it when the test is over. */
async function startLab(root: string): Promise<{ url: string; token: string }> {
  const words = ["start", "--no-browser", "--no-install", "--port", String(await freePort())];
  const env = { PATH: process.env["PATH"], HOME: temporaryFolder() };
  const run = runNode([join(root, "lib", "bootstrap.mjs"), ...words], root, env);
  onTestFinished(async () => {
    run.child.kill("SIGINT");
    await run.ended;
  });
  const url = (await run.printed("stdout", /http:\S+\n/)).trim();
  return { url, token: new URL(url).searchParams.get("token") ?? "" };
}

test("a person opens the page of npm start, runs all cells and sees what each one answers", async () => {
  const root = temporaryProject();
  writeFileSync(
    join(root, "notebooks", "00-start-here.ipynb"),
    notebook([
      "const answer: number = await new Promise((done) => setTimeout(() => done(42), 1_000));",
      "answer",
      'import { display } from "tslab"; display.html("<b id=\'drawn\'>drawn</b>");',
      "process.cwd()",
    ]),
  );
  const { url, token } = await startLab(root);
  const page = await openBrowser();

  await openNotebook(page, url, token, "notebooks/00-start-here.ipynb");
  const cells = await runAll(page);
  expect(cells.map((cell) => cell.count)).toEqual(["1", "2", "3", "4"]);
  expect(cells.map((cell) => cell.text)).toEqual(["", "42", "drawn", join(root, "notebooks")]);
  await expect(page.locator("#drawn").innerText()).resolves.toBe("drawn");
}, 120_000);

test("the first notebook runs to its end, unanswered, in rehearsal", async () => {
  const root = temporaryProject();
  const first = join("notebooks", "00-start-here.ipynb");
  copyFileSync(join(PROJECT, first), join(root, first));
  const { url, token } = await startLab(root);
  const page = await openBrowser();

  await openNotebook(page, url, token, "notebooks/00-start-here.ipynb");
  const cells = await runAll(page);
  expect(cells.length).toBeGreaterThan(3);
  expect(cells.map((cell) => cell.count)).toEqual(cells.map((_, index) => String(index + 1)));
  expect(cells[0]?.text).toMatch(/rehearsal/i);
}, 180_000);
