import { execFileSync } from "node:child_process";
import {
  cpSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, test } from "vitest";
import { keepGiven } from "../../lib/cli/lessons/given.ts";
import { loadProgress, saveResult } from "../../lib/exercises/progress.ts";
import { readNotebook, writeNotebook } from "../../lib/notebook/notebook.ts";
import {
  answer,
  type Cell,
  checkCell,
  code,
  edited,
  notebook,
  prose,
} from "../notebook/merge/lesson-cells.ts";
import { lab } from "./lab.ts";
import { PROJECT, runNode, temporaryFolder } from "./temporary-project.ts";

const FILE = "notebooks/01-connector-call.ipynb";
const OTHER = "notebooks/02-resources-catalog.ipynb";
const stub = answer("answer-01-1", "01.1", "const x: number = todo();");
const check = checkCell("check-01-1", "01.1");
const first = [prose("intro", "Intro"), code("setup", "const lab = 1;"), stub, check];
const second = [prose("intro", "Welcome"), code("setup", "const lab = 2;"), stub, check];
const third = [
  ...second.slice(0, 2),
  answer("answer-01-1", "01.1", "const x: bigint = todo();"),
  check,
];
const solved = edited(stub, "const x: number = 42;");

function git(cwd: string, ...words: string[]): string {
  const settings = [
    "-c",
    "user.name=A",
    "-c",
    "user.email=a@example.org",
    "-c",
    "init.defaultBranch=main",
  ];
  return execFileSync("git", [...settings, ...words], { cwd, encoding: "utf8", stdio: "pipe" });
}

function write(root: string, cells: Cell[], file: string = FILE): void {
  writeFileSync(join(root, file), writeNotebook(notebook(cells)));
}

function read(root: string): string[] {
  return readNotebook(readFileSync(join(root, FILE), "utf8"), FILE).cells.map(
    ({ source }) => source,
  );
}

function kept(root: string): string[] {
  return readdirSync(join(root, "notebooks")).filter((name) => name.includes(".kept-"));
}

/** Every file below the folder, with its text. */
function filesIn(folder: string): [file: string, text: string][] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map(({ parentPath, name }) => join(parentPath, name))
    .map((path) => [path.slice(folder.length), readFileSync(path, "utf8")]);
}

/** The authors' checkout, and a learner's clone of it. */
function checkouts(): { authors: string; learner: string } {
  const folder = temporaryFolder();
  const [authors, learner] = [join(folder, "authors"), join(folder, "learner")];
  mkdirSync(join(authors, "notebooks"), { recursive: true });
  writeFileSync(join(authors, "package.json"), '{ "name": "mcp-integration-lab" }\n');
  writeFileSync(join(authors, ".gitignore"), "/.lab/\n/notebooks/*.kept-*.ipynb\n");
  write(authors, first);
  write(authors, first, OTHER);
  git(authors, "init", "--quiet");
  publish(authors);
  git(folder, "clone", "--quiet", authors, learner);
  return { authors, learner };
}

function publish(authors: string): void {
  git(authors, "add", "--all");
  git(authors, "commit", "--quiet", "--message", "A new version");
}

/** A learner with an answer, and a new version of the same notebook. */
function changedByBoth(): { authors: string; learner: string } {
  const both = checkouts();
  write(both.learner, [...first.slice(0, 2), solved, check, code("own", "mine();")]);
  write(both.authors, second);
  publish(both.authors);
  return both;
}

const merged = ["Welcome", "const lab = 2;", "const x: number = 42;", check.source, "mine();"];

