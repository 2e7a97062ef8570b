import { describe, expect, test } from "vitest";
import type { Report } from "../../../lib/grader/report.ts";
import { readCsv } from "../../../lib/grader/report/csv.ts";
import type { GradebookInputs } from "../../../lib/grader/report/gradebook.ts";
import { readMarks } from "../../../lib/grader/report/marks.ts";
import { renderReports } from "../../../lib/grader/report/render.ts";
import { readRoster } from "../../../lib/grader/report/roster.ts";
import { agsSchema, gradescopeSchema } from "./documented-formats.ts";
import { alone, graded, notGradable, reportOf, sampleClass } from "./samples.ts";

const CONNECTOR = "01-connector-call";
const CONFIG = "03-env-config";

const small = reportOf([
  graded("ada", CONNECTOR, { "01.1": ["fail"] }, { submittedAt: "2026-11-20T09:30:00Z" }),
  graded("=cmd", CONNECTOR),
  notGradable("boris", CONFIG, "The file is no notebook: it is not JSON."),
]);

const CANVAS = `Student,ID,SIS User ID,SIS Login ID,Section,Old homework (12),${CONFIG} (4711)
    Points Possible,,,,,10,15
"Lovelace, Ada",11,s11,ada,A,9,
=cmd|x,12,s12,'=cmd,A,8,
"Godunow, Boris",13,s13,boris,B,7,8.5
"Curie, Marie",14,s14,marie,B,7,3
`;

function file(path: string, report: Report = small, inputs: Partial<GradebookInputs> = {}): string {
  const text = renderReports(report, { ...alone, ...inputs }).files.get(path);
  if (text === undefined) throw new Error(`${path} was not written.`);
  return text;
}

/** A student's `results.json`, read. */
function resultsOf(student: string, report = small, inputs: Partial<GradebookInputs> = {}) {
  return gradescopeSchema.parse(
    JSON.parse(file(`gradescope/${student}/results.json`, report, inputs)),
  );
}

/** The times that the scores of the first line item carry. */
function timesOf(report: Report): (string | undefined)[] | undefined {
  const { lineItems } = agsSchema.parse(JSON.parse(file("ags.json", report)));
  return lineItems[0]?.scores.map(({ timestamp }) => timestamp);
}

/** The rows of `items.csv`, by column. */
function itemRows(report: Report): Record<string, string>[] {
  const { columns, records } = readCsv(file("items.csv", report), "items.csv");
  return records.map(({ fields }) =>
    Object.fromEntries(columns.map((column, at) => [column, fields[at] ?? ""])),
  );
}

test("grades.csv: a row a student; missing is 0 and said, not gradable is empty and said", () => {
  expect(file("grades.csv").split("\r\n")).toEqual([
    `student_id,name,${CONNECTOR},${CONFIG},total,max,missing,not_gradable,late`,
    `'=cmd,,15,0,15,30,${CONFIG},,`,
    `ada,,14,0,14,30,${CONFIG},,`,
    `boris,,0,,0,30,${CONNECTOR},${CONFIG},`,
    "",
  ]);
});

describe("canvas.csv", () => {
  const roster = readRoster(CANVAS, "roster.csv");

  test("has what Canvas' import looks for: who, Section last, then assignments by number", () => {
    const { columns } = readCsv(file("canvas.csv", small, { roster }), "canvas.csv");
    expect(columns).toEqual([
      "Student",
      "ID",
      "SIS User ID",
      "SIS Login ID",
      "Section",
      CONNECTOR,
      `${CONFIG} (4711)`,
    ]);
  });

  test("keeps every student's identification, and what Canvas has where there is no grade", () => {
    expect(file("canvas.csv", small, { roster }).split("\r\n").slice(1)).toEqual([
      '"    Points Possible",,,,,15,15',
      "'=cmd|x,12,s12,'=cmd,A,15,0",
      '"Lovelace, Ada",11,s11,ada,A,14,0',
      '"Godunow, Boris",13,s13,boris,B,0,8.5',
      '"Curie, Marie",14,s14,marie,B,0,3',
      "",
    ]);
  });

  test.each([["student_id\nada\n=cmd\nboris\n"]])("is not made up from the roster %j", (text) => {
    const other = renderReports(small, { ...alone, roster: readRoster(text, "r.csv") });
    expect(other.files.has("canvas.csv")).toBe(false);
    expect(other.problems.join()).toContain("No canvas.csv");
  });
});

