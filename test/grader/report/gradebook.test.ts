import { describe, expect, test } from "vitest";
import type { Submission } from "../../../lib/grader/report.ts";
import {
  type Gradebook,
  type GradebookInputs,
  gradebookOf,
} from "../../../lib/grader/report/gradebook.ts";
import { readDueTable, readLatePolicy } from "../../../lib/grader/report/late.ts";
import { emptyMarks, readMarks } from "../../../lib/grader/report/marks.ts";
import { lessonSentence } from "../../../lib/grader/report/standing-words.ts";
import { readRoster } from "../../../lib/grader/report/roster.ts";
import { alone, graded, notGradable, reportOf } from "./samples.ts";

const CONNECTOR = "01-connector-call";
const CONFIG = "03-env-config";

function bookOf(
  submissions: Submission[],
  inputs: Partial<GradebookInputs> = {},
  asOf?: string,
): Gradebook {
  const report = reportOf(submissions, asOf === undefined ? {} : { asOf });
  return gradebookOf(report, { ...alone, ...inputs });
}

/** Each student's lessons, as "standing score". */
function standings(book: Gradebook): Record<string, string[]> {
  return Object.fromEntries(
    book.students.map(({ student, lessons }) => [
      student,
      lessons.map(({ standing, score }) => `${standing} ${score ?? "-"}`),
    ]),
  );
}

const marks = (rows: string) => ({ marks: readMarks(`student,exercise,points,comment\n${rows}`) });

describe("standings", () => {
  test("missing is zero, not gradable is no grade, and lessons that nobody handed in do not count", () => {
    const book = bookOf([
      graded("ada", CONNECTOR, { "01.1": ["fail"] }),
      notGradable("boris", CONFIG, "It is not JSON."),
    ]);
    expect(book.max).toBe(30);
    expect(standings(book)).toEqual({
      ada: ["graded 14", "missing 0"],
      boris: ["missing 0", "not-gradable -"],
    });
  });

  test("who handed in something that may be any lesson is missing none", () => {
    const book = bookOf([
      graded("ada", CONNECTOR),
      notGradable("dora", undefined, "No cell of any lesson is in it."),
    ]);
    expect(standings(book)["dora"]).toEqual(["not-gradable -"]);
    expect(book.unplaced.map(({ student }) => student)).toEqual(["dora"]);
  });

  test.each([
    ["2026-11-19T00:00:00Z", "open -"],
    ["2026-11-20T12:00:00Z", "missing 0"],
    [undefined, "missing 0"],
  ])("as of %s what was not handed in is %s", (asOf, standing) => {
    const due = readDueTable(`lesson,due\n${CONFIG},2026-11-20T12:00:00Z\n`, "due.csv");
    const all = [graded("ada", CONNECTOR), graded("bo", CONFIG)];
    expect(standings(bookOf(all, { due }, asOf))["ada"]?.[1]).toEqual(standing);
  });

  test.each([
    ["nobody handed in, its day not told", [], undefined, "and nobody handed it in here"],
    ["nobody handed in, its day past", [], "2026-12-01T00:00:00Z", "and nobody handed it in here"],
    ["nobody handed in, its day to come", [], "2026-11-01T00:00:00Z", ""],
    ["few handed in, its day not told", ["a"], undefined, "handed in by 1 of 5, and nothing says"],
    ["few handed in, its day to come", ["a"], "2026-11-01T00:00:00Z", ""],
  ])("a lesson with a date that %s is nobody's zero", (_what, who, asOf, said) => {
    const due = readDueTable(`lesson,due\n${CONFIG},2026-11-20T12:00:00Z\n`, "due.csv");
    const all = ["a", "b", "c", "d", "e"].map((one) => graded(one, CONNECTOR));
    const book = bookOf([...all, ...who.map((one) => graded(one, CONFIG))], { due }, asOf);
    expect(standings(book)["e"]?.[1]).toBe(said === "" ? "open -" : "uncounted -");
    const grade = book.students.at(-1)?.lessons[1];
    expect(grade && lessonSentence(grade)).toBe(
      `Nothing was handed in, and it ${said === "" ? "is not due yet" : "does not count here"}.`,
    );
    expect(book.students.at(-1)?.max).toBe(15);
    expect(book.max).toBe(who.length === 0 ? 15 : 30);
    const told = book.problems.filter((problem) => problem.startsWith(CONFIG));
    expect(told).toHaveLength(said === "" ? 0 : 1);
    expect(told.join("")).toContain(said);
  });
});

