import { basename } from "node:path";
import type { Exercise, Lesson } from "../exercises/exercise.ts";
import { findExercise, lessons } from "../exercises/manifest/manifest.ts";
import { LabError } from "../base/lab-error.ts";

/** A lesson that was asked for, and those of its exercises that were. */
export interface ChosenLesson {
  lesson: Lesson;
  exercises: readonly Exercise[];
}

/**
 * The lessons that the words name, in the course's order; all of them where there is no word. A word
 * is a lesson's number ("01"), its slug, its notebook's file, or an exercise's id ("01.2").
 *
 * @throws LabError `unknown-lesson`, `unknown-exercise`
 */
export function chooseLessons(words: readonly string[]): ChosenLesson[] {
  const chosen = new Set(words.flatMap((word) => exercisesOf(word)));
  return lessons
    .map((lesson) => ({
      lesson,
      exercises: lesson.exercises.filter((exercise) => words.length === 0 || chosen.has(exercise)),
    }))
    .filter(({ exercises }) => exercises.length > 0);
}

/** The lesson of this number, slug or notebook file. Throws LabError `unknown-lesson`. */
export function findLesson(word: string): Lesson {
  const slugOrNumber = basename(word.replaceAll("\\", "/"), ".ipynb");
  const name = /^\d$/.test(slugOrNumber) ? `0${slugOrNumber}` : slugOrNumber;
  const lesson = lessons.find(({ slug }) => slug === name || slug.startsWith(`${name}-`));
  if (lesson !== undefined && name !== "") return lesson;
  throw new LabError("unknown-lesson", {
    what: `There is no lesson "${word}".`,
    remedy: `The lessons are ${lessons.map(lessonNumber).toSorted().join(", ")}.`,
  });
}

/** The lesson's number, as commands take it. */
export function lessonNumber({ slug }: Lesson): string {
  return slug.slice(0, 2);
}

/**
 * The exercises that a word names, in the ways of {@link chooseLessons}; "1.2" is "01.2".
 *
 * @throws LabError `unknown-lesson`, `unknown-exercise`
 */
export function exercisesOf(word: string): readonly Exercise[] {
  const isExercise = /^\d{1,2}\.\d+$/.test(word);
  return isExercise ? [findExercise(word.padStart(4, "0"))] : findLesson(word).exercises;
}
