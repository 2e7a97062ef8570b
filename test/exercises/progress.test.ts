import { type ChildProcess, spawn } from "node:child_process";
import { once } from "node:events";
import { appendFileSync, mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import {
  addProgress,
  damagedLines,
  loadProgress,
  nextHint,
  progressFile,
  saveResult,
} from "../../lib/exercises/progress.ts";
import type { ExerciseResult } from "../../lib/exercises/verdict.ts";

let folder = "";
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), "mcp-lab-progress-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
});

function result(earned: number, must: "pass" | "fail", should: "pass" | "fail"): ExerciseResult {
  const common = { expected: "", found: "", advice: "", title: "", points: 1 };
  return {
    id: "01.1",
    title: "",
    points: 2,
    earned,
    verdicts: [
      { ...common, check: "01.1.a", status: must, severity: "must" },
      { ...common, check: "01.1.b", status: should, severity: "should" },
    ],
  };
}

/** Keeps ever better results of five exercises, and says each that is kept. */
const WRITER = `
  const { nextHint, saveResult } = await import(process.argv[1]);
  const [folder, step, from] = process.argv.slice(2);
  for (let earned = Number(from); ; earned += Number(step)) {
    const id = "0" + (earned % 5) + ".1";
    saveResult(folder, { id, verdicts: [{ check: id + ".a", status: "fail", severity: "must" }], earned });
    process.stdout.write(id + " " + earned + "\\n");
    process.stdout.write(id + "-hints " + nextHint(folder, id) + "\\n");
  }`;

function startWriter(index: number, all: number): { child: ChildProcess; said: () => string[] } {
  const progress = new URL("../../lib/dist/exercises/progress.js", import.meta.url);
  const words = ["--input-type=module", "-e", WRITER, progress.href, folder, all, index];
  const child = spawn(process.execPath, words.map(String), {
    stdio: ["ignore", "pipe", "inherit"],
  });
  onTestFinished(() => void child.kill("SIGKILL"));
  let text = "";
  child.stdout.setEncoding("utf8").on("data", (more: string) => (text += more));
  // The last piece may be half a line.
  return { child, said: () => text.split("\n").slice(0, -1) };
}

describe("progress of many processes at once", () => {
  it("keeps whatever each of them had kept when it was killed", async () => {
    const writers = Array.from({ length: 6 }, (_, index) => startWriter(index, 6));
    for (const { child, said } of writers) {
      while (said().length < 60) await once(child.stdout ?? child, "data");
      const closed = once(child, "close");
      child.kill("SIGKILL");
      await closed;
    }
    const said = writers.flatMap((writer) => writer.said().map((line) => line.split(" ")));
    expect(said.length).toBeGreaterThanOrEqual(360);
    for (const [id = "", value] of said) {
      const { earned, hints } = loadProgress(folder, id.replace("-hints", ""));
      expect(id.endsWith("-hints") ? hints : earned).toBeGreaterThanOrEqual(Number(value));
    }
  });
});

describe("progress", () => {
  it("is nothing before the first check", () => {
    expect(loadProgress(folder, "01.1")).toEqual({ solved: false, earned: 0, hints: 0 });
  });

  it.each([
    ["half a line", '\n{"solved":true,"ea'],
    ["a line of another kind", '{"hint":7}\n'],
    ["no text at all", "\u0000\uFFFD\u0001"],
  ])("loses nothing to %s: it is counted, stays, and what comes later is kept", (_, damage) => {
    saveResult(folder, result(1, "pass", "fail"));
    appendFileSync(progressFile(folder, "01.1"), damage);
    expect(damagedLines(folder, "01.1")).toBe(1);
    expect(loadProgress(folder, "01.1")).toEqual({ solved: true, earned: 1, hints: 0 });
    expect(nextHint(folder, "01.1")).toBe(1);
    expect(loadProgress(folder, "01.1")).toEqual({ solved: true, earned: 1, hints: 1 });
    expect(damagedLines(folder, "01.1")).toBe(1);
  });

  it("takes over what another copy has, and gives nothing up for it", () => {
    saveResult(folder, result(2, "fail", "pass"));
    addProgress(folder, "01.1", { solved: true, earned: 1, hints: 2 });
    expect(loadProgress(folder, "01.1")).toEqual({ solved: true, earned: 2, hints: 2 });
  });

  it("throws where it cannot write, and reads as nothing there", () => {
    const file = join(folder, "file");
    writeFileSync(file, "");
    expect(() => saveResult(file, result(1, "pass", "pass"))).toThrow(/EEXIST|ENOTDIR/);
    expect(loadProgress(file, "01.1").solved).toBe(false);
  });

  it("keeps what was once solved and the most points, whatever comes later", () => {
    saveResult(folder, result(2, "pass", "pass"));
    saveResult(folder, result(0, "fail", "fail"));
    expect(loadProgress(folder, "01.1")).toEqual({ solved: true, earned: 2, hints: 0 });
  });

  it.each([
    ["pass", "fail", true],
    ["fail", "pass", false],
  ] as const)("with must %s and should %s is solved: %s", (must, should, solved) => {
    saveResult(folder, result(1, must, should));
    expect(loadProgress(folder, "01.1").solved).toBe(solved);
  });

  it("counts hints to three, beside the result, and leaves no other file", () => {
    saveResult(folder, result(1, "pass", "fail"));
    expect([1, 2, 3, 4].map(() => nextHint(folder, "01.1"))).toEqual([1, 2, 3, 3]);
    expect(loadProgress(folder, "01.1")).toEqual({ solved: true, earned: 1, hints: 3 });
    expect(readdirSync(folder)).toEqual(["01.1.jsonl"]);
  });
});
