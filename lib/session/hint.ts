import { findExercise } from "../exercises/manifest/manifest.ts";
import { countHint } from "../exercises/progress.ts";
import { keepsProgress, progressFolder } from "./progress.ts";
import { display } from "./display.ts";
import { drawHint } from "../draw/result.ts";

/**
 * Shows the next of the exercise's three hints; after the third, the third again.
 *
 * @throws LabError `unknown-exercise`
 */
export function hint(id: string): void {
  const exercise = findExercise(id);
  const { level } = countHint(keepsProgress() ? progressFolder() : undefined, id);
  display(drawHint({ exercise: id, level, text: exercise.hints[level - 1] ?? exercise.hints[2] }));
}
