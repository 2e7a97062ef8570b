import { readdirSync, readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, test } from "vitest";
import { lessons } from "../../../lib/exercises/manifest/manifest.ts";
import { courseNotebooks } from "../../../lib/grader/course-notebooks.ts";
import { restore } from "../../../lib/grader/restore.ts";
import { compareClass } from "../../../lib/grader/similarity/similarity.ts";
import { readSubmitted } from "../../../lib/notebook/submitted-notebook.ts";
import { writeClass } from "../../bench/generated-class.ts";
import { temporaryFolder } from "../../cli/temporary-project.ts";
import { reportOf } from "../report/samples.ts";
import { course } from "./answer-class.ts";
import { handedIn } from "./samples.ts";

test("a generated class of 490 notebooks and more has nothing alike but published solutions", () => {
  const students = Math.ceil(490 / lessons.length);
  const folder = temporaryFolder();
  const notebooks = courseNotebooks(process.cwd());
  writeClass(folder, students, process.cwd(), { mark: "class", where: "inside", equal: 0.5 });
  const submissions = readdirSync(folder).flatMap((student) =>
    [...notebooks].map(([slug, { learner }]) => {
      const read = readSubmitted(readFileSync(join(folder, student, `${slug}.ipynb`), "utf8"));
      const cells = read.status === "read" ? read.cells : [];
      return handedIn(student, slug, Object.fromEntries(restore(learner, cells).answers));
    }),
  );
  const { files, answers, published, exercises } = compareClass(reportOf(submissions), course);
  expect(submissions.length).toBeGreaterThanOrEqual(490);
  expect([files, answers, exercises.flatMap(({ groups }) => groups)]).toEqual([[], [], []]);
  expect(published).toHaveLength(students);
});
