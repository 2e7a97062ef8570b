import { readFileSync, writeFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, test } from "vitest";
import { main } from "../../../lib/cli/main.ts";
import type { Report, Submission } from "../../../lib/grader/report.ts";
import { changesBetween } from "../../../lib/grader/report/diff.ts";
import { diffLines } from "../../../lib/grader/report/diff-page.ts";
import { type GradedClass, readGradedClass } from "../../../lib/grader/report/grade-record.ts";
import type { GradebookInputs } from "../../../lib/grader/report/gradebook.ts";
import { readDueTable, readLatePolicy } from "../../../lib/grader/report/late.ts";
import { readMarks } from "../../../lib/grader/report/marks.ts";
import { renderReports } from "../../../lib/grader/report/render.ts";
import { readRoster } from "../../../lib/grader/report/roster.ts";
import { writeReports } from "../../../lib/grader/report/write.ts";
import { temporaryFolder } from "../../cli/temporary-project.ts";
import { alone, graded, notGradable, reportOf } from "./samples.ts";

const LESSON = "01-connector-call";
const COURSE = reportOf([]).course;

interface Side {
  submissions?: Submission[];
  inputs?: Partial<GradebookInputs>;
  more?: Partial<Report>;
}

/** A class as it comes back from its folder. */
function classOf({ submissions = [graded("ada", LESSON)], inputs, more }: Side): GradedClass {
  const folder = temporaryFolder();
  const { files } = renderReports(reportOf(submissions, more), { ...alone, ...inputs });
  for (const file of ["report.json", ".grades.json"])
    writeFileSync(join(folder, file), files.get(file) ?? "");
  return readGradedClass(folder);
}

const late = (rows: string) => readLatePolicy(`up_to_hours,factor\n${rows}\n`, "late.csv").late;
const due = (rows: string) => readDueTable(`lesson,due,student\n${rows}\n`, "due.csv");
const marked = (rows: string) => readMarks(`student,exercise,points,comment\n${rows}\n`);
const onTime = graded("ada", LESSON, {}, { submittedAt: "2026-11-20T12:00:00Z" });
const dues = due(`${LESSON},2026-11-20T00:00:00Z,`);
const worthMore = COURSE.map((lesson) => ({
  ...lesson,
  exercises: lesson.exercises.map((exercise) => ({
    ...exercise,
    checks: exercise.checks.map((check) => ({ ...check, points: check.points + 1 })),
  })),
}));

