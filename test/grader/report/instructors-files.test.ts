import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { describe, expect, onTestFinished, test } from "vitest";
import { readGroups } from "../../../lib/grader/collect/groups.ts";
import { readCsv } from "../../../lib/grader/report/csv.ts";
import {
  type Gradebook,
  type GradebookInputs,
  gradebookOf,
} from "../../../lib/grader/report/gradebook.ts";
import { readDueTable, readLatePolicy } from "../../../lib/grader/report/late.ts";
import { readMarks } from "../../../lib/grader/report/marks.ts";
import { renderReports } from "../../../lib/grader/report/render.ts";
import { readRoster } from "../../../lib/grader/report/roster.ts";
import { refuseOtherClass, writeReports } from "../../../lib/grader/report/write.ts";
import type { Report, Submission } from "../../../lib/grader/report.ts";
import { agsSchema } from "./documented-formats.ts";
import { alone, graded, reportOf } from "./samples.ts";

const CONNECTOR = "01-connector-call";
const CONFIG = "03-env-config";

function bookOf(
  submissions: Submission[],
  inputs: Partial<GradebookInputs> = {},
  more: Partial<Report> = {},
): Gradebook {
  return gradebookOf(reportOf(submissions, more), { ...alone, ...inputs });
}

function columnsOf(content: string | Uint8Array): string[][] {
  const { columns, records } = readCsv(content, "x.csv");
  return [columns, ...records.map(({ fields }) => fields)];
}

describe("an instructor's CSV", () => {
  const table = [
    ["student_id", "name"],
    ["j", "Jürgen"],
  ];
  test.each<[string, string | Uint8Array]>([
    ["sep=;", "sep=;\r\nstudent_id;name\r\nj;Jürgen\r\n"],
    ["tabs", "student_id\tname\nj\tJürgen\n"],
    ["Windows-1252", Buffer.from("student_id;name\nj;Jürgen\n", "latin1")],
    ["UTF-16 with a mark", Buffer.from("\uFEFFstudent_id\tname\nj\tJürgen\n", "utf16le")],
    ["UTF-8 with a mark", Buffer.from("\uFEFFstudent_id,name\nj,Jürgen\n")],
  ])("is read with %s", (_what, content) => {
    expect(columnsOf(content)).toEqual(table);
  });

  test("keeps its line numbers behind a line sep=", () => {
    expect(readCsv("sep=;\na;b\n1;2\n", "x.csv").records[0]?.line).toBe(3);
  });

  test.each<[string, Uint8Array, string]>([
    ["a workbook", Buffer.from("504b030414000600", "hex"), "x.csv"],
    ["a lost character", Buffer.from("a\nJ\uFFFDrgen\n"), "x.csv, line 2"],
    ["an unknown encoding", Buffer.from([0x61, 0x0a, 0x8f, 0x0a]), "x.csv, line 2"],
    ["what is no text", Buffer.from([0x61, 0x0a, 0x62, 0x0a, 0x01]), "x.csv, line 3"],
  ])("is refused where it is %s", (_what, content, where) => {
    expect(() => readCsv(content, "x.csv")).toThrow(
      expect.objectContaining({ code: "csv-broken", where }),
    );
  });

  test("says that an encoding was guessed", () => {
    const roster = readRoster(Buffer.from("student_id;name\nj;Jürgen\n", "latin1"), "/a/r.csv");
    expect(bookOf([graded("j", CONNECTOR)], { roster }).problems[0]).toMatch(
      /^r\.csv .* Windows-1252/u,
    );
  });
});

describe("a roster", () => {
  test.each([
    ["LastName,FirstName,ID,SIS Login ID,Section\nByron,Ada,11,ada,A\n", "ada", "Ada Byron"],
    ["OrgDefinedId,Username,Last Name,First Name\n#11,#ada,Byron,Ada\n", "ada", "Ada Byron"],
    ["Last Name\tFirst Name\tUsername\tStudent ID\nByron\tAda\tada\t11\n", "11", "Ada Byron"],
    [
      "First name,Surname,ID number,Email address\nAda,Byron,11,ada@uni.example\n",
      "ada@uni.example",
      "Ada Byron",
    ],
    ["STUDENT_ID,NAME\nada,Ada Byron\n", "ada", "Ada Byron"],
  ])("%j is understood", (text, id, name) => {
    expect(readRoster(text, "r.csv").students[0]).toMatchObject({ id, name });
  });

  test("names the line of a row that identifies nobody, and refuses one that is shifted", () => {
    const { problems } = readRoster("student_id,name\nada,Ada\n,Boris\n", "/a/r.csv");
    expect(problems).toEqual(["r.csv, line 3: nothing identifies a student here."]);
    expect(() => readRoster("student_id,name\nada,Byron, Ada\n", "r.csv")).toThrow(
      expect.objectContaining({ code: "csv-broken", where: "r.csv, line 2" }),
    );
  });
});

