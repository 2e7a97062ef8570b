import { describe, expect, test } from "vitest";
import {
  dueFor,
  latenessOf,
  readDueTable,
  readLatePolicy,
  readTime,
  withFreeDays,
} from "../../../lib/grader/report/late.ts";
import { readMarks } from "../../../lib/grader/report/marks.ts";
import { renderReports } from "../../../lib/grader/report/render.ts";
import type { Submission } from "../../../lib/grader/report.ts";
import { alone, graded, notGradable, reportOf } from "./samples.ts";

const table = readLatePolicy("up_to_hours,factor\n1,1\n24,0.9\n72,0.5\n", "late.csv").late;
const DUE = Date.parse("2026-11-20T12:00:00Z");
const handedIn = (time: number | undefined): { submittedAt?: string } =>
  time === undefined ? {} : { submittedAt: new Date(time).toISOString() };
const hours = (count: number): number => DUE + count * 3_600_000;

describe("the late policy", () => {
  test.each([
    ["a day early", hours(-24), 0, 1],
    ["on the second", DUE, 0, 1],
    ["a millisecond late, within the grace", DUE + 1, 1 / 3_600_000, 1],
    ["at the end of the grace", hours(1), 1, 1],
    ["a millisecond past it", hours(1) + 1, 1 + 1 / 3_600_000, 0.9],
    ["at the last moment of a row", hours(24), 24, 0.9],
    ["in the last row", hours(72), 72, 0.5],
    ["past the table", hours(72.5), 72.5, 0],
  ])("%s", (_when, submitted, late, factor) => {
    const lateness = latenessOf(table, handedIn(submitted), DUE);
    expect(lateness.hours).toBeCloseTo(late, 9);
    expect(lateness.factor).toBe(factor);
  });

  test.each([
    ["no time of submission", table, undefined, DUE, { hours: 0, factor: 1 }],
    ["no due date", table, hours(99), undefined, { hours: 0, factor: 1 }],
    ["no table: shown, and costs nothing", [], hours(30), DUE, { hours: 30, factor: 1 }],
  ])("%s", (_what, rows, submitted, due, lateness) => {
    expect(latenessOf(rows, handedIn(submitted), due)).toEqual(lateness);
  });
});

describe("free days", () => {
  const DAY = 24;
  const late = [1, 24, 72].map((upToHours, at) => ({ upToHours, factor: [1, 0.9, 0.5][at] ?? 0 }));
  const inTime = { hours: 0, factor: 1 };

  test.each<[string, number, [hours: number, factor: number][], [factor: number, days: number][]]>([
    [
      "cover what comes first",
      2,
      [
        [30, 0.5],
        [20, 0.9],
      ],
      [
        [1, 2],
        [0.9, 0],
      ],
    ],
    [
      "are taken from the next where some are left",
      3,
      [
        [30, 0.5],
        [20, 0.9],
      ],
      [
        [1, 2],
        [1, 1],
      ],
    ],
    [
      "go on with a lesson as far as they last",
      1,
      [
        [60, 0.5],
        [4 * DAY, 0],
      ],
      [
        [0.5, 0],
        [0.5, 1],
      ],
    ],
    [
      "are not spent on what counts whole",
      1,
      [
        [1, 1],
        [20, 0.9],
      ],
      [
        [1, 0],
        [1, 1],
      ],
    ],
    [
      "are not spent where nothing changes",
      1,
      [
        [10 * DAY, 0],
        [20, 0.9],
      ],
      [
        [0, 0],
        [1, 1],
      ],
    ],
    ["are as few as do it, with the grace", 3, [[25, 0.5]], [[1, 1]]],
    ["are none", 0, [[20, 0.9]], [[0.9, 0]]],
  ])("%s", (_what, freeDays, works, after) => {
    const given = works.map(([by, factor]) => ({ hours: by, factor }));
    const now = withFreeDays({ late, freeDays }, [inTime, ...given]);
    expect(now[0]).toEqual(inTime);
    expect(now.slice(1).map((one) => [one.factor, one.freeDays ?? 0])).toEqual(after);
  });

  test("of the policy go to what was due first, and the page says so", () => {
    const dates = readDueTable(
      "lesson,due\n01,2026-11-20T12:00:00Z\n03,2026-11-10T12:00:00Z\n",
      "due.csv",
    );
    const { files } = renderReports(
      reportOf([
        graded("ada", "01-connector-call", {}, { submittedAt: "2026-11-21T11:00:00Z" }),
        graded("ada", "03-env-config", {}, { submittedAt: "2026-11-11T11:00:00Z" }),
      ]),
      {
        ...alone,
        ...readLatePolicy("up_to_hours,factor\nfree_days,1\n24,0.8\n", "late.csv"),
        due: dates,
      },
    );
    expect(files.get("grades.csv")).toContain("ada,,12,15,27,30,,,01-connector-call 03-env-config");
    expect(files.get("feedback/ada/03-env-config.html")).toContain(
      "Handed in 23 hours late (1 free day used): it counts whole.",
    );
  });
});

