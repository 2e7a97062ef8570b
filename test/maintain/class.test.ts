import { execFileSync, spawn } from "node:child_process";
import { once } from "node:events";
import {
  appendFileSync,
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  statSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { join } from "node:path";
import { setTimeout as sleep } from "node:timers/promises";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { findExercise } from "../../lib/exercises/manifest/manifest.ts";
import { saveResult } from "../../lib/exercises/progress.ts";
import { classLines } from "../../lib/maintain/class/draw.ts";
import { lookAtClass } from "../../lib/maintain/class/learner.ts";
import { lab } from "../cli/lab.ts";
import { MAIN, PROJECT, temporaryFolder } from "../cli/temporary-project.ts";

const NOW = new Date("2026-11-30T10:30:00Z");

let place = "";
beforeEach(() => {
  place = temporaryFolder();
});

/** A learner's copy, with the progress folder. */
function copyOf(name: string): string {
  mkdirSync(join(place, name, "notebooks"), { recursive: true });
  const progress = join(place, name, ".lab", "progress");
  mkdirSync(progress, { recursive: true });
  return progress;
}

/** Keeps that an exercise was checked: all its checks pass, or this one and those behind it fail. */
function checked(progress: string, id: string, failing?: string, at: Date = NOW): void {
  const { title, checks } = findExercise(id);
  const from =
    failing === undefined ? checks.length : checks.findIndex((one) => one.id === failing);
  const verdicts = checks.map((check, index) => {
    const status = index >= from ? ("fail" as const) : ("pass" as const);
    const said = { status, expected: "", found: "", advice: "" };
    return { ...said, check: check.id, title: check.title, severity: check.severity, points: 0 };
  });
  saveResult(progress, { id, title, points: 0, earned: 0, verdicts }, at);
}

describe("a class at work", () => {
  it("says how far each is, and which check stops whom since when", () => {
    const ada = copyOf("ada");
    checked(ada, "00.1");
    checked(ada, "00.2", "00.2.sends", new Date("2026-11-30T10:00:00Z"));
    checked(ada, "00.2", "00.2.sends", new Date("2026-11-30T10:20:00Z"));
    const boris = copyOf("boris");
    checked(boris, "00.2", "00.2.sends");
    checked(boris, "00.2");
    copyOf("chen");
    const seen = lookAtClass(place, NOW, false);
    expect(
      seen.map(({ name, passed, stops }) => [name, passed, stops.map((one) => one.check)]),
    ).toEqual([
      ["ada", ["00.1"], ["00.2.sends"]],
      ["boris", ["00.2"], []],
      ["chen", [], []],
    ]);
    expect(seen[0]?.stops[0]?.since).toEqual(new Date("2026-11-30T10:00:00Z"));
    const [head, first] = classLines(seen, NOW);
    expect(head).toMatch(/^Learner +Passed +Stopped by/);
    expect(first).toMatch(/^ada +1\/\d+ +00\.2\.sends +\S.*, 30 min/);
  });

  it("counts from the check that fails now, not from one before it", () => {
    const ada = copyOf("ada");
    checked(ada, "00.2", "00.2.sends", new Date("2026-11-30T09:00:00Z"));
    checked(ada, "00.2", "00.2.text", new Date("2026-11-30T10:25:00Z"));
    const [{ stops } = { stops: [] }] = lookAtClass(place, NOW, false);
    expect(stops.map(({ check, since }) => [check, since.toISOString()])).toEqual([
      ["00.2.text", "2026-11-30T10:25:00.000Z"],
    ]);
  });

  it("shows answers only when they are asked for", async () => {
    checked(copyOf("ada"), "00.2", "00.2.sends");
    const [slug, source] = ["00-start-here", "const ask = () => 'an answer of my own';"];
    const notebook = JSON.parse(readFileSync(join(PROJECT, "notebooks", `${slug}.ipynb`), "utf8"));
    for (const cell of notebook.cells)
      if (cell.metadata.mcp_lab?.exercise === "00.2" && cell.metadata.mcp_lab.role === "answer")
        cell.source = source;
    writeFileSync(join(place, "ada/notebooks", `${slug}.ipynb`), JSON.stringify(notebook));
    const page = join(place, "class.html");
    await lab(place, ["class", place, "--page", page]);
    expect(readFileSync(page, "utf8")).not.toContain("an answer of my own");
    const { stdout } = await lab(place, ["class", place, "--page", page, "--answers"]);
    expect(stdout).toContain(source);
    expect(readFileSync(page, "utf8")).toContain("an answer of my own");
  });

  it("refuses what is no folder", async () => {
    expect(await lab(place, ["class", join(place, "nothing")])).toMatchObject({ code: 2 });
  });

  it("writes a page for oneself that follows the class until it is stopped", async () => {
    const ada = copyOf("ada");
    const page = join(place, "class.html");
    const words = [MAIN, "class", "--watch", place, "--page", page];
    const child = spawn(process.execPath, words, { cwd: PROJECT, stdio: "ignore" });
    onTestFinished(() => void child.kill("SIGKILL"));
    const ended = once(child, "close");
    const shows = async (text: string): Promise<void> => {
      while (!existsSync(page) || !readFileSync(page, "utf8").includes(text)) await sleep(50);
    };
    await shows("none yet");
    expect(statSync(page).mode & 0o777).toBe(0o600);
    expect(readFileSync(page, "utf8")).toContain('http-equiv="refresh"');
    checked(ada, "00.2", "00.2.sends");
    await shows("00.2.sends");
    child.kill("SIGINT");
    expect(await ended).toEqual([0, null]);
  });
});

describe("a hostile learner's copy", () => {
  const secret =
    '{"stopped":"00.2.text","at":"2026-11-30T10:00:00Z"}\n{"solved":true,"earned":1}\n';

  it.each<[string, (progress: string) => void, string]>([
    [
      "a link in place of a file",
      (progress) => {
        writeFileSync(join(place, "secret"), secret);
        symlinkSync(join(place, "secret"), join(progress, "00.2.jsonl"));
      },
      "cannot be read: 00.2",
    ],
    [
      "a pipe that nobody writes to",
      (progress) => execFileSync("mkfifo", [join(progress, "00.2.jsonl")]),
      "cannot be read: 00.2",
    ],
    [
      "a file without an end",
      (progress) => writeFileSync(join(progress, "00.2.jsonl"), secret.repeat(5000)),
      "cannot be read: 00.2",
    ],
    [
      "a link in place of the folder",
      (progress) => {
        cpSync(progress, join(place, "elsewhere", "progress"), { recursive: true });
        writeFileSync(join(place, "elsewhere", "progress", "00.2.jsonl"), secret);
        execFileSync("rm", ["-r", join(progress, "..")]);
        symlinkSync(join(place, "elsewhere"), join(progress, ".."));
      },
      "its progress is a link",
    ],
  ])("is not followed: %s", (_, make, problem) => {
    make(copyOf("mallory"));
    expect(lookAtClass(place, NOW, true)).toMatchObject([
      { name: "mallory", passed: [], stops: [], problem },
    ]);
  });

  it("brings no word of its own, and no time that is to come", () => {
    const progress = copyOf("mallory");
    appendFileSync(join(progress, "00.1.jsonl"), '{"stopped":"<b>me","at":"2026-11-30T10:00:00Z"}');
    appendFileSync(
      join(progress, "00.2.jsonl"),
      '{"stopped":"00.2.text","at":"2999-01-01T00:00:00Z"}\n{"stopped":"00.2.text","at":"<b>"}\n',
    );
    const [{ stops } = { stops: [] }] = lookAtClass(place, NOW, false);
    expect(stops.map(({ check, since }) => [check, since])).toEqual([["00.2.text", NOW]]);
  });

  it("cannot colour the terminal or write markup through its name", async () => {
    copyOf("\u001B[31m<img src=x>\u202E");
    const page = join(place, "class.html");
    const { stdout } = await lab(place, ["class", place, "--page", page]);
    expect(stdout).toContain("⟨U+001B⟩[31m<img src=x>⟨U+202E⟩");
    expect(stdout).not.toContain("\u001B");
    expect(readFileSync(page, "utf8")).toContain("&lt;img src=x&gt;");
  });
});