describe("due dates", () => {
  test("each row that fits nobody or contradicts another is reported with its line", () => {
    const due = readDueTable(
      `lesson,due,student\n1,2026-11-20T12:00:00Z,\n${CONNECTOR},2026-11-21T12:00:00Z,\n01,2026-11-27T12:00:00Z,adda\n09-x,2026-11-27T12:00:00Z,\n`,
      "/a/due.csv",
    );
    expect(bookOf([graded("ada", CONNECTOR, {}, { late: false })], { due }).problems).toEqual([
      `due.csv, line 3: a second date for ${CONNECTOR}; the one of due.csv, line 2 counts.`,
      'due.csv, line 4: there is no student "adda", so this date counts nowhere.',
      'due.csv, line 5: "09-x" is no lesson of this course.',
    ]);
  });

  test("decimal commas are taken in a late policy", () => {
    const table = readLatePolicy("up_to_hours;factor\n1,5;1\n24;0,9\n", "late.csv").late;
    expect(table).toEqual([
      { upToHours: 1.5, factor: 1 },
      { upToHours: 24, factor: 0.9 },
    ]);
    expect(() => readLatePolicy("up_to_hours,factor\n24,0,9\n", "late.csv")).toThrow(/3 values/u);
  });

  test("what carries no time, or is late by an unknown time, is said", () => {
    const due = readDueTable(`lesson,due\n01,2026-11-20T12:00:00Z\n`, "due.csv");
    const book = bookOf([graded("ada", CONNECTOR), graded("bo", CONNECTOR, {}, { late: true })], {
      due,
    });
    expect(book.problems).toEqual([
      expect.stringContaining(`Late by an unknown time, and counted whole: ${CONNECTOR} of "bo".`),
      expect.stringContaining(`Nothing tells when these came in`),
    ]);
    expect(book.students.map(({ total }) => total)).toEqual([15, 15]);
  });
});

describe("a lesson that is not due", () => {
  const early = [
    ...["ada", "bo", "cy"].map((one) => graded(one, CONNECTOR)),
    graded("ada", CONFIG),
    graded("ada", "00-start-here"),
  ];
  const due = readDueTable(`lesson,due\n01,2026-11-20T12:00:00Z\n`, "due.csv");

  test.each([
    ["no due dates at all", {}],
    ["a due date for another", { due }],
  ])("gives nobody a zero: %s", (_what, inputs) => {
    const { files, problems } = renderReports(reportOf(early), { ...alone, ...inputs });
    const rows = readCsv(files.get("grades.csv") ?? "", "grades.csv");
    expect(rows.columns.slice(2, 6)).toEqual([CONNECTOR, CONFIG, "total", "max"]);
    expect(rows.records.map(({ fields }) => fields.slice(2, 7))).toEqual([
      ["15", "15", "30", "30", ""],
      ["15", "", "15", "15", ""],
      ["15", "", "15", "15", ""],
    ]);
    expect(problems.join()).toContain(`${CONFIG} was handed in by 1 of 3 and has no due date`);
    const { lineItems } = agsSchema.parse(JSON.parse(files.get("ags.json") ?? ""));
    expect(lineItems.map(({ resourceId, scores }) => [resourceId, scores.length])).toEqual([
      [CONNECTOR, 3],
      [CONFIG, 1],
    ]);
  });
});

test("a folder may be called like a student in the roster, where that is one", () => {
  const roster = readRoster('student_id,name\nada,"Byron, Ada"\nk1,Kim Lee\nk2,Kim Lee\n', "r.csv");
  const { students, problems } = bookOf(
    [graded("Ada Byron", CONNECTOR), graded("Kim Lee", CONNECTOR)],
    { roster },
  );
  expect(students.map(({ student, total }) => [student, total])).toEqual([
    ["Ada Byron", 15],
    ["Kim Lee", 15],
    ["k1", 0],
    ["k2", 0],
  ]);
  expect(problems).toEqual([
    expect.stringContaining('Not on the roster, but with work handed in: "Kim Lee"'),
  ]);
});