describe("the cause of a change is", () => {
  test.each<[string, Side, Side, string, RegExp]>([
    [
      "another file",
      { submissions: [graded("ada", LESSON, { "01.1": ["fail"] })] },
      { submissions: [graded("ada", LESSON, {}, { sha256: "b1", submittedAt: "2026-11-21" })] },
      "submission",
      /^another file, handed in 2026-11-21$/u,
    ],
    [
      "the first file",
      {
        submissions: [
          graded("ada", "03-env-config"),
          graded("bo", LESSON),
          graded("bo", "03-env-config"),
        ],
      },
      {
        submissions: [
          graded("ada", "03-env-config"),
          graded("ada", LESSON),
          graded("bo", LESSON),
          graded("bo", "03-env-config"),
        ],
      },
      "submission",
      /^a first file$/u,
    ],
    [
      "a check that was changed",
      { submissions: [graded("ada", LESSON, { "01.1": ["fail"] })] },
      {},
      "checks",
      /^01\.1\.[a-z-]+ passes now$/u,
    ],
    [
      "a check that says something else",
      { submissions: [graded("ada", LESSON, { "01.1": ["fail"] })] },
      { submissions: [graded("ada", LESSON, { "01.1": ["private"] })] },
      "checks",
      /gives another reason$/u,
    ],
    [
      "a file that can be graded now",
      { submissions: [{ ...notGradable("ada", LESSON, "No."), sha256: "a1" }] },
      { submissions: [graded("ada", LESSON, {}, { sha256: "a1" })] },
      "checks",
      /^can be graded now$/u,
    ],
    [
      "other points for a check",
      {},
      { more: { course: worthMore } },
      "course",
      /is worth \d, not \d/u,
    ],
    [
      "points by hand",
      {},
      { inputs: { marks: marked("ada,01.1,0,Copied") } },
      "marks",
      /^01\.1: the grader's points, now 0 by hand$/u,
    ],
    [
      "a comment",
      { inputs: { marks: marked("ada,01.1,,Look") } },
      { inputs: { marks: marked("ada,01.1,,Look again") } },
      "marks",
      /^another comment on 01\.1$/u,
    ],
    [
      "a due date",
      { submissions: [onTime], inputs: { due: dues, late: late("24,0.5") } },
      {
        submissions: [onTime],
        inputs: { due: due(`${LESSON},2026-11-21T00:00:00Z,ada`), late: late("24,0.5") },
      },
      "due date",
      /^due 2026-11-21, not 2026-11-20, and 100 % counts, not 50 %$/u,
    ],
    [
      "a first due date",
      { submissions: [onTime] },
      { submissions: [onTime], inputs: { due: due(`${LESSON},2026-12-20T00:00:00Z,`) } },
      "due date",
      /^due 2026-12-20, with no date before$/u,
    ],
    [
      "no due date any more",
      { submissions: [onTime], inputs: { due: due(`${LESSON},2026-12-20T00:00:00Z,`) } },
      { submissions: [onTime] },
      "due date",
      /^no longer due; it was 2026-12-20$/u,
    ],
    [
      "the late policy",
      { submissions: [onTime], inputs: { due: dues, late: late("24,0.5") } },
      { submissions: [onTime], inputs: { due: dues, late: late("24,0.8") } },
      "late policy",
      /^80 % counts, not 50 %$/u,
    ],
    [
      "the date of the reports",
      {
        submissions: [graded("bo", "03-env-config"), graded("ada", LESSON)],
        inputs: { due: due(`${LESSON},2026-11-25T00:00:00Z,`) },
        more: { asOf: "2026-11-24T00:00:00Z" },
      },
      {
        submissions: [graded("bo", "03-env-config"), graded("ada", LESSON)],
        inputs: { due: due(`${LESSON},2026-11-25T00:00:00Z,`) },
        more: { asOf: "2026-11-26T00:00:00Z" },
      },
      "as-of",
      /2026-11-26/u,
    ],
  ])("%s", (_what, before, after, cause, said) => {
    const changes = changesBetween(classOf(before), classOf(after));
    expect(changes.flatMap((one) => one.causes)).toEqual([
      { cause, said: expect.stringMatching(said) as unknown },
    ]);
  });

  test("each of several", () => {
    const changes = changesBetween(
      classOf({ submissions: [onTime] }),
      classOf({
        submissions: [{ ...onTime, sha256: "c3" }],
        inputs: { marks: marked("ada,01.1,0,"), due: dues, late: late("24,0.5") },
      }),
    );
    expect(changes.flatMap((one) => one.causes.map(({ cause }) => cause))).toEqual([
      "submission",
      "marks",
      "due date",
    ]);
  });
});

test("a free day that another lesson took is the late policy's doing", () => {
  const inputs = {
    ...readLatePolicy("up_to_hours,factor\nfree_days,1\n24,0.5\n", "late.csv"),
    due: due(`${LESSON},2026-11-20T00:00:00Z,\n03,2026-11-10T00:00:00Z,`),
  };
  const [early = onTime, tardy = onTime] = ["09", "10"].map((day) =>
    graded("ada", "03-env-config", {}, { submittedAt: `2026-11-${day}T12:00:00Z`, sha256: day }),
  );
  const changes = changesBetween(
    classOf({ submissions: [onTime, early], inputs }),
    classOf({ submissions: [onTime, tardy], inputs }),
  );
  expect(changes.map(({ lesson, causes }) => [lesson, causes.map(({ said }) => said)])).toEqual([
    [LESSON, ["50 % counts, not 100 %: the free days went to another lesson"]],
    ["03-env-config", ["another file, handed in 2026-11-10 12:00 UTC"]],
  ]);
});