describe("whose a submission is", () => {
  const roster = readRoster(
    'student_id,ID,email,name\nada,11,Ada@Uni.Example,"Byron, Ada"\njürgen,12,,Jürgen\ncarla,13,,Carla\n',
    "r.csv",
  );

  test("everybody of a group has the grade", () => {
    const book = bookOf([graded("ada", CONNECTOR, {}, { members: ["carla"] })], { roster });
    expect(standings(book)).toMatchObject({ ada: ["graded 15"], carla: ["graded 15"] });
  });

  test.each<[string, Partial<Submission>]>([
    ["ada@uni.example", {}],
    ["12345", { name: "Ada Byron" }],
    ["0711", { aliases: ["ada@uni.example"] }],
  ])("%s with %j is found", (student, more) => {
    const book = bookOf([graded(student, CONNECTOR, {}, more)], { roster });
    expect(book.students.find((one) => one.student === student)?.roster?.id).toBe("ada");
    expect(book.problems).toEqual([]);
  });

  test("marks and dates find who has a name that nobody else has", () => {
    const book = bookOf(
      [graded("11", CONNECTOR), graded("Dora", CONNECTOR, {}, { name: "Zoë Ng" })],
      {
        roster,
        ...marks('Ada Byron,01.1,0,\n"Ng, Zoe",01.1,1,\n'),
        due: readDueTable(
          `lesson,due,student\n${CONNECTOR},2026-11-20T11:00:00Z,"Byron, Ada"\n`,
          "d.csv",
        ),
      },
    );
    const [first, second] = book.students.map(({ lessons }) => lessons[0]);
    expect(first?.exercises[0]?.earned).toBe(0);
    expect(first?.due).toBe(Date.UTC(2026, 10, 20, 11));
    expect(second?.exercises[0]?.earned).toBe(1);
    expect(book.problems.join(" ")).not.toContain("no student");
  });

  test("a name that two have means neither, and work under it is no zero for them", () => {
    const twins = readRoster("student_id,name\nk1,Kim Lee\nk2,Kim Lee\nada,Ada\n", "r.csv");
    const book = bookOf([graded("7004", CONNECTOR, {}, { name: "Kim Lee" })], {
      roster: twins,
      ...marks("Kim Lee,01.1,0,\n"),
    });
    expect(standings(book)).toEqual({
      "7004": ["graded 15"],
      ada: ["missing 0"],
      k1: ["not-gradable -"],
      k2: ["not-gradable -"],
    });
    expect(book.problems.join(" ")).toContain('there is no student "Kim Lee"');
  });

  test("a name in another Unicode form is the same", () => {
    const decomposed = "jürgen".normalize("NFD");
    const { marks: given } = {
      marks: readMarks(`student,exercise,points\n${decomposed},01.1,0\n`),
    };
    const due = readDueTable(
      `lesson,due,student\n${CONNECTOR},2026-11-20T11:00:00Z,\n${CONNECTOR},2026-11-20T12:00:00Z,${decomposed}\n`,
      "due.csv",
    );
    const submission = graded("jürgen", CONNECTOR, {}, { submittedAt: "2026-11-20T13:00:00Z" });
    const book = bookOf([submission], { roster, marks: given, due });
    const lesson = book.students.find(({ student }) => student === "jürgen")?.lessons[0];
    expect([lesson?.exercises[0]?.earned, lesson?.lateness.hours]).toEqual([0, 1]);
    expect(book.problems).toEqual([]);
  });

  test("what nothing tells the student of is nobody's zero", () => {
    const book = bookOf([notGradable("", CONNECTOR, "No names."), graded("ada", CONFIG)], {
      roster,
    });
    expect(standings(book)["carla"]).toEqual(["not-gradable -", "missing 0"]);
    expect(book.students.map(({ student }) => student)).not.toContain("");
  });

  test("a stranger is set beside who is missing, with a guess", () => {
    const book = bookOf([graded("karla", CONNECTOR), graded("carlla", CONFIG)], { roster });
    expect(book.problems[0]).toMatch(/"karla" is "carla", "carlla" is "carla"/u);
  });
});

