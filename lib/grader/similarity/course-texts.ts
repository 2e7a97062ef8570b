import type { LessonNotebooks } from "../../notebook/lesson.ts";
import { restore } from "../restore.ts";

/** An exercise's answer as the course has it: as it was given, and as it is published. */
export interface CourseText {
  given: string;
  published: string;
}

/** What is the course's own in each answer, by exercise. */
export function courseTexts(lessons: Iterable<LessonNotebooks>): Map<string, CourseText> {
  return new Map([...lessons].flatMap(textsIn));
}

function textsIn({ learner, solved }: LessonNotebooks): [string, CourseText][] {
  const answersOf = (notebook: LessonNotebooks["learner"]): Map<string, string> =>
    restore(
      learner,
      notebook.cells.filter((cell) => cell.cell_type === "code"),
    ).answers;
  const published = answersOf(solved);
  return [...answersOf(learner)].map(([exercise, given]) => [
    exercise,
    { given, published: published.get(exercise) ?? "" },
  ]);
}
