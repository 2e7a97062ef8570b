import { mkdirSync, readFileSync, renameSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { z } from "zod";
import type { ExerciseResult } from "./verdict.ts";

/** What is kept of one exercise. Each has a file of its own, so two commands never undo each other. */
const record = z.object({
  /** Whether every check that must pass has passed at some time. */
  solved: z.boolean(),
  /** The most points ever earned. */
  earned: z.number(),
  /** How many hints were shown, 0 to 3. */
  hints: z.number().int(),
});

export type Progress = z.infer<typeof record>;

const nothing: Progress = { solved: false, earned: 0, hints: 0 };

/** What is kept of an exercise; nothing yet where the file is missing or cannot be read. */
export function loadProgress(folder: string, id: string): Progress {
  try {
    return record.parse(JSON.parse(readFileSync(fileOf(folder, id), "utf8")));
  } catch {
    return nothing;
  }
}

/** Adds a result to what is kept: what was once solved stays solved. Throws the file system's errors. */
export function saveResult(folder: string, result: ExerciseResult): void {
  const before = loadProgress(folder, result.id);
  const solved = result.verdicts.every(
    ({ status, severity }) => status === "pass" || severity === "should",
  );
  save(folder, result.id, {
    ...before,
    solved: before.solved || solved,
    earned: Math.max(before.earned, result.earned),
  });
}

/** Counts one more hint and says which it is, from 1 to 3; after the third it stays the third. */
export function nextHint(folder: string, id: string): number {
  const before = loadProgress(folder, id);
  const hints = Math.min(before.hints + 1, 3);
  save(folder, id, { ...before, hints });
  return hints;
}

function save(folder: string, id: string, progress: Progress): void {
  mkdirSync(folder, { recursive: true });
  const path = fileOf(folder, id);
  const beside = `${path}.${process.pid}.tmp`;
  writeFileSync(beside, `${JSON.stringify(progress)}\n`);
  renameSync(beside, path);
}

function fileOf(folder: string, id: string): string {
  return join(folder, `${id}.json`);
}