describe("gradescope", () => {
  test.each(["ada", "boris", "dora"])(
    "%s: results.json holds documented fields only",
    (student) => {
      const text = file(`gradescope/${student}/results.json`, sampleClass());
      expect(() => gradescopeSchema.parse(JSON.parse(text))).not.toThrow();
    },
  );

  test("the score is the grade, and a failed check says what was expected and found", () => {
    const { score, tests } = resultsOf("ada");
    expect(score).toBe(14);
    expect(tests.reduce((sum, one) => sum + (one.score ?? 0), 0)).toBe(14);
    expect(tests.reduce((sum, one) => sum + (one.max_score ?? 0), 0)).toBe(15);
    expect(tests[0]).toMatchObject({ number: "01.1.1", status: "failed", score: 0, max_score: 1 });
    expect(tests[0]?.output).toMatch(/^Expected: .*\nFound: .*\n.*\nWhere to look: /u);
  });

  test("points by hand count, with their comment", () => {
    const inputs = { marks: readMarks("student,exercise,points,comment\nada,01.1,2,Nice probe\n") };
    const { score, tests } = resultsOf("ada", small, inputs);
    expect(score).toBe(15);
    expect(tests.map(({ output }) => output)).toContain("2 of 2 points. Nice probe");
  });

  test("not gradable is said, not scored", () => {
    const { output, tests, extra_data: extra } = resultsOf("boris");
    expect(output).toContain("Not graded, which is not a zero. The file is no notebook");
    expect(tests.every(({ output: words }) => words === "Not graded.")).toBe(true);
    expect(extra).toEqual({ not_gradable: [CONFIG] });
  });

  test("values that are not published are named as such and nothing more", () => {
    const { tests } = resultsOf("ada", sampleClass());
    const decided = tests.find(({ number }) => number === "01.2.3");
    expect(decided).toMatchObject({
      status: "failed",
      output:
        "Found: Passes with the values that the notebook shows, and fails with others: the answer holds for those values only.",
    });
  });
});

describe("ags.json", () => {
  test("holds documented fields only", () => {
    expect(() => agsSchema.parse(JSON.parse(file("ags.json", sampleClass())))).not.toThrow();
  });

  test("gives a score to each student, and none where nothing could be graded", () => {
    const roster = readRoster(CANVAS, "roster.csv");
    const { lineItems } = agsSchema.parse(JSON.parse(file("ags.json", small, { roster })));
    expect(lineItems.map(({ resourceId, scoreMaximum }) => [resourceId, scoreMaximum])).toEqual([
      [CONNECTOR, 15],
      [CONFIG, 15],
    ]);
    const scores = lineItems.map(({ scores: list }) =>
      Object.fromEntries(list.map((one) => [one.userId, [one.scoreGiven, one.gradingProgress]])),
    );
    expect(scores[1]).toEqual({
      "11": [0, "FullyGraded"],
      "12": [0, "FullyGraded"],
      "13": [undefined, "PendingManual"],
    });
  });

  test("takes its time from the submissions or --as-of, never from a clock", () => {
    const none = undefined;
    expect(timesOf(small)).toEqual([none, "2026-11-20T09:30:00.000Z", none]);
    const day = "2026-11-22T00:00:00.000Z";
    expect(timesOf({ ...small, asOf: "2026-11-22" })).toEqual([day, day, day]);
  });
});

describe("items.csv", () => {
  test("counts attempts, and passes among them; what is not gradable counts nowhere", () => {
    const report = reportOf([
      graded("a", CONNECTOR, { "01.1": ["fail"] }),
      graded("b", CONNECTOR, { "01.1": ["private"] }),
      graded("c", CONNECTOR, { "01.1": ["not-started"] }),
      graded("d", CONNECTOR),
      notGradable("e", CONNECTOR, "No."),
    ]);
    expect(itemRows(report)[0]).toMatchObject({
      check: "01.1.reaches",
      attempts: "3",
      passed: "1",
      failed: "2",
      failed_only_unpublished: "1",
      not_started: "1",
      share_passed: "0.333",
      discrimination: "",
    });
  });

  test.each([
    ["passed by those who pass the rest", (at: number) => at < 6, 1],
    ["passed by those who fail the rest", (at: number) => at >= 6, -1],
  ])("discrimination of a check %s", (_what, passes, expected) => {
    const report = reportOf(
      Array.from({ length: 12 }, (_, at) =>
        graded(`s${at}`, CONNECTOR, {
          "01.1": [passes(at) ? "pass" : "fail", at < 6 ? "pass" : "fail"],
          "01.2": at < 6 ? [] : ["fail", "fail", "fail"],
        }),
      ),
    );
    expect(Number(itemRows(report)[0]?.["discrimination"])).toBeCloseTo(expected, 1);
  });
});
