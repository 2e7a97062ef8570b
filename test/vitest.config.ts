import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { whatCannotRun } from "./machine.ts";

/** What takes longer than everything else together: `npm run test:all` runs it, and so does CI. */
const LONG = [
  "browser/*.test.ts",
  "browser-site/*.test.ts",
  "cli/{companion,course,crm,grade,run-outputs,start,terminal,update,watch}.test.ts",
  "cli/doctor-server/{planted,stdio}.test.ts",
  "conformance/*.conformance.ts",
  "grader/{as-in-the-notebook,course-conversions,gradescope,other-graders,private-variants,shorthand-and-renaming}.test.ts",
  "grader/hostile/*.test.ts",
  "grader/similarity/generated-class.test.ts",
  "grader/post/{killed,storm}.test.ts",
  "grader/sandbox/{cells-may-use,container-run,other-styles}.test.ts",
  "kernel/*.test.ts",
  "lessons/{lessons,third-hints}.test.ts",
  "maintain/{build,handout,site}.test.ts",
  "mutation/mutation.test.ts",
  "notebook/{compiler,remembering-converter,run,run-answers,run-converter}.test.ts",
  "secrets/*.test.ts",
  "services/hub/real-hub.test.ts",
  "services/crm/server/stdio.test.ts",
  "session/{live,open-lab,show-host,stays-at-home}.test.ts",
  "subjects/sketch/exported-*.test.ts",
];

/** The longest of them, longest first: begun last, one of them would go on alone. */
const FIRST = [
  "grader/hostile/hostile.test.ts",
  "lessons/lessons.test.ts",
  "kernel/differential.test.ts",
  "mutation/mutation.test.ts",
  "conformance/inspector.conformance.ts",
  "grader/gradescope.test.ts",
  "browser/lessons.test.ts",
  "secrets/secrets.test.ts",
  "maintain/handout.test.ts",
  "lessons/answers.test.ts",
];

/** A file's place among those that are begun first; behind them for every other file. */
function placeOf({ moduleId }: TestSpecification): number {
  const at = FIRST.findIndex((name) => moduleId.endsWith(`/${name}`));
  return at < 0 ? FIRST.length : at;
}

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- a sequencer's, of no array
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => placeOf(a) - placeOf(b));
  }
}

const { tests, reasons } = whatCannotRun();
for (const reason of reasons) console.warn(reason);

/** Ends what hangs, and nothing else: on a busy machine everything takes many times as long. */
const HANGS_MS = 1_200_000;

const shared = {
  dir: import.meta.dirname,
  root: `${import.meta.dirname}/..`,
  testTimeout: HANGS_MS,
  hookTimeout: HANGS_MS,
  expect: { poll: { timeout: HANGS_MS } },
};
const exclude = [...configDefaults.exclude, ...tests.map((glob) => `**/${glob}`)];

export default defineConfig({
  test: {
    sequence: { sequencer: LongestFirst },
    projects: [
      {
        test: {
          ...shared,
          name: "everyday",
          maxWorkers: 2,
          // Loading is most of what these take; no test leaves behind what another one meets.
          isolate: false,
          exclude: [...exclude, ...LONG.map((glob) => `**/${glob}`)],
        },
      },
      {
        test: {
          ...shared,
          name: "long",
          // Two more than there are cores: some of it is waiting.
          maxWorkers: 4,
          sequence: { groupOrder: 1 },
          include: LONG,
          exclude,
        },
      },
    ],
  },
});
