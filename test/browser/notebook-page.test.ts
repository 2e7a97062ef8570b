import { writeFileSync } from "node:fs";
import { join } from "node:path";
import type { Page } from "playwright-core";
import { expect, test } from "vitest";
import { temporaryProject } from "../cli/temporary-project.ts";
import { openBrowser } from "../counterparts/browser.ts";
import { openNotebook, runAll } from "./notebook-page.ts";
import { startLab } from "./start-lab.ts";

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

const WIDE =
  '<svg xmlns="http://www.w3.org/2000/svg" width="640" height="160" viewBox="0 0 640 160" style="max-width:100%;height:auto"></svg>';

const LATE_MS = 2_000;

/** Lets outputs come after the cells have their numbers, as on a busy machine: they are two channels. */
async function delayOutputs(page: Page): Promise<void> {
  await page.routeWebSocket(/\/channels/, (socket) => {
    const server = socket.connectToServer();
    let sent = Promise.resolve();
    server.onMessage((message) => {
      if (!/"channel": ?"iopub"/.test(String(message))) return socket.send(message);
      const later = new Promise((done) => setTimeout(done, LATE_MS));
      sent = sent.then(() => later).then(() => socket.send(message));
    });
  });
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
      `display.svg('${WIDE}')`,
      'display.html("<p>$a$ and $b$</p>");',
      'import { check } from "mcp-lab"; await check("03.2", (config) => config);',
    ]),
  );
  const { url, token } = await startLab(root);
  const page = await openBrowser();
  await delayOutputs(page);

  await openNotebook(page, url, token, "notebooks/00-start-here.ipynb");
  const cells = await runAll(page);
  expect(cells.map((cell) => cell.count)).toEqual(["1", "2", "3", "4", "5", "6", "7"]);
  const texts = ["", "42", "drawn", join(root, "notebooks"), ""];
  expect(cells.map((cell) => cell.text).slice(0, 5)).toEqual(texts);
  await expect(page.locator("#drawn").innerText()).resolves.toBe("drawn");

  // What is between two dollars is a formula in any output but the lab's.
  await page.locator(".code_cell").nth(5).locator(".MathJax").first().waitFor();
  const card = page.locator(".code_cell").nth(6).locator(".output_html");
  await expect(card.innerText()).resolves.toContain("${CRM_API_KEY}");
  await expect(card.locator(".MathJax, .MathJax_Error").count()).resolves.toBe(0);

  // Notebook 6 adds cells without an id; what is drawn is still there after they were saved.
  await page.locator(".code_cell .input_prompt").last().click();
  for (const key of ["Escape", "b", "Escape", "b", "Control+s"]) await page.keyboard.press(key);
  await page.locator("#notification_notebook", { hasText: /saved|Checkpoint/ }).waitFor();
  await page.reload();
  await page.locator("#notification_trusted", { hasText: "Trusted" }).waitFor();
  await expect(page.locator("#notification_trusted").innerText()).resolves.toBe("Trusted");
  await expect(page.locator(".code_cell").count()).resolves.toBe(9);
  await expect(page.locator("#drawn").innerText()).resolves.toBe("drawn");

  // A picture shrinks with the window, and is not cut off.
  const picture = page.locator(".output_svg svg");
  expect((await picture.boundingBox())?.width).toBe(640);
  await page.setViewportSize({ width: 480, height: 800 });
  const box = await picture.boundingBox();
  expect((box?.x ?? 0) + (box?.width ?? 0)).toBeLessThanOrEqual(480);
  expect(box?.width).toBeGreaterThan(400);
  expect(Math.round((box?.width ?? 0) / (box?.height ?? 1))).toBe(4);
});