describe("update in a clone", () => {
  test("brings the new version where git pull refuses, with the answers in it", async () => {
    const { authors, learner } = changedByBoth();
    const mine = readFileSync(join(learner, FILE), "utf8");
    expect(() => git(learner, "pull", "--ff-only")).toThrow(/would be overwritten/);

    const { code: exit, stdout } = await lab(learner, ["update"]);
    expect({ exit, stdout }).toEqual({
      exit: 0,
      stdout: expect.stringContaining(`${FILE}: merged`),
    });
    expect(read(learner)).toEqual(merged);
    expect(readFileSync(join(learner, "notebooks", "01-connector-call.kept-1.ipynb"), "utf8")).toBe(
      mine,
    );
    expect(git(learner, "rev-parse", "HEAD")).toBe(git(authors, "rev-parse", "HEAD"));
    expect(git(learner, "status", "--porcelain")).toBe(` M ${FILE}\n`);
    expect(existsSync(join(learner, ".lab", "update"))).toBe(false);

    expect(await lab(learner, ["update"])).toMatchObject({ stdout: "This is the newest version." });
    write(authors, third);
    publish(authors);
    await lab(learner, ["update"]);
    expect(read(learner)).toEqual([
      "Welcome",
      "const lab = 2;",
      "const x: bigint = todo();",
      expect.stringContaining("The lesson has changed the cell above"),
      "const x: number = 42;",
      check.source,
      "mine();",
    ]);
    expect(kept(learner)).toHaveLength(2);
  });

  test("tells what is new since the version before, in at most some twenty lines", async () => {
    const { authors, learner } = checkouts();
    const changelog = (...versions: string[]): void =>
      writeFileSync(join(authors, "CHANGELOG.md"), `# Changes\n\n${versions.join("\n")}`);
    const old = "## 0.1.0 (2026-11-01)\n\n### For learners\n\n- The course.\n";
    const fresh =
      "## 0.2.0 (2026-11-30)\n\n### For learners\n\n- Lesson 01 has a **map**, which\n  [shows](x.md) `who` sent what.\n- Less to wait for.\n\n### For instructors\n\nNothing.\n";
    changelog(old);
    publish(authors);
    const began = await lab(learner, ["update"]);
    expect(began.stdout).toMatch(/^Updated from .*\n\nNew in 0\.1\.0 \(2026-11-01\)\n/);
    changelog(fresh, old);
    publish(authors);
    const { stdout } = await lab(learner, ["update"]);
    expect(stdout.split("\n").slice(1)).toEqual([
      "",
      "New in 0.2.0 (2026-11-30)",
      "For learners:",
      "  - Lesson 01 has a map, which shows `who` sent what.",
      "  - Less to wait for.",
      "For instructors:",
      "  Nothing.",
    ]);
    changelog(`## 0.3.0 (2026-12-01)\n\n${"- One more.\n".repeat(40)}`, fresh, old);
    publish(authors);
    const long = (await lab(learner, ["update"])).stdout.split("\n");
    expect([long.length, long.at(-1)]).toEqual([22, "  … The rest is in CHANGELOG.md."]);
    write(authors, second);
    publish(authors);
    expect((await lab(learner, ["update"])).stdout).toMatch(/^Updated from \w+ to \w+\.$/);
  });

  test("leaves notebooks alone that only the learner changed", async () => {
    const { authors, learner } = checkouts();
    write(learner, [...first.slice(0, 2), solved, check]);
    write(authors, second, OTHER);
    publish(authors);
    await lab(learner, ["update"]);
    expect(read(learner)).toContain("const x: number = 42;");
    expect(kept(learner)).toEqual([]);
  });

  test("takes everything back where git refuses for another file", async () => {
    const { authors, learner } = changedByBoth();
    writeFileSync(join(authors, "package.json"), '{ "name": "mcp-integration-lab", "a": 1 }\n');
    publish(authors);
    writeFileSync(join(learner, "package.json"), '{ "name": "mcp-integration-lab", "b": 1 }\n');
    const before = readFileSync(join(learner, FILE), "utf8");
    const { code: exit, stderr } = await lab(learner, ["update"]);
    expect({ exit, stderr }).toEqual({ exit: 2, stderr: expect.stringContaining("package.json") });
    expect(readFileSync(join(learner, FILE), "utf8")).toBe(before);
  });

  test("says what to do where both have commits, and merges the notebooks that then conflict", async () => {
    const { authors, learner } = changedByBoth();
    git(learner, "commit", "--all", "--quiet", "--message", "My answers");
    write(authors, third);
    publish(authors);
    expect(await lab(learner, ["update"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("git merge @{upstream}"),
    });
    expect(() => git(learner, "merge", "@{upstream}")).toThrow("Command failed");
    expect(() => read(learner)).toThrow(/not JSON/);
    await lab(learner, ["update"]);
    expect(read(learner)).toEqual(
      expect.arrayContaining(["Welcome", "const x: number = 42;", "mine();"]),
    );
    git(learner, "commit", "--quiet", "--message", "Merged");
    expect(git(learner, "status", "--porcelain")).toBe("");
  });

  test("repairs the notebook that git stash pop has left in conflict", async () => {
    const { authors, learner } = changedByBoth();
    write(authors, third);
    publish(authors);
    git(learner, "stash", "--quiet");
    git(learner, "pull", "--ff-only", "--quiet");
    expect(() => git(learner, "stash", "pop")).toThrow("Command failed");
    expect(() => read(learner)).toThrow(/not JSON/);
    expect(await lab(learner, ["update"])).toMatchObject({ code: 0 });
    expect(read(learner)).toEqual(
      expect.arrayContaining([
        "Welcome",
        "const x: bigint = todo();",
        "const x: number = 42;",
        "mine();",
      ]),
    );
  });

  test("merges what build put beside", async () => {
    const { learner } = checkouts();
    write(learner, [...first.slice(0, 2), solved, check]);
    write(learner, second, FILE.replace(".ipynb", ".new.ipynb"));
    await lab(learner, ["update"]);
    expect(read(learner)).toEqual(merged.slice(0, 4));
    expect(existsSync(join(learner, FILE.replace(".ipynb", ".new.ipynb")))).toBe(false);
  });

  test("killed at any point, the answer is on disk, and the next update ends well", async () => {
    for (const ms of [150, 200, 240, 280, 320, 360, 400, 450]) {
      const { authors, learner } = changedByBoth();
      const command = join(PROJECT, "lib", "dist", "cli", "main.js");
      const { child, ended } = runNode([command, "update"], learner, process.env);
      await sleep(ms);
      child.kill("SIGKILL");
      await ended;
      const texts = readdirSync(learner, { recursive: true, encoding: "utf8" })
        .filter((file) => /^(notebooks|\.lab)\/.*ipynb/.test(file))
        .map((file) => readFileSync(join(learner, file), "utf8"));
      expect(texts.some((text) => text.includes("const x: number = 42;"))).toBe(true);
      // git's own lock, if it was killed too; git says how to remove it.
      rmSync(join(learner, ".git", "index.lock"), { force: true });
      await lab(learner, ["update"]);
      expect(read(learner)).toEqual(merged);
      expect(git(learner, "rev-parse", "HEAD")).toBe(git(authors, "rev-parse", "HEAD"));
    }
  });
});

function copy(cells: Cell[]): string {
  const root = temporaryFolder();
  mkdirSync(join(root, "notebooks"));
  writeFileSync(join(root, "package.json"), '{ "name": "mcp-integration-lab" }\n');
  write(root, cells);
  keepGiven(root);
  return root;
}

describe("update in a copy without git and without solutions", () => {
  test("says how to bring the answers over", async () => {
    expect(await lab(copy(first), ["update"])).toMatchObject({
      code: 2,
      stderr: expect.stringContaining("npm run lab -- update --from"),
    });
  });

  test("--from brings answers and progress into the new copy, and touches nothing of the old one", async () => {
    const [old, fresh] = [copy(first), copy(second)];
    write(old, [...first.slice(0, 2), solved, check, code("own", "mine();")]);
    const result = { id: "01.1", title: "", points: 2, earned: 2, verdicts: [] };
    saveResult(join(old, ".lab", "progress"), result);
    const before = temporaryFolder();
    cpSync(old, before, { recursive: true });

    expect(await lab(fresh, ["update", "--from", old])).toMatchObject({ code: 0 });
    expect(read(fresh)).toEqual(merged);
    expect(kept(fresh)).toEqual([]);
    expect(loadProgress(join(fresh, ".lab", "progress"), "01.1")).toMatchObject({
      solved: true,
      earned: 2,
    });
    expect(filesIn(old)).toEqual(filesIn(before));
  });

  test("--from keeps what was begun in the new copy", async () => {
    const [old, fresh] = [copy(first), copy(second)];
    write(fresh, [...second.slice(0, 2), edited(stub, "const x: number = 7;"), check]);
    await lab(fresh, ["update", "--from", old]);
    const beside = readFileSync(join(fresh, "notebooks", kept(fresh)[0] ?? ""), "utf8");
    expect(beside).toContain("const x: number = 7;");
  });

  test("--from refuses a folder that is no other copy", async () => {
    const root = copy(first);
    for (const folder of [root, temporaryFolder()]) {
      expect(await lab(root, ["update", "--from", folder])).toMatchObject({ code: 2 });
    }
  });
});
