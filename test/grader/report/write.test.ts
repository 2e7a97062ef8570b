import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { tmpdir } from "node:os";
import { dirname, join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { LabError } from "../../../lib/base/lab-error.ts";
import { reportSchema } from "../../../lib/grader/report.ts";
import { readReportInputs, writeReports } from "../../../lib/grader/report/write.ts";
import { graded, reportOf, sampleClass } from "./samples.ts";

const CONNECTOR = "01-connector-call";

function temporaryFolder(): string {
  const folder = mkdtempSync(join(tmpdir(), "mcp-lab-reports-"));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}

/** Everything in a folder, by path. */
function contents(folder: string): Record<string, string> {
  const entries = readdirSync(folder, { recursive: true, withFileTypes: true });
  return Object.fromEntries(
    entries
      .filter((entry) => entry.isFile())
      .map((entry) => join(entry.parentPath, entry.name))
      .toSorted()
      .map((path) => [path.slice(folder.length + 1), readFileSync(path, "utf8")]),
  );
}

test("writes every file of the contract, and two runs write the same bytes", () => {
  const [one, two] = [temporaryFolder(), temporaryFolder()];
  writeReports(sampleClass(), one);
  writeReports(sampleClass(), two);
  const written = contents(one);
  for (const path of [
    "grades.csv",
    "items.csv",
    "ags.json",
    "report.json",
    "index.html",
    "marks.csv",
    "gradescope/ada/results.json",
    "feedback/ada/index.html",
    `feedback/ada/${CONNECTOR}.html`,
  ])
    expect(Object.keys(written)).toContain(path);
  expect(contents(two)).toEqual(written);
});

test("report.json is the report", () => {
  const folder = temporaryFolder();
  writeReports(sampleClass(), folder);
  const read = reportSchema.parse(JSON.parse(readFileSync(join(folder, "report.json"), "utf8")));
  expect(new Set(read.submissions.map(({ path }) => path))).toEqual(
    new Set(sampleClass().submissions.map(({ path }) => path)),
  );
});

test("marks are kept byte for byte and applied; without them a file with a header is made", () => {
  const folder = temporaryFolder();
  const report = reportOf([graded("ada", CONNECTOR, { "01.1": ["fail"] })]);
  writeReports(report, folder);
  const marks = join(folder, "marks.csv");
  expect(readFileSync(marks, "utf8")).toBe("student,exercise,points,comment\r\n");
  const own = "student;exercise;points;comment\nada;01.1;1,5;Nearly\nzoe;01.1;1;\n";
  writeFileSync(marks, own);
  const { problems } = writeReports(report, folder);
  expect(problems).toEqual(['marks.csv, line 3: there is no student "zoe".']);
  expect(readFileSync(marks, "utf8")).toBe(own);
  expect(readFileSync(join(folder, "grades.csv"), "utf8")).toContain("ada,,14.5,14.5,15");
});

test("roster, due dates and late policy are read from their files", () => {
  const folder = temporaryFolder();
  const given = (name: string, text: string): string => {
    writeFileSync(join(folder, name), text);
    return join(folder, name);
  };
  const report = reportOf([graded("ada", CONNECTOR, {}, { submittedAt: "2026-11-21T12:00:00Z" })]);
  const inputs = readReportInputs({
    roster: given("roster.csv", "student_id\nada\nboris\n"),
    due: given("due.csv", `lesson,due\n${CONNECTOR},2026-11-20T12:00:00Z\n`),
    late: given("late.csv", "up_to_hours,factor\n24,0.8\n"),
  });
  writeReports(report, join(folder, "out"), inputs);
  expect(
    readFileSync(join(folder, "out", "grades.csv"), "utf8")
      .split("\r\n")
      .slice(1),
  ).toEqual([`ada,,12,12,15,,,${CONNECTOR}`, `boris,,0,0,15,${CONNECTOR},,`, ""]);
});

test("a file of the options that is not there is named", () => {
  expect(() => readReportInputs({ roster: "/nowhere/roster.csv" })).toThrow(
    expect.objectContaining({ code: "report-input-missing", where: "/nowhere/roster.csv" }),
  );
});

test("one shard writes its report alone: who is in another is not missing", () => {
  const folder = temporaryFolder();
  const report = reportOf([graded("ada", CONNECTOR)], { shard: { index: 1, of: 2 } });
  expect(writeReports(report, folder).files).toEqual(["report.json"]);
  expect(readdirSync(folder)).toEqual(["report.json"]);
});

test("a later run removes the pages of who is gone, and nothing of the instructor's", () => {
  const folder = temporaryFolder();
  writeReports(reportOf([graded("ada", CONNECTOR), graded("zoe", CONNECTOR)]), folder);
  writeFileSync(join(folder, "feedback", "zoe", "note.txt"), "talk to zoe");
  writeFileSync(join(folder, "mail.html"), "mine");
  writeReports(reportOf([graded("ada", CONNECTOR)]), folder);
  expect(readdirSync(join(folder, "feedback", "zoe"))).toEqual(["note.txt"]);
  expect(existsSync(join(folder, "gradescope", "zoe"))).toBe(false);
  expect(existsSync(join(folder, "mail.html"))).toBe(true);
});

/** What was told, or which file ended it. */
function outcomeOf(write: () => { problems: string[] }): { problems: string[]; where?: unknown } {
  try {
    return { problems: write().problems };
  } catch (error) {
    return { problems: [], where: error instanceof LabError ? error.where : error };
  }
}

describe("where one file cannot be written", () => {
  const report = sampleClass();
  const first = mkdtempSync(join(tmpdir(), "mcp-lab-reports-"));
  writeReports(report, first);
  const whole = contents(first);
  rmSync(first, { recursive: true });
  // Marks are the instructor's, and are read before anything is written.
  const all = Object.keys(whole).filter((path) => path !== "marks.csv");

  test.each(all)("%s: every other file is as it would be, and it is named", (path) => {
    const folder = temporaryFolder();
    // A folder that is not empty cannot be replaced by a file.
    mkdirSync(join(folder, path, "in the way"), { recursive: true });
    const isStudents = /^(?:feedback|gradescope)\//u.test(path);
    const { problems, where } = outcomeOf(() => writeReports(report, folder));
    expect(where).toBe(isStudents ? undefined : join(folder, path));
    const { [path]: _blocked, "index.html": page, ...rest } = whole;
    const { "index.html": pageNow = "", ...now } = contents(folder);
    expect(now).toEqual(rest);
    if (path === "index.html") return;
    expect(pageNow.length).toBeGreaterThan(page?.length ?? 0);
    expect(pageNow).toContain(path);
    expect(problems.filter((problem) => problem.startsWith(path))).toHaveLength(isStudents ? 1 : 0);
  });

  test("a student's folder that is a file costs that student's pages, and nobody else's", () => {
    const folder = temporaryFolder();
    mkdirSync(join(folder, "feedback"));
    writeFileSync(join(folder, "feedback", "ada"), "");
    const { problems, files } = writeReports(report, folder);
    expect(files).toContain("grades.csv");
    expect(files.filter((path) => dirname(path) === "feedback/ada")).toEqual([]);
    expect(problems.filter((problem) => problem.includes('of "ada"')).length).toBeGreaterThan(1);
  });
});