describe("roster", () => {
  const roster = readRoster("student_id,ID,name\nada,11,Ada L\ncarl,13,Carl G\n", "r.csv");

  test("finds students by any identification, adds those without work, reports strangers", () => {
    const book = bookOf([graded("11", CONNECTOR), graded("zoe", CONNECTOR)], { roster });
    expect(book.students.map(({ student, name }) => [student, name])).toEqual([
      ["11", "Ada L"],
      ["carl", "Carl G"],
      ["zoe", ""],
    ]);
    expect(standings(book)["carl"]).toEqual(["missing 0"]);
    expect(book.problems).toEqual([
      'Not on the roster, but with work handed in: "zoe". On the roster, and without work: "carl".',
    ]);
  });

  test("two names of one student become one row, and are reported", () => {
    const book = bookOf([graded("11", CONNECTOR, { "01.1": ["fail"] }), graded("ada", CONNECTOR)], {
      roster,
    });
    expect(standings(book)).toEqual({ "11": ["graded 14"], carl: ["missing 0"] });
    expect(book.problems).toEqual([
      '"11" and "ada" are the same student of the roster.',
      '01-connector-call of "11" was handed in under two names; "11/01-connector-call.ipynb" counts.',
    ]);
  });
});

describe("marks", () => {
  test("replace the grader's points, before lateness", () => {
    const due = readDueTable(`lesson,due\n${CONNECTOR},2026-11-20T12:00:00Z\n`, "due.csv");
    const late = readLatePolicy("up_to_hours,factor\n24,0.9\n", "late.csv").late;
    const submission = graded(
      "ada",
      CONNECTOR,
      { "01.1": ["fail", "fail"] },
      { submittedAt: "2026-11-20T13:00:00Z" },
    );
    const book = bookOf([submission], { due, late, ...marks("ada,01.1,1.5,Nearly\n") });
    expect(book.students[0]?.lessons[0]).toMatchObject({ earned: 14.5, score: 13.05 });
    expect(book.students[0]?.total).toBe(13.05);
    expect(book.problems).toEqual([]);
  });

  test("a comment alone changes no points", () => {
    const book = bookOf([graded("ada", CONNECTOR)], marks("ada,01.1,,Well done\n"));
    expect(standings(book)["ada"]).toEqual(["graded 15"]);
    expect(book.students[0]?.lessons[0]?.exercises[0]?.mark?.comment).toBe("Well done");
  });

  test("grade by hand what could not be graded", () => {
    const book = bookOf(
      [notGradable("boris", CONNECTOR, "It is not JSON.")],
      marks("boris,01.1,2,\nboris,01.2,3,\n"),
    );
    expect(standings(book)["boris"]).toEqual(["by-hand 5"]);
  });

  test.each([
    ["nobody,01.1,1,", 'line 2: there is no student "nobody".'],
    ["ada,99.1,1,", 'line 2: there is no exercise "99.1".'],
    ["ada,03.1,1,", "line 2: nobody was graded in 03.1, so this mark counts nowhere."],
    ["ada,01.1,much,", 'line 2: "much" is no number of points.'],
    ["ada,01.1,-1,", 'line 2: "-1" is no number of points.'],
    ["ada,01.1,22,", "line 2: 01.1 is worth 2 points, not 22; the grader's points count."],
    ["ada,01.1,1,\nada,01.1,2,", 'line 3: a second mark for 01.1 of "ada"; the first one counts.'],
  ])("%j is reported", (rows, problem) => {
    const book = bookOf([graded("ada", CONNECTOR)], marks(`${rows}\n`));
    expect(book.problems).toEqual([`marks.csv, ${problem}`]);
  });

  test("an unreadable row costs nothing", () => {
    const book = bookOf([graded("ada", CONNECTOR)], marks("ada,01.1,22,\nada,01.2,much,\n"));
    expect(standings(book)["ada"]).toEqual(["graded 15"]);
  });

  test("a new file holds none", () => {
    expect(readMarks(emptyMarks())).toEqual({ marks: [], problems: [] });
  });

  test("a file without the columns says so", () => {
    expect(readMarks("who,points\nada,3\n").problems).toEqual([
      "marks.csv has no column student and exercise: none of its 1 row was used.",
    ]);
  });
});