test("who handed nothing in before is no other student, whatever the work is called", () => {
  const roster = readRoster("ID,SIS Login ID,Student,Section\n11,ada,Ada,A\n12,bo,Bo,A\n", "r.csv");
  const [ada, bo] = [graded("11", LESSON), graded("12", LESSON)];
  const changes = changesBetween(
    classOf({ submissions: [bo], inputs: { roster } }),
    classOf({ submissions: [ada, bo], inputs: { roster } }),
  );
  expect(
    changes.map(({ student, before, after }) => [student, before?.score, after?.score]),
  ).toEqual([["11", 0, 15]]);
  expect(diffLines({ changes, run: [], report: reportOf([]) })[1]).toMatch(
    /^ {2}Ada \(11\) 01-connector-call: 0 → 15 /u,
  );
});

test("nobody else is named, and who came or left is", () => {
  const [bo, cy] = [graded("bo", LESSON), graded("cy", LESSON)];
  const older = classOf({ submissions: [graded("ada", LESSON), bo] });
  const newer = classOf({ submissions: [bo, cy] });
  const changes = changesBetween(older, newer).map(({ student, causes }) => [
    student,
    causes.map(({ said }) => said),
  ]);
  expect(changes).toEqual([
    ["ada", ["no longer in the class"]],
    ["cy", ["new in the class"]],
  ]);
  expect(changesBetween(older, older)).toEqual([]);
});

async function diff(...words: string[]): Promise<{ code: number; lines: string[]; cwd: string }> {
  const cwd = temporaryFolder();
  const lines: string[] = [];
  const keep = (line: string): void => void lines.push(line);
  const failed = { "01.1": ["fail"] } as const;
  const [ada, bo] = ["ada", "bo\u202E"];
  writeReports(reportOf([graded(ada, LESSON, failed), graded(bo, LESSON)]), join(cwd, "old"));
  writeReports(reportOf([graded(ada, LESSON), graded(bo, LESSON, failed)]), join(cwd, "new"));
  const code = await main(["grade", "diff", ...words], { cwd, env: {}, print: keep, say: keep });
  return { code, lines, cwd };
}

describe("grade diff", () => {
  test("says who and why, on the terminal, in diff.csv and on a page, with the same bytes twice", async () => {
    const [first, second] = [await diff("old", "new"), await diff("old", "new")];
    expect(first.lines[0]).toBe("2 students have another grade, in 2 lessons in all.");
    expect(first.lines[1]).toMatch(
      /^ {2}ada 01-connector-call: 1\d(?:\.\d)? → 15 \(checks: 01\.1/u,
    );
    expect(first.lines[2]).toContain("bo⟨U+202E⟩ 01-connector-call: 15 → ");
    for (const file of ["diff.csv", "diff.html"])
      expect(readFileSync(join(first.cwd, "new", file))).toEqual(
        readFileSync(join(second.cwd, "new", file)),
      );
    expect(readFileSync(join(first.cwd, "new", "diff.csv"), "utf8")).toMatch(
      /^ada,,01-connector-call,1\d(?:\.\d)?,15,checks,"?checks: 01\.1/mu,
    );
    expect(readFileSync(join(first.cwd, "new", "diff.html"), "utf8")).toContain(
      'href="feedback/ada/index.html"',
    );
  });

  test("says that nothing changed", async () => {
    expect((await diff("new", "new")).lines[0]).toBe("No grade changed.");
  });

  test("refuses what is no graded class", async () => {
    const { code, lines } = await diff("old", "nowhere");
    expect([code, lines[0]]).toEqual([2, expect.stringContaining("no folder of a graded class")]);
  });
});

test("that the day came of what nobody handed in is no change", () => {
  const inputs = { due: due("04,2026-11-25T00:00:00Z,") };
  const [before, after] = ["2026-11-24T00:00:00Z", "2026-11-26T00:00:00Z"].map((asOf) =>
    classOf({ inputs, more: { asOf } }),
  );
  expect(before?.record.students[0]?.lessons[1]?.standing).toBe("open");
  expect(after?.record.students[0]?.lessons[1]?.standing).toBe("uncounted");
  expect(before && after && changesBetween(before, after)).toEqual([]);
});
