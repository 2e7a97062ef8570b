import { configDefaults, defineConfig } from "vitest/config";
import { whatCannotRun } from "./machine.ts";

/** What takes longer than everything else together: `npm run test:all` runs it, and so does CI. */
const LONG = [
  "browser/*.test.ts",
  "cli/{companion,course,crm,grade,run-outputs,start,terminal,update,watch}.test.ts",
  "conformance/*.conformance.ts",
  "grader/{as-in-the-notebook,course-conversions,gradescope,other-graders,private-variants,slice-run}.test.ts",
  "grader/hostile/*.test.ts",
  "grader/sandbox/{container-run,other-styles}.test.ts",
  "kernel/*.test.ts",
  "lessons/lessons.test.ts",
  "maintain/{build,handout}.test.ts",
  "mutation/mutation.test.ts",
  "notebook/{compiler,remembering-converter,run,run-answers,run-converter}.test.ts",
  "secrets/*.test.ts",
  "services/hub/real-hub.test.ts",
  "services/crm/server/stdio.test.ts",
  "session/{live,open-lab,stays-at-home}.test.ts",
  "subjects/sketch/exported-*.test.ts",
];

const { tests, reasons } = whatCannotRun();
for (const reason of reasons) console.warn(reason);

/** Ends what hangs, and nothing else: on a busy machine everything takes many times as long. */
const HANGS_MS = 1_200_000;

const shared = {
  dir: import.meta.dirname,
  root: `${import.meta.dirname}/..`,
  testTimeout: HANGS_MS,
  hookTimeout: HANGS_MS,
};
const exclude = [...configDefaults.exclude, ...tests.map((glob) => `**/${glob}`)];

export default defineConfig({
  test: {
    maxWorkers: 2,
    projects: [
      {
        test: {
          ...shared,
          name: "everyday",
          exclude: [...exclude, ...LONG.map((glob) => `**/${glob}`)],
        },
      },
      { test: { ...shared, name: "long", include: LONG, exclude } },
    ],
  },
});