test.each([
  ["Byron_Ada_abyron_12345", '"Byron_Ada_abyron_12345" is "ada"'],
  ["Ada Byron (late)", '"Ada Byron (late)" is "ada"'],
  ["lab0-kim7", '"lab0-kim7" is "kim7"'],
  ["Kim Lee", '"Kim Lee" is "kim7"'],
  ["lab0-7", undefined],
  ["Ada and Kim", undefined],
])("of a stranger called %j the page guesses %s, and gives nobody the work", (folder, guess) => {
  const roster = readRoster('student_id,name\nada,"Byron, Ada"\nkim7,Kim Bo Lee\n7,Bo\n', "r.csv");
  const { students, problems } = bookOf([graded(folder, CONNECTOR)], { roster });
  expect(students.find(({ student }) => student === folder)).toMatchObject({ total: 15 });
  const [, guessed] = /Perhaps (.*?): then/u.exec(problems.join()) ?? [];
  expect(guessed).toBe(guess);
});

describe("groups", () => {
  test("share work that a course system calls by another name", () => {
    const { rows } = readGroups('group,student\nred,ada\nred,"Stone, Bo"\n', []);
    const roster = readRoster(
      'Student,ID,SIS Login ID,Section\n"L, Ada",11,ada,A\n"Stone, Bo",12,bo,A\n"Cy",13,cy,A\n',
      "r.csv",
    );
    const { students, problems } = bookOf(
      [graded("11", CONNECTOR), graded("13", CONNECTOR)],
      { roster },
      { groups: rows },
    );
    expect(students.map(({ roster: row, total }) => [row?.id, total])).toEqual([
      ["ada", 15],
      ["cy", 15],
      ["bo", 15],
    ]);
    expect(problems).toEqual([]);
  });

  test("of one lesson leave the other lessons as they are", () => {
    const slugs = [CONNECTOR, CONFIG];
    const { rows } = readGroups("group,student,lesson\nred,Ada L,3\nred,bo,3\nred,cy,9\n", slugs);
    const roster = readRoster(
      "ID,SIS Login ID,Student,Section\n11,ada,Ada L,A\n12,bo,Bo,A\n",
      "r.csv",
    );
    const works = [graded("11", CONNECTOR), graded("12", CONNECTOR, { "01.1": ["fail"] })];
    const book = bookOf([...works, graded("12", CONFIG)], { roster }, { groups: rows });
    expect(book.students.map(({ lessons }) => lessons.map(({ score }) => score))).toEqual([
      [15, 15],
      [14, 15],
    ]);
    expect(book.problems).toEqual(['groups.csv, line 4: "9" is no lesson of this course.']);
  });

  test("rows that fit nobody are reported with their lines", () => {
    const { rows } = readGroups("group,student\nred,ada\nred,bo\nblue,cyy\n,zoe\n", []);
    const roster = readRoster("student_id\nada\nbo\ncy\n", "r.csv");
    const book = bookOf(
      [graded("ada", CONNECTOR, {}, { members: ["bo"] })],
      { roster },
      { groups: rows },
    );
    expect(book.problems).toEqual([
      'groups.csv, line 4: "cyy" is not on the roster.',
      'groups.csv, line 4: nothing was handed in under "blue" or the names of its members.',
      "groups.csv, line 5: a group and a student belong here.",
    ]);
  });
});

