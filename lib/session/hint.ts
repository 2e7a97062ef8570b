import { findExercise } from "../exercises/manifest/manifest.ts";
import { nextHint } from "../exercises/progress.ts";
import { keepsProgress, progressFolder } from "./progress.ts";
import { display } from "./display.ts";
import { drawHint } from "../draw/hint.ts";

/** Hints shown in this process, for a run that keeps no progress or a folder that cannot be written. */
const shown = new Map<string, number>();

/**
 * Shows the next of the exercise's three hints; after the third, the third again.
 *
 * @throws LabError `unknown-exercise`
 */
export function hint(id: string): void {
  const exercise = findExercise(id);
  const level = countHint(id);
  display(drawHint({ exercise: id, level, text: exercise.hints[level - 1] ?? exercise.hints[2] }));
}

function countHint(id: string): number {
  try {
    if (keepsProgress()) return nextHint(progressFolder(), id);
  } catch {
    // Hints are shown all the same.
  }
  const level = Math.min((shown.get(id) ?? 0) + 1, 3);
  shown.set(id, level);
  return level;
}
