import { cellRole, comparable } from "../../notebook/cell-role.ts";
import type { LessonNotebooks } from "../../notebook/lesson.ts";
import type { SubmittedCell } from "../../notebook/submitted-notebook.ts";

/** A lesson's answers as the course has them, by exercise: as given, and as solved. */
export type CourseAnswers = ReadonlyMap<string, Record<"given" | "solved", string>>;

/** The answers of a lesson's notebooks, to tell a student's from. */
export function courseAnswers({ learner, solved }: LessonNotebooks): CourseAnswers {
  const [given, right] = [answersIn(learner.cells), answersIn(solved.cells)];
  return new Map(
    [...given].map(([id, text]) => [id, { given: text, solved: right.get(id) ?? "" }]),
  );
}

/**
 * Whether every answer in a notebook's cells is, character for character, the course's: `given` for the cells
 * that ask for one, `solved` for its solutions. Undefined where one is somebody's own, or is not there.
 */
export function courseOwn(
  cells: readonly SubmittedCell[],
  course: CourseAnswers,
): "given" | "solved" | undefined {
  const answers = answersIn(cells);
  const isAll = (kind: "given" | "solved"): boolean =>
    course.size > 0 && [...course].every(([id, known]) => answers.get(id) === known[kind]);
  return isAll("given") ? "given" : isAll("solved") ? "solved" : undefined;
}

function answersIn(cells: readonly SubmittedCell[]): Map<string, string> {
  const answers = new Map<string, string>();
  for (const cell of cells) {
    const { role, exercise } = cellRole(cell);
    if (role !== "answer" || exercise === undefined) continue;
    answers.set(exercise, `${answers.get(exercise) ?? ""}${comparable(cell.source)}`);
  }
  return answers;
}
