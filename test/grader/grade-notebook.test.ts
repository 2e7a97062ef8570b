import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startCommand } from "../../lib/notebook/node-process.ts";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { gradeNotebook } from "../../lib/grader/grade-notebook.ts";
import { defaultLimits } from "../../lib/grader/limits.ts";
import { readSubmitted } from "../../lib/grader/read/read-notebook.ts";
import { readNotebook } from "../../lib/notebook/notebook.ts";

const root = join(import.meta.dirname, "..", "..");
const textOf = (folder: string): string =>
  readFileSync(join(root, folder, "03-env-config.ipynb"), "utf8");

it("finds no fault with a learner where no process can be started", async () => {
  const lesson = lessons.find(({ slug }) => slug === "03-env-config");
  const submitted = readSubmitted(textOf("solutions"));
  if (lesson === undefined || submitted.status === "refused") throw new Error("no lesson 03");
  const course = readNotebook(textOf("notebooks"), "03-env-config.ipynb");
  const grading = await gradeNotebook(
    lesson,
    course,
    submitted.cells,
    {
      start: () => () => startCommand(["false"], { cwd: root, env: {} }),
      converter: {
        ready: Promise.resolve(),
        ended: new Promise(() => {}),
        convert: async () => ({ status: "skipped", metadata: {} }),
      },
      renew: async () => {},
      workspace: undefined,
      cwd: root,
      env: {},
      hasHidden: false,
      addVariants: (_exercise, examination) => examination,
      limits: defaultLimits,
    },
    true,
  );
  expect(grading).toMatchObject({
    status: "done",
    graded: { status: "not-gradable", reason: { code: "not-run" }, exercises: [] },
  });
});
