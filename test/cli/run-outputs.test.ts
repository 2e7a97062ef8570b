import { join } from "node:path";
import { expect, test } from "vitest";
import { courseProject, save } from "./course-project.ts";
import { lab } from "./lab.ts";

/** A notebook of one cell that prints two lines on each stream. */
const NOTEBOOK = JSON.stringify({
  cells: [
    {
      cell_type: "code",
      id: "talks",
      metadata: {},
      source: 'console.log("one\\ntwo"); console.error("aside");',
      outputs: [],
    },
  ],
  metadata: {},
  nbformat: 4,
  nbformat_minor: 5,
});

test("run prints what cells print only where it is asked to", async () => {
  const root = courseProject([]);
  const path = join(root, "notebooks", "mine.ipynb");
  save(path, NOTEBOOK);
  const plain = await lab(root, ["run", path]);
  expect([plain.code, plain.stdout]).toEqual([0, expect.not.stringContaining("one")]);
  const { stdout } = await lab(root, ["run", "--outputs", path]);
  expect(stdout).toMatch(/ok {6}talks \(\d+ ms\)\n {10}one\n {10}two\n/);
  expect(stdout).not.toContain("aside");
});