describe("of several attempts", () => {
  const LESSON = "01-connector-call";
  const due = readDueTable("lesson,due\n01,2026-11-20T12:00:00Z\n", "due.csv");
  const attempt = (day: number, points: "most" | "all"): Submission =>
    graded("ada", LESSON, points === "all" ? {} : { "01.2": ["fail"] }, {
      submittedAt: `2026-11-${day}T10:00:00Z`,
      attempt: day,
      path: `ada/${day}.ipynb`,
      sha256: `a${day}`,
    });
  const book = (which: string, last: Submission, earlier: Submission[]) =>
    renderReports(reportOf([last], { earlierAttempts: earlier }), {
      ...alone,
      ...readLatePolicy(`up_to_hours,factor\n${which}\n24,0.8\n`, "late.csv"),
      due,
    });

  test.each([
    [
      "the best counts, where the last is worse",
      "attempt,best",
      attempt(20, "most"),
      [attempt(19, "all")],
      15,
    ],
    [
      "the best is known once lateness is off",
      "attempt,best",
      attempt(21, "all"),
      [attempt(19, "most")],
      14,
    ],
    [
      "an early best counts before a late last",
      "attempt,best",
      attempt(21, "all"),
      [attempt(19, "all")],
      15,
    ],
    ["the last counts by that word", "attempt,last", attempt(20, "most"), [attempt(19, "all")], 14],
    [
      "the last that cannot be graded leaves the best",
      "attempt,best",
      notGradable("ada", LESSON, "No."),
      [attempt(19, "most")],
      14,
    ],
  ])("%s", (_what, which, last, earlier, points) => {
    const { files } = book(which, last, earlier);
    expect(files.get("grades.csv")).toContain(`\r\nada,,${points},${points},15,`);
    const said = files
      .get(`feedback/ada/${LESSON}.html`)
      ?.includes("The best of 2 attempts counts.");
    expect(said).toBe(which === "attempt,best");
  });

  test("a mark is for what counts, and points to no other file", () => {
    const [last, earlier] = [attempt(20, "most"), attempt(19, "all")];
    const inputs = {
      ...alone,
      ...readLatePolicy("up_to_hours,factor\nattempt,best\n24,0.8\n", "late.csv"),
      marks: readMarks("student,exercise,points,comment\nada,01.2,2,\n"),
    };
    const report = reportOf([last], { earlierAttempts: [earlier] });
    expect(renderReports(report, { ...inputs, earlier: { files: {}, report } }).problems).toEqual(
      [],
    );
  });
});

describe("due dates", () => {
  const rows = readDueTable(
    "lesson,due,student\n01-a,2026-11-20T12:00:00Z,\n01-a,2026-11-27T13:00:00+01:00,ada\n02-b,2026-12-01T00:00Z,boris\n",
    "due.csv",
  );

  test.each([
    ["01-a", ["boris"], DUE],
    ["01-a", ["11", "ada"], DUE + 7 * 86_400_000],
    ["02-b", ["boris"], Date.parse("2026-12-01T00:00:00Z")],
    ["02-b", ["ada"], undefined],
    ["03-c", ["ada"], undefined],
  ])("%s of %j", (lesson, names, due) => {
    expect(dueFor(rows, lesson, names)).toBe(due);
  });
});

test.each([
  ["2026-11-20T12:00:00Z", DUE],
  ["2026-11-20T13:00:00+01:00", DUE],
  ["2026-11-20T12:00:00", DUE],
  ["2026-11-20 12:00:00", DUE],
  ["2026-11-20T12:00:00.000Z", DUE],
  ["2026-11-20", Date.parse("2026-11-20T00:00:00Z")],
  ["yesterday", undefined],
  [undefined, undefined],
])("the time %j", (text, time) => {
  expect(readTime(text)).toBe(time);
});

test.each([
  ["up_to_hours,factor\n24,1.1\n", "late.csv, line 2"],
  ["up_to_hours,factor\n24,0.9\n-1,0.5\n", "late.csv, line 3"],
  ["up_to_hours,factor\nsoon,0.9\n", "late.csv, line 2"],
  ["up_to_hours,factor\n24,\n", "late.csv, line 2"],
  ["up_to_hours,factor\nattempt,first\n24,0.9\n", "late.csv, line 2"],
  ["up_to_hours,factor\nfree_days,1.5\n24,0.9\n", "late.csv, line 2"],
  ["up_to_hours,factor\n24,0.9\nfree_days,-1\n", "late.csv, line 3"],
  ["up_to_hours,factor\nfree_days,2\n", "late.csv"],
  ["hours,factor\n24,0.9\n", "late.csv, line 2"],
  ["up_to_hours,factor\n24,0.9\n24,0.5\n", "late.csv, line 3"],
  ["up_to_hours,factor\n72,0.5\n24,0.9\n", "late.csv, line 3"],
])("refuses the table %j", (text, where) => {
  expect(() => readLatePolicy(text, "late.csv")).toThrow(
    expect.objectContaining({ code: "late-table", where }),
  );
});

test.each([
  ["lesson,due\n01-a,2026-11-20\n"],
  ["lesson,due\n01-a,2026-11-20T12:00:00\n"],
  ["lesson,due\n01-a,2026-13-20T12:00:00Z\n"],
  ["lesson,due\n,2026-11-20T12:00:00Z\n"],
  ["lesson,when\n01-a,2026-11-20T12:00:00Z\n"],
])("refuses the due date in %j", (text) => {
  expect(() => readDueTable(text, "due.csv")).toThrow(
    expect.objectContaining({ code: "due-table", where: "due.csv, line 2" }),
  );
});