describe("marks", () => {
  test.each([
    ["1.3", 1],
    ["01.3", 1],
    ["1,3", 1],
  ])("%j is the exercise 01.3", (exercise, points) => {
    const marks = readMarks(`student;exercise;points\nada;${exercise};${points}\n`);
    const { exercises = [] } =
      bookOf([graded("ada", CONNECTOR)], { marks }).students[0]?.lessons[0] ?? {};
    expect(exercises.find(({ exercise: { id } }) => id === "01.3")?.earned).toBe(points);
  });

  test.each([[CONNECTOR], ["01"], ["1"]])("%j is the whole lesson", (lesson) => {
    const marks = readMarks(`student,exercise,points,comment\nada,${lesson},"7,5",Talked\n`);
    const report = reportOf([graded("ada", CONNECTOR)]);
    const { files, problems } = renderReports(report, { ...alone, marks });
    expect(problems).toEqual([]);
    expect(files.get("grades.csv")).toContain("ada,,7.5,7.5,15");
    expect(files.get(`feedback/ada/${CONNECTOR}.html`)).toContain("Talked");
  });

  test("a row with too many values is not used, and reported", () => {
    const marks = readMarks("student,exercise,points,comment\nada,01.1,1,5,Nearly\n");
    expect(marks).toMatchObject({
      marks: [],
      problems: [expect.stringContaining("line 2: there are 5")],
    });
  });

  test("points for another file than the one that counts are reported until they are confirmed", () => {
    const out = mkdtempSync(join(tmpdir(), "marks-"));
    onTestFinished(() => rmSync(out, { recursive: true, force: true }));
    const handIn = (sha256: string): string[] =>
      writeReports(reportOf([graded("ada", CONNECTOR, {}, { sha256 })]), out).problems;
    const write = (text: string): void => writeFileSync(join(out, "marks.csv"), text);
    handIn("aaaa1");
    write("student,exercise,points\nada,1.1,1\n");
    const stale = [expect.stringMatching(/line 2: the points for 01\.1 .* another file .*bbbb2/u)];
    expect(handIn("bbbb2")).toEqual(stale);
    expect(handIn("bbbb2")).toEqual(stale);
    write("student,exercise,points,file\nada,1.1,1,bbbb\n");
    expect(handIn("bbbb2")).toEqual([]);
    expect(handIn("cccc3")).toHaveLength(1);
    write("student,exercise,points\nada,1.1,2\n");
    expect(handIn("cccc3")).toEqual([]);
  });
});

test("reports of another class are not replaced, those of the same are", () => {
  const out = mkdtempSync(join(tmpdir(), "class-"));
  onTestFinished(() => rmSync(out, { recursive: true, force: true }));
  writeReports(reportOf(["ada", "bo", "cy"].map((one) => graded(one, CONNECTOR))), out);
  expect(() => refuseOtherClass(out, new Set(["bo"]))).not.toThrow();
  expect(() => refuseOtherClass(out, new Set(["Zoe", "Yan"]))).toThrow(
    /"ada", "bo", "cy"; these are of "Zoe", "Yan"/u,
  );
});

test("in Canvas, what excuses stays whatever was handed in, and points by hand go before it", () => {
  const text = `Student,ID,SIS Login ID,Section,${CONNECTOR} (7)\nA,11,ada,X,EX\nB,12,bo,X,EX\nC,13,cy,X,N/A\nD,14,di,X,12\n`;
  const roster = readRoster(text, "r.csv");
  const marks = readMarks("student,exercise,points\nbo,01,9\ndi,01,0\n");
  const { files, problems } = renderReports(
    reportOf([graded("ada", CONNECTOR), graded("bo", CONNECTOR)]),
    {
      ...alone,
      roster,
      marks,
    },
  );
  const cells = readCsv(files.get("canvas.csv") ?? "", "c.csv")
    .records.slice(1)
    .map(({ fields }) => fields[4]);
  expect(cells).toEqual(["EX", "9", "N/A", "0"]);
  expect(problems).toEqual([
    expect.stringContaining(`EX of "A (ada)" in ${CONNECTOR} (15 points here)`),
  ]);
});

test("forty students with five editors make a handful of lines worth a look", () => {
  const lost = Array.from({ length: 9 }, (_, at) => ({
    code: "cell-missing",
    sentence: `Cell ${at}.`,
  }));
  const changed = { code: "cell-changed", sentence: "The cell `check` was changed." };
  const solved = { code: "course-solution", sentence: "Solved." };
  const submissions = Array.from({ length: 40 }, (_, at) =>
    [CONNECTOR, CONFIG].map((slug) => {
      const notes = at < 5 ? lost : at === 5 ? [changed] : at === 6 ? [changed, solved] : [];
      return graded(`s${String(at).padStart(2, "0")}`, slug, {}, { notes });
    }),
  ).flat();
  const page = renderReports(reportOf(submissions), alone).files.get("index.html") ?? "";
  const look = page.slice(page.indexOf('id="look"'), page.indexOf('id="checks"'));
  expect(look.match(/<tr>/gu)).toHaveLength(5);
  expect(look.match(/Solved\. The cell/gu)).toHaveLength(2);
  expect(look.indexOf("s06")).toBeLessThan(look.indexOf("s05"));
  expect(look).toContain("10 notebooks of 5 students");
});

test("nothing of this machine's clock or folders is in a report's problems", () => {
  const roster = readRoster("student_id,name\n,Ada\n", "/somewhere/else/r.csv");
  expect(JSON.stringify(bookOf([], { roster }).problems)).not.toContain("somewhere");
});
