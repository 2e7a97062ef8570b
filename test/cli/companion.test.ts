import { createHash } from "node:crypto";
import {
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { keepGiven } from "../../lib/cli/lessons/given.ts";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { loadProgress, nextHint, saveResult } from "../../lib/exercises/progress.ts";
import { lab } from "./lab.ts";
import { courseProject, save, solve } from "./course-project.ts";
import { temporaryProject } from "./temporary-project.ts";

const lesson = lessons.find(({ slug }) => slug === "00-start-here");
if (lesson === undefined) throw new Error("There is no lesson 00.");
const NOTEBOOK = join("notebooks", "00-start-here.ipynb");

function widest(text: string): number {
  return Math.max(...text.split("\n").map((line) => line.length));
}

function pass(root: string, id: string): void {
  saveResult(join(root, ".lab", "progress"), { id, title: "", points: 0, earned: 0, verdicts: [] });
}

/** Replaces a text in the learner's notebook. */
function replace(root: string, from: string, to: string): void {
  const path = join(root, NOTEBOOK);
  const text = readFileSync(path, "utf8");
  expect(text).toContain(from);
  save(path, text.replace(from, to));
}

describe("check", () => {
  test("shows each exercise by a word, and of the first open one what was expected and found", async () => {
    const root = courseProject([lesson]);
    solve(root, lesson, (exercise) => exercise === "00.1");
    replace(root, 'answeredBy: \\"rehearsal\\"', 'answeredBy: \\"Claude\\"');
    const { code, stdout, stderr } = await lab(root, ["check", "notebooks/00-start-here.ipynb"]);
    expect(code).toBe(1);
    expect(stdout).toContain("[Open]        00.1 Read a trace");
    expect(stdout).toContain("[Not started] 00.3 A server of your own (stretch)");
    expect(stdout).toMatch(/\[Fail\] +Who wrote the reply/);
    expect(stdout).toMatch(/Expected: .*\n *Found: /);
    expect(stdout).toContain("Hint 1 of 3: npm run lab -- hint 00.1");
    expect(stdout).toContain("0 of 2 exercises pass");
    expect(stdout).toContain("Also open: 00.2. To see one: npm run lab -- check 00.2");
    expect(stderr).toContain("Running 00-start-here …");
    expect(widest(stdout)).toBeLessThanOrEqual(80);
    expect(stdout).not.toContain("\u001B");
    expect(loadProgress(join(root, ".lab", "progress"), "00.1").solved).toBe(false);
  });

  test("asked for a stretch exercise alone it shows that one", async () => {
    const root = courseProject([lesson]);
    const { code, stdout } = await lab(root, ["check", "00.3"]);
    expect(code).toBe(0);
    expect(stdout).toContain("What is checked:");
    expect(stdout).toContain("Hint 1 of 3: npm run lab -- hint 00.3");
    expect(stdout).toContain("The exercise does not pass yet.");
  });

  test("asked for one exercise it answers for that one, and keeps what passed", async () => {
    const root = courseProject([lesson]);
    solve(root, lesson, (exercise) => exercise === "00.2");
    expect(await lab(root, ["check", "00.2"])).toMatchObject({
      code: 0,
      stdout: expect.stringContaining("The exercise passes."),
    });
    expect(loadProgress(join(root, ".lab", "progress"), "00.2").solved).toBe(true);
  });

  test("writes a page to keep, of what passed and how to check it again", async () => {
    const root = courseProject([lesson]);
    solve(root, lesson, (exercise) => exercise === "00.2");
    const { stderr } = await lab(root, ["check", "00", "--page", "mine.html"]);
    expect(stderr).toContain("The page is mine.html.");
    const page = readFileSync(join(root, "mine.html"), "utf8");
    expect(page).toMatch(/<td>00 Start here<\/td><td>for practice<\/td><td>00\.2<\/td><td>00\.1/);
    const digest = createHash("sha256")
      .update(readFileSync(join(root, NOTEBOOK)))
      .digest("hex");
    expect(page).toContain(digest);
    expect(page).toContain("npm run lab -- check");
  });

  test("says what a cell said that did not run, and what passed before", async () => {
    const root = courseProject([lesson]);
    pass(root, "00.1");
    solve(root, lesson, (exercise) => exercise === "00.1");
    replace(root, "const seen: {", "const seen: Nothing | {");
    const { stdout } = await lab(root, ["check", "00"]);
    expect(stdout).toMatch(/\[Not run\] +00.1 Read a trace \(passed before\)/);
    expect(stdout).toContain("Its cell ended in an error:");
    expect(stdout).toContain("Cannot find name 'Nothing'");
  });

  test("names the setup's error where it keeps every answer from being checked", async () => {
    const root = courseProject([lesson]);
    solve(root, lesson, () => true);
    replace(root, 'from \\"mcp-lab\\";', 'from \\"mcp-lob\\";');
    const { code, stdout } = await lab(root, ["check", "00"]);
    expect(code).toBe(1);
    const words = stdout.replaceAll(/\s+/g, " ");
    expect(words).toMatch(/The setup cell ended in an error, so nothing was checked: .*'mcp-lob'/);
    expect(words).toContain("What to do: Run `npm run lab -- doctor`");
    expect(words).not.toContain("Cannot find name");
  });

  test("names the cell before whose error a missing name may come from", async () => {
    const root = courseProject([lesson]);
    solve(root, lesson, () => true);
    replace(root, 'await check(\\"00.1\\", seen);', 'await check(\\"00.1\\", nobody);');
    replace(root, 'await check(\\"00.2\\", ask);', 'await check(\\"00.2\\", nobody);');
    const { stdout } = await lab(root, ["check", "00.2"]);
    expect(stdout.replaceAll(/\s+/g, " ")).toContain(
      "Before it, the cell \"check-00-1\" ended in an error: 1:21 - Cannot find name 'nobody'.",
    );
  });

  test.each<[what: string, spoil: (path: string) => void, sentence: string]>([
    ["a notebook that is gone", (path) => rmSync(path), "lab -- reset 00"],
    [
      "a notebook that was renamed",
      (path) => renameSync(path, path.replace(/[^/\\]+$/, "mine.ipynb")),
      "mine.ipynb has its exercises: did you",
    ],
    ["a notebook that is no JSON", (path) => writeFileSync(path, "{"), "This file is not JSON"],
  ])("says what to do about %s", async (_what, spoil, sentence) => {
    const root = courseProject([lesson]);
    spoil(join(root, NOTEBOOK));
    const { code, stdout } = await lab(root, ["check", "00"]);
    expect({ code, stdout }).toEqual({ code: 1, stdout: expect.stringContaining(sentence) });
    const json = await lab(root, ["check", "00", "--json"]);
    expect(JSON.parse(json.stdout)).toMatchObject({ ok: false, lessons: [{ problem: {} }] });
  });

  test("counts a check that passes where the progress cannot be kept, and says so", async () => {
    const root = courseProject([lesson]);
    solve(root, lesson, () => true);
    writeFileSync(join(root, ".lab"), "");
    const { code, stderr } = await lab(root, ["check", "00"]);
    expect({ code, stderr }).toEqual({
      code: 0,
      stderr: expect.stringContaining("could not be kept"),
    });
  });

  test.each([
    [["check", "09.1"], 'no exercise "09.1"'],
    [["check", "42"], 'no lesson "42"'],
    [["check", "--watch", "--json"], "cannot be used with"],
    [["reset", "start"], 'no lesson "start"'],
  ])("%j is an error of usage", async (words, sentence) => {
    const { code, stdout, stderr } = await lab(temporaryProject(), words);
    expect({ code, stdout, stderr }).toEqual({
      code: 2,
      stdout: "",
      stderr: expect.stringContaining(sentence),
    });
  });
});

describe("hint", () => {
  test("lists the earlier ones, wherever they were seen", async () => {
    const root = temporaryProject();
    nextHint(join(root, ".lab", "progress"), "00.3");
    const { stdout } = await lab(root, ["hint", "00.3"]);
    expect(stdout).toMatch(/^00\.3 .* \(stretch: no points, not needed\)$/m);
    expect(stdout).toMatch(/^Hint 1 of 3 \(seen before\)$/m);
    expect(stdout).toMatch(/^Hint 2 of 3$/m);
    expect((await lab(root, ["hint", "00.3"])).stdout).toContain("This was the last one.");
    expect(widest(stdout)).toBeLessThanOrEqual(80);
  });

  test("without a word is of the first exercise that has not passed", async () => {
    const root = temporaryProject();
    pass(root, "00.1");
    expect((await lab(root, ["hint"])).stdout).toContain("00.2 ");
  });

  test.each([
    ["06", "06.1 "],
    ["6.1", "06.1 "],
    ["notebooks/00-start-here.ipynb", "00.2 "],
  ])("of %s is of the exercise that is meant", async (word, expected) => {
    const root = temporaryProject();
    pass(root, "00.1");
    expect((await lab(root, ["hint", word])).stdout).toContain(expected);
  });

  test("is shown where nothing can be kept", async () => {
    const root = temporaryProject();
    writeFileSync(join(root, ".lab"), "");
    const { code, stdout, stderr } = await lab(root, ["hint", "00.1"]);
    expect(code).toBe(0);
    expect(stdout).toContain("Hint 1 of 3");
    expect(stderr).toContain("could not be kept");
  });
});

describe("reset", () => {
  const given = readFileSync(join(import.meta.dirname, "..", "..", NOTEBOOK), "utf8");

  test("puts the notebook back and keeps every version, whatever it is", async () => {
    const root = courseProject([lesson]);
    const versions = ["my work", "{ broken", "my work again"];
    for (const version of versions) {
      save(join(root, NOTEBOOK), version);
      expect(await lab(root, ["reset", "0"])).toMatchObject({ code: 0 });
      expect(readFileSync(join(root, NOTEBOOK), "utf8")).toBe(given);
    }
    const kept = [1, 2, 3].map((number) => NOTEBOOK.replace(".ipynb", `.kept-${number}.ipynb`));
    expect(kept.map((file) => readFileSync(join(root, file), "utf8"))).toEqual(versions);
    expect((await lab(root, ["reset", "00"])).stdout).toBe(`${NOTEBOOK} is as it was given.`);
    expect(existsSync(join(root, NOTEBOOK.replace(".ipynb", ".kept-4.ipynb")))).toBe(false);
  });

  test("works without git and without solutions, from what was kept when the lab was installed", async () => {
    const root = courseProject([lesson]);
    rmSync(join(root, "solutions"), { recursive: true });
    keepGiven(root);
    replace(root, "todo()", "1 as never");
    keepGiven(root);
    await lab(root, ["reset", "00"]);
    expect(readFileSync(join(root, NOTEBOOK), "utf8")).toBe(given);
  });

  test("changes nothing where the original is not to be had", async () => {
    const root = courseProject([lesson]);
    rmSync(join(root, "solutions"), { recursive: true });
    save(join(root, NOTEBOOK), "my work");
    expect(await lab(root, ["reset", "00"])).toMatchObject({ code: 2 });
    expect(readFileSync(join(root, NOTEBOOK), "utf8")).toBe("my work");
    expect(readdirSync(join(root, "notebooks"))).toHaveLength(1);
  });
});

describe("solution", () => {
  test("shows what has passed, and holds the rest back", async () => {
    const root = courseProject([lesson]);
    pass(root, "00.1");
    const { code, stdout } = await lab(root, ["solution", "00"]);
    expect(code).toBe(1);
    expect(stdout).toMatch(/\/\/ 00\.1 .*\nconst seen/);
    expect(stdout).not.toContain("messages.create");
    expect(stdout).toMatch(/\/\/ 00\.2 .*\n\/\/ Held back until it passes/);
    expect(await lab(root, ["solution", "00.1"])).toMatchObject({ code: 0 });
  });

  test("shows everything anyway", async () => {
    const { code, stdout } = await lab(courseProject([lesson]), ["solution", "00", "--anyway"]);
    expect({ code, stdout }).toEqual({
      code: 0,
      stdout: expect.stringContaining("messages.create"),
    });
  });

  test("says so where the copy has none", async () => {
    const root = temporaryProject();
    mkdirSync(join(root, "solutions"));
    expect(await lab(root, ["solution", "00", "--anyway"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("holds no solutions"),
    });
  });
});
