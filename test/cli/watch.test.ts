import { execFileSync } from "node:child_process";
import { readFileSync } from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { describe, expect, onTestFinished, test } from "vitest";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { chooseLessons } from "../../lib/cli/choose-lessons.ts";
import { savedNotebooks } from "../../lib/cli/check/saved-notebooks.ts";
import { watchLessons } from "../../lib/cli/check/watch.ts";
import type { Terminal } from "../../lib/cli/command.ts";
import { readNotebook, writeNotebook } from "../../lib/notebook/notebook.ts";
import { courseProject, save, solve } from "./course-project.ts";

const [lesson] = lessons;
if (lesson === undefined) throw new Error("The course has no lessons.");

function notebookIn(root: string): string {
  return join(root, "notebooks", "00-start-here.ipynb");
}

/** A terminal at which nobody sits: what is printed is collected, and keys are pressed by calls. */
function terminalIn(cwd: string) {
  const said: string[] = [];
  const status: string[] = [];
  const listeners: ((key: string) => void)[] = [];
  const terminal: Terminal = {
    cwd,
    env: {},
    print: (line) => void said.push(line),
    say: (line) => void said.push(line),
    screen: {
      status: (text) => void status.push(text),
      clear: () => void said.splice(0),
      onKey: (listener) => void listeners.push(listener),
    },
  };
  return {
    terminal,
    status,
    screen: () => said.join("\n"),
    press: (key: string) => listeners.forEach((listener) => listener(key)),
  };
}

/** The processes that this one has started, with all that they started. */
function children(): number {
  const rows = execFileSync("ps", ["-A", "-o", "ppid=,args="], { encoding: "utf8" }).split("\n");
  return rows.filter(
    (row) => row.trim().startsWith(`${process.pid} `) && row.includes("notebook/process"),
  ).length;
}

describe("check --watch", () => {
  test("follows the saves of a notebook from the first exercise to the last, and leaves nothing behind", async () => {
    const root = courseProject([lesson]);
    const { terminal, screen, status, press } = terminalIn(root);
    const stop = new AbortController();
    onTestFinished(() => stop.abort());
    const ended = watchLessons(chooseLessons(["00"]), { root, terminal, signal: stop.signal });
    const shows = (text: string | RegExp) => expect.poll(screen).toMatch(text);

    await shows(/00\.1 Read a trace\nNot started/);
    await expect.poll(screen).not.toContain("[Running]");
    press("h");
    await shows("Hint 1 of 3");
    press("n");
    await shows(/00\.2 Your first call of your own\nNot started/);

    solve(root, lesson, (exercise) => exercise === "00.1");
    await shows("Passed now: 00.1.");
    await expect.poll(screen).not.toContain("[Running]");

    // Saved with outputs and prose only: nothing is run.
    const runs = () => status.filter((line) => line === `Running ${lesson.slug} …`).length;
    const before = runs();
    const notebook = readNotebook(readFileSync(notebookIn(root), "utf8"), "");
    const [first] = notebook.cells;
    if (first !== undefined) first.source += "\nMy note.";
    save(notebookIn(root), writeNotebook(notebook));
    solve(root, lesson, (exercise) => exercise !== "00.3");
    await shows("Every exercise of lesson 00 passes.");
    expect(runs()).toBe(before + 1);

    press("r");
    await expect.poll(runs).toBe(before + 2);
    press("q");
    expect(await ended).toBe(0);
    expect(children()).toBe(0);
  });
});

async function firstOf(root: string) {
  const stop = new AbortController();
  onTestFinished(() => stop.abort());
  return savedNotebooks([notebookIn(root)], stop.signal).next();
}

describe("which saves count", () => {
  test("a file that is half written is waited for", async () => {
    const root = courseProject([lesson]);
    const text = readFileSync(notebookIn(root), "utf8");
    const saved = firstOf(root);
    await sleep(10);
    save(notebookIn(root), text.slice(0, 2000));
    await sleep(500);
    save(notebookIn(root), text.replace("= todo();", "= todo<never>();"));
    expect(await saved).toEqual({ done: false, value: { path: notebookIn(root) } });
  });

  test("a file that stays broken, or away, is told once", async () => {
    const root = courseProject([lesson]);
    const saved = firstOf(root);
    await sleep(10);
    save(notebookIn(root), "{");
    expect(await saved).toMatchObject({ value: { problem: { code: "notebook-not-json" } } });
  });
});
