import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { startCommand } from "../../lib/notebook/node-process.ts";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { defaultLimits } from "../../lib/grader/limits.ts";
import { gradeSubmission } from "../../lib/grader/pipeline.ts";
import { readNotebook } from "../../lib/notebook/notebook.ts";

const root = join(import.meta.dirname, "..", "..");
const NOTEBOOK = "03-env-config.ipynb";

it("finds no fault with a learner where no process can be started", async () => {
  const lesson = lessons.find(({ slug }) => slug === "03-env-config");
  if (lesson === undefined) throw new Error("no lesson 03");
  const course = readNotebook(readFileSync(join(root, "notebooks", NOTEBOOK), "utf8"), NOTEBOOK);
  const grading = await gradeSubmission(
    { path: join(root, "solutions", NOTEBOOK), lesson, course, isAlone: true },
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
  );
  expect(grading).toMatchObject({
    status: "done",
    graded: { status: "not-gradable", reason: { code: "not-run" }, exercises: [] },
  });
});
