import { lessons } from "../../exercises/manifest/manifest.ts";
import { progressIn } from "../../exercises/progress-steps.ts";

/** How far a lesson is. */
export interface LessonProgress {
  points: number;
  earned: number;
  /** The exercises that are needed, and how many of them are solved. */
  exercises: number;
  solved: number;
}

/** How far a lesson is, by the lab's own files. */
export function lessonProgress(
  slug: string,
  files: Readonly<Record<string, string>>,
): LessonProgress {
  const exercises = lessons.find((lesson) => lesson.slug === slug)?.exercises ?? [];
  const sum = { points: 0, earned: 0, exercises: 0, solved: 0 };
  for (const { id, checks, stretch } of exercises) {
    const { earned, solved } = progressIn(files[`.lab/progress/${id}.jsonl`] ?? "");
    sum.points += checks.reduce((total, check) => total + check.points, 0);
    sum.earned += earned;
    if (stretch === true) continue;
    sum.exercises += 1;
    sum.solved += Number(solved);
  }
  return sum;
}

/** What a lesson is about, in one line. */
export function summaryOf(slug: string): string {
  return lessons.find((lesson) => lesson.slug === slug)?.summary ?? "";
}
