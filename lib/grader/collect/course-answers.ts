import { z } from "zod";
import type { LessonNotebooks } from "../../notebook/lesson.ts";

/** A lesson's answers as the course has them, by exercise: as given, and as solved. */
export type CourseAnswers = ReadonlyMap<string, Record<"given" | "solved", string>>;

const cells = z.looseObject({
  cells: z.array(
    z.looseObject({
      source: z.union([z.string(), z.array(z.string()).transform((lines) => lines.join(""))]),
      metadata: z.looseObject({
        mcp_lab: z.looseObject({ role: z.string(), exercise: z.string() }).optional(),
      }),
    }),
  ),
});

/** The answers of a lesson's notebooks, to tell a student's from. */
export function courseAnswers({ learner, solved }: LessonNotebooks): CourseAnswers {
  const [given, right] = [answersIn(learner), answersIn(solved)];
  return new Map(
    [...given].map(([id, text]) => [id, { given: text, solved: right.get(id) ?? "" }]),
  );
}

/**
 * Whether every answer in a notebook is, byte for byte, the course's: `given` for the cells that ask
 * for one, `solved` for its solutions. Undefined where one is somebody's own, or is not there.
 */
export function courseOwn(text: string, course: CourseAnswers): "given" | "solved" | undefined {
  let answers: Map<string, string>;
  try {
    answers = answersIn(JSON.parse(text));
  } catch {
    return undefined;
  }
  const isAll = (kind: "given" | "solved"): boolean =>
    course.size > 0 && [...course].every(([id, known]) => answers.get(id) === known[kind]);
  return isAll("given") ? "given" : isAll("solved") ? "solved" : undefined;
}

function answersIn(notebook: unknown): Map<string, string> {
  const answers = new Map<string, string>();
  for (const { metadata, source } of cells.parse(notebook).cells) {
    const lab = metadata.mcp_lab;
    if (lab?.role === "answer")
      answers.set(lab.exercise, `${answers.get(lab.exercise) ?? ""}${source}`);
  }
  return answers;
}
