import { join } from "node:path";
import { afterAll, beforeAll, describe, expect, it } from "vitest";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { openGradingContext } from "../../lib/grader/grading-context.ts";
import { courseNotebooks } from "../../lib/grader/course-notebooks.ts";
import { defaultLimits } from "../../lib/grader/limits.ts";
import type { Graded } from "../../lib/grader/grading.ts";
import { gradeSubmission, passes, type ToGrade } from "../../lib/grader/pipeline.ts";
import { wholeCells } from "../../lib/grader/slice.ts";
import { lessonNotebooks } from "../../lib/notebook/lesson.ts";
import { PROJECT } from "../cli/temporary-project.ts";
import { keptConversions } from "./kept-conversions.ts";

const courses = courseNotebooks(PROJECT);
let context: Awaited<ReturnType<typeof openGradingContext>>;
beforeAll(async () => {
  const limits = { ...defaultLimits, cellMs: 240_000, totalMs: 500_000 };
  const known = await keptConversions(lessons.map(({ slug }) => slug));
  context = await openGradingContext(
    { root: PROJECT, sandbox: "none", variants: { source: "public" }, limits, hidden: [] },
    known,
  );
});
afterAll(() => context.close());

/** Grades a submission, with other passes in place of some. */
async function grade(
  submission: Omit<ToGrade, "isAlone">,
  others: Partial<typeof passes> = {},
): Promise<Graded> {
  const pass = { ...passes, ...others };
  const grading = await gradeSubmission({ ...submission, isAlone: true }, context, pass);
  if (grading.status !== "done") throw new Error("it took too long");
  return grading.graded;
}

describe.each(lessons)("the solved notebook of $slug", (lesson) => {
  it("gets the same from the statements that matter as from all of them", async () => {
    const course = courses.get(lesson.slug)?.learner;
    if (course === undefined) throw new Error("no notebook");
    const path = join(PROJECT, "solutions", `${lesson.slug}.ipynb`);
    const sliced = await grade({ path, lesson, course });
    const whole = await grade({ path, lesson, course }, { slice: wholeCells });
    expect(sliced.exercises).toEqual(whole.exercises);
    expect([sliced.run.troubled, whole.run.troubled]).toEqual([[], []]);
    expect(sliced.run.cells).toBeLessThan(whole.run.cells);
  });
});

/** A course whose second demonstration depends on the first one, which none of its names tells. */
const HIDDEN = `
// %% id="setup"
import { check, todo } from "mcp-lab";

// %% id="hidden"
(globalThis as any).counted = [1, 2];

// %% id="shown"
const shown: number = (globalThis as any).counted.length;

// %% id="answer-1" exercise="06.2"
const answer: number = todo();

// %% id="check-1" check="06.2"
await check("06.2", answer);
`;

it("runs everything where a demonstration fails without the ones that were left out", async () => {
  const lesson = lessons.at(-1);
  if (lesson === undefined) throw new Error("no lesson");
  const course = lessonNotebooks(HIDDEN, "test").learner;
  const cells = course.cells
    .filter((cell) => cell.cell_type === "code")
    .map((cell) => (cell.id === "answer-1" ? { ...cell, source: "const answer = shown;" } : cell));
  const { run } = await grade({ path: "", lesson, course }, { read: () => cells });
  expect(run).toEqual({ cells: 5, ok: 5, troubled: [] });
});
