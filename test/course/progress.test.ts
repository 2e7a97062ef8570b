import { mkdtempSync, readdirSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { beforeEach, describe, expect, it, onTestFinished } from "vitest";
import { loadProgress, nextHint, saveResult } from "../../lib/course/progress.ts";
import type { ExerciseResult } from "../../lib/course/verdict.ts";

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

describe("progress", () => {
  it("is nothing before the first check, and where the file is broken", () => {
    const nothing = { solved: false, earned: 0, hints: 0 };
    expect(loadProgress(folder, "01.1")).toEqual(nothing);
    writeFileSync(join(folder, "01.1.json"), "{half");
    expect(loadProgress(folder, "01.1")).toEqual(nothing);
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
    expect(readdirSync(folder)).toEqual(["01.1.json"]);
  });
});
