import type { Exercise, Lesson } from "../course/exercise.ts";
import { findExercise, lessons } from "../course/manifest/manifest.ts";
import { LabError } from "../lab-error.ts";

/** A lesson that was asked for, and those of its exercises that were. */
export interface ChosenLesson {
  lesson: Lesson;
  exercises: readonly Exercise[];
}

/**
 * The lessons that the words name, in the course's order; all of them where there is no word. A word
 * is a lesson's number ("01"), its slug, or an exercise's id ("01.2").
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

/** The lesson of this number or slug. Throws LabError `unknown-lesson`. */
export function findLesson(word: string): Lesson {
  const name = /^\d$/.test(word) ? `0${word}` : word;
  const lesson = lessons.find(({ slug }) => slug === name || slug.startsWith(`${name}-`));
  if (lesson !== undefined && name !== "") return lesson;
  throw new LabError("unknown-lesson", {
    what: `There is no lesson "${word}".`,
    remedy: `The lessons are ${lessons.map(({ slug }) => slug.slice(0, 2)).join(", ")}.`,
  });
}

/** The lesson's number, as commands take it. */
export function lessonNumber({ slug }: Lesson): string {
  return slug.slice(0, 2);
}

function exercisesOf(word: string): readonly Exercise[] {
  return /^\d\d\.\d+$/.test(word) ? [findExercise(word)] : findLesson(word).exercises;
}
