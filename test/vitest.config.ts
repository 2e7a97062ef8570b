import { readdirSync } from "node:fs";
import { configDefaults, defineConfig } from "vitest/config";
import { BaseSequencer, type TestSpecification } from "vitest/node";
import { whatCannotRun } from "./machine.ts";
import { inTurn } from "./turns.ts";

/** What takes longer than everything else together: `npm run test:all` runs it, and so does CI. */
const LONG = [
  "bench/grading-cost.test.ts",
  "browser/*.test.ts",
  "browser-site/{answers,cells,first-check,hostile-notebook,lessons,mutants,offline,page,round-trip,security}.test.ts",
  "cli/{companion,course,crm,grade,run-outputs,start,terminal,update,watch}.test.ts",
  "cli/doctor-server/{planted,stdio}.test.ts",
  "conformance/*.conformance.ts",
  "grader/{as-in-the-notebook,course-conversions,gradescope,other-graders,private-variants,semester,shorthand-and-renaming}.test.ts",
  "grader/hostile/*.test.ts",
  "grader/similarity/generated-class.test.ts",
  "grader/post/{killed,storm}.test.ts",
  "grader/sandbox/{cells-may-use,container-run,other-styles}.test.ts",
  "kernel/*.test.ts",
  "lessons/{lessons,third-hints}.test.ts",
  "maintain/{build,handout,site}.test.ts",
  "mutation/mutation.test.ts",
  "notebook/{compiler,remembering-converter,run,run-answers,run-converter,shared-checker}.test.ts",
  "secrets/*.test.ts",
  "services/hub/real-hub.test.ts",
  "services/crm/server/stdio.test.ts",
  "session/{live,open-lab,show-host,stays-at-home}.test.ts",
  "subjects/sketch/exported-*.test.ts",
];

/** Of these each takes a slice of its corpus (`turns.ts`), and never a turn as a whole. */
const SLICED = [
  "browser-site/{answers,lessons,mutants}.test.ts",
  "grader/hostile/*.test.ts",
  "grader/sandbox/cells-may-use.test.ts",
  "grader/shorthand-and-renaming.test.ts",
  "kernel/differential.test.ts",
  "lessons/*.test.ts",
  "mutation/*.test.ts",
];

/** The longest of them, longest first: begun last, one of them would go on alone. */
const FIRST = [
  "grader/hostile/hostile.test.ts",
  "lessons/lessons.test.ts",
  "kernel/differential.test.ts",
  "mutation/mutation.test.ts",
  "grader/gradescope.test.ts",
  "conformance/inspector.conformance.ts",
  "browser/lessons.test.ts",
  "cli/companion.test.ts",
  "cli/grade.test.ts",
  "conformance/sketch.conformance.ts",
  "maintain/handout.test.ts",
  "conformance/server.conformance.ts",
  "secrets/secrets.test.ts",
  "browser/feedback.test.ts",
  "services/crm/server/stdio.test.ts",
  "lessons/answers.test.ts",
];

/** A file's place among those that are begun first; behind them for every other file. */
function placeOf(file: string): number {
  const at = FIRST.findIndex((name) => file === name || file.endsWith(`/${name}`));
  return at < 0 ? FIRST.length : at;
}

/** Whether a file is meant by one of these globs, of which `*` and `{a,b}` are all that they use. */
function isAmong(file: string, globs: readonly string[]): boolean {
  return globs.some((glob) => {
    const pattern = glob
      .replaceAll(".", "\\.")
      .replaceAll("*", "[^/]*")
      .replaceAll(/\{([^}]*)\}/g, (_, names: string) => `(?:${names.replaceAll(",", "|")})`);
    return new RegExp(`^${pattern}$`).test(file);
  });
}

/** The long files whose turn it is not with this commit, which is none unless `TEST_TURN` names one. */
function notTheirTurn(): string[] {
  const files = readdirSync(import.meta.dirname, { recursive: true, encoding: "utf8" })
    .map((file) => file.replaceAll("\\", "/"))
    .filter((file) => isAmong(file, LONG) && !isAmong(file, SLICED))
    .toSorted((a, b) => placeOf(a) - placeOf(b) || (a < b ? -1 : 1));
  const turn = inTurn(files, { name: "long files", of: 8, files: ownFilesOf });
  return files.filter((file) => !turn.includes(file));
}

/** A test file, its folder of cases, and what they test, which has the same name. */
function ownFilesOf(file: string): string[] {
  const name = file.replace(/\.(?:test|conformance)\.ts$/, "");
  return [`test/${file}`, `test/${name}`, `lib/${name}.ts`, `lib/${name}`];
}

class LongestFirst extends BaseSequencer {
  override async sort(files: TestSpecification[]): Promise<TestSpecification[]> {
    // oxlint-disable-next-line unicorn/no-array-sort -- a sequencer's, of no array
    const sorted = await super.sort(files);
    return sorted.toSorted((a, b) => placeOf(a.moduleId) - placeOf(b.moduleId));
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
          exclude: [...exclude, ...notTheirTurn().map((file) => `**/${file}`)],
        },
      },
    ],
  },
});
