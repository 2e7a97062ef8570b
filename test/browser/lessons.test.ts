import { copyFileSync, mkdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lessons } from "../../lib/course/manifest/manifest.ts";
import { PROJECT, temporaryProject } from "../cli/temporary-project.ts";
import { openBrowser } from "../counterparts/browser.ts";
import { openNotebook, runAll } from "./notebook-page.ts";
import { startLab } from "./start-lab.ts";

/** A project with the lesson as it is given and as it is solved. */
function projectWith(slug: string): string {
  const root = temporaryProject({ parent: join(PROJECT, ".lab", "test") });
  mkdirSync(join(root, "solutions"));
  copyFileSync(join(PROJECT, ".mcp.json.example"), join(root, ".mcp.json.example"));
  for (const folder of ["notebooks", "solutions"]) {
    const path = join(folder, `${slug}.ipynb`);
    copyFileSync(join(PROJECT, path), join(root, path));
  }
  return root;
}

test.each(lessons)(
  "$slug runs to its end in a browser: solved with every check passed, given with none started",
  async ({ slug, exercises }) => {
    const { url, token } = await startLab(projectWith(slug));
    const page = await openBrowser();

    await openNotebook(page, url, token, `solutions/${slug}.ipynb`);
    const solved = (await runAll(page)).map((cell) => cell.text);
    expect(solved[0]).toContain("Rehearsal: not Claude");
    const source = readFileSync(join(PROJECT, "solutions", `${slug}.ts`), "utf8");
    const drawn = await page.locator("svg[role=img] desc").allTextContents();
    // A trace says who spoke to whom.
    expect(drawn.some((text) => text.includes("Notebook →"))).toBe(source.includes("drawTrace("));
    for (const { id, title, checks } of exercises) {
      const shown = solved.filter((text) => text.startsWith(`${id} ${title}`)).join("\n");
      expect(shown).toMatch(new RegExp(`All ${checks.length} checks pass|The check passes`));
    }

    await openNotebook(page, url, token, `notebooks/${slug}.ipynb`);
    const given = await runAll(page);
    expect(given.map((cell) => cell.count)).toEqual(given.map((_, index) => String(index + 1)));
    for (const { id, title, checks } of exercises) {
      const shown = given.findLast((cell) => cell.text.startsWith(`${id} ${title}`))?.text ?? "";
      expect(shown).toContain("the answer cell still holds todo()");
      expect(shown.match(/Not started/g)?.length).toBeGreaterThanOrEqual(checks.length);
      expect(shown).not.toMatch(/Pass|Fail/);
    }
  },
  240_000,
);
