import { closeSync, fsyncSync, mkdirSync, openSync, readFileSync, writeSync } from "node:fs";
import { join } from "node:path";
import { type Progress, progressIn, readSteps, type Step } from "./progress-steps.ts";
import type { ExerciseResult } from "./verdict.ts";

/** What is kept of an exercise; nothing yet where there is no file, or none that can be read. */
export function loadProgress(folder: string, id: string): Progress {
  return progressIn(textOf(progressFile(folder, id)));
}

/** How many lines of an exercise's file cannot be read. They stay where they are. */
export function damagedLines(folder: string, id: string): number {
  return readSteps(textOf(progressFile(folder, id))).damaged;
}

/** Where an exercise's progress is kept in the folder. */
export function progressFile(folder: string, id: string): string {
  return join(folder, `${id}.jsonl`);
}

/** Whether every check of the exercise passes that must. */
export function isSolved({ verdicts }: Pick<ExerciseResult, "verdicts">): boolean {
  return verdicts.every(({ status, severity }) => status === "pass" || severity === "should");
}

/**
 * Adds a result to what is kept: what was once solved stays solved; until then, the first check that
 * fails and must not, from when it came to be that one. Throws the file system's errors.
 */
export function saveResult(folder: string, result: ExerciseResult, now: Date = new Date()): void {
  const { id, earned, verdicts } = result;
  const before = loadProgress(folder, id);
  const solved = isSolved(result);
  if ((solved && !before.solved) || earned > before.earned) add(folder, id, { solved, earned });
  if (solved || before.solved) return;
  const failed = verdicts.find(({ status, severity }) => status === "fail" && severity === "must");
  if (failed === undefined || failed.check === before.stop?.check) return;
  add(folder, id, { stopped: failed.check, at: now.toISOString() });
}

/** Counts one more hint and says which it is, from 1 to 3; after the third it stays the third. */
export function nextHint(folder: string, id: string): number {
  const { hints } = loadProgress(folder, id);
  if (hints >= 3) return 3;
  add(folder, id, { hint: hints + 1 });
  return hints + 1;
}

/** Hints shown in this process of which nothing could be kept, by folder and exercise. */
const unkept = new Map<string, number>();

/**
 * The same for showing the hint in any case: where the count cannot be kept it is kept in this
 * process, and `problem` says why. Without a folder nothing is meant to be kept.
 */
export function countHint(
  folder: string | undefined,
  id: string,
): { level: number; problem?: string } {
  const key = `${folder} ${id}`;
  let problem: string | undefined;
  try {
    if (folder !== undefined) return { level: nextHint(folder, id) };
  } catch (error) {
    problem = error instanceof Error ? error.message : String(error);
  }
  const kept = folder === undefined ? 0 : loadProgress(folder, id).hints;
  const level = Math.min(Math.max(kept, unkept.get(key) ?? 0) + 1, 3);
  unkept.set(key, level);
  return { level, ...(problem === undefined ? {} : { problem }) };
}

/** Adds what another copy of the lab has kept of an exercise. Throws the file system's errors. */
export function addProgress(folder: string, id: string, { solved, earned, hints }: Progress): void {
  const before = loadProgress(folder, id);
  if ((solved && !before.solved) || earned > before.earned) add(folder, id, { solved, earned });
  if (hints > before.hints) add(folder, id, { hint: hints });
}

function textOf(path: string): string {
  try {
    return readFileSync(path, "utf8");
  } catch {
    return "";
  }
}

/** The line break in front ends a line that somebody was kept from finishing. */
function add(folder: string, id: string, reached: Step): void {
  mkdirSync(folder, { recursive: true });
  const file = openSync(progressFile(folder, id), "a");
  try {
    writeSync(file, `\n${JSON.stringify(reached)}\n`);
    fsyncSync(file);
  } finally {
    closeSync(file);
  }
}
