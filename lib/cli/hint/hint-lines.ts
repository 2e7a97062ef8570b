import type { Exercise } from "../../exercises/exercise.ts";
import { hintPartLines, hintParts } from "../../draw/hint-parts.ts";

/** The exercise's hints up to a level from 1 to 3, the newest last, and how to get on from there. */
export function hintLines({ id, title, hints, stretch }: Exercise, level: number): string[] {
  const shown = hints
    .slice(0, level)
    .flatMap((hint, index) => [
      `Hint ${index + 1} of 3${index + 1 < level ? " (seen before)" : ""}`,
      ...hintParts(hint).flatMap(hintPartLines),
      "",
    ]);
  const more = level < 3 ? `The next one: npm run lab -- hint ${id}` : "This was the last one.";
  return [
    `${id} ${title}${stretch === true ? " (stretch: no points, not needed)" : ""}`,
    "",
    ...shown,
    more,
  ];
}
