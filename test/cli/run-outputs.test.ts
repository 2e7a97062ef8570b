import { join } from "node:path";
import { expect, test } from "vitest";
import { courseProject, save } from "./course-project.ts";
import { lab } from "./lab.ts";

/** A notebook of one cell. */
const notebookOf = (source: string): string =>
  JSON.stringify({
    cells: [{ cell_type: "code", id: "talks", metadata: {}, source, outputs: [] }],
    metadata: {},
    nbformat: 4,
    nbformat_minor: 5,
  });
/** It prints two lines on each stream. */
const NOTEBOOK = notebookOf('console.log("one\\ntwo"); console.error("aside");');

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

test("run shows what a terminal would obey, on both streams and in an error", async () => {
  const root = courseProject([]);
  const path = join(root, "notebooks", "mine.ipynb");
  save(
    path,
    notebookOf('console.log("\\u001b[31mred"); throw new Error("\\u001b[2Jgone\\u202e");'),
  );
  const { stdout } = await lab(root, ["run", "--outputs", path]);
  expect(stdout).toContain("⟨U+001B⟩[31mred");
  expect(stdout).toContain("⟨U+001B⟩[2Jgone⟨U+202E⟩");
  expect(stdout).not.toContain("\u001b");
  expect(stdout).not.toContain("\u202e");
});

test.each<[string, string[], object, number]>([
  [
    "the bad one last",
    ["good", "bad"],
    [{ ok: true }, { ok: false, error: { code: "notebook-not-json" } }],
    2,
  ],
  [
    "the bad one first",
    ["bad", "good"],
    [{ ok: false, error: { code: "notebook-not-json" } }, { ok: true }],
    2,
  ],
  [
    "one that is not there",
    ["none", "good"],
    [{ ok: false, error: { code: "notebook-not-found" } }, { ok: true }],
    2,
  ],
  ["one that fails", ["fails", "good"], [{ ok: false }, { ok: true }], 1],
  ["a bad one alone", ["bad"], { ok: false, error: { code: "notebook-not-json" } }, 2],
])("run --json prints every result: %s", async (_name, names, reports, code) => {
  const root = courseProject([]);
  const pathOf = (name: string): string => join(root, "notebooks", `${name}.ipynb`);
  save(pathOf("good"), NOTEBOOK);
  save(pathOf("bad"), "\u001b[2J");
  save(pathOf("fails"), notebookOf("throw new Error();"));
  const said = await lab(root, ["run", "--json", ...names.map(pathOf)]);
  expect([JSON.parse(said.stdout), said.code]).toMatchObject([reports, code]);
  expect(said.stderr === "").toBe(code === 1);
  expect(said.stderr).not.toContain("\u001b");
});
