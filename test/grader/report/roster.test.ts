import { expect, test } from "vitest";
import { findStudent, readRoster } from "../../../lib/grader/report/roster.ts";

const CANVAS = `Student,ID,SIS User ID,SIS Login ID,Section,Old homework (12)
    Points Possible,,,,,10
,,,,,Manual Posting
"Lovelace, Ada",11,s11,ada,A,9
=cmd,12,s12,'@dora,A,8
`;

test("reads a gradebook that Canvas exported, without its rows about points and posting", () => {
  const { students } = readRoster(CANVAS, "roster.csv");
  expect(students.map(({ id, name }) => [id, name])).toEqual([
    ["ada", "Lovelace, Ada"],
    ["@dora", "=cmd"],
  ]);
});

test.each([
  ["ada", "ada"],
  ["11", "ada"],
  ["s11", "ada"],
  ["@dora", "@dora"],
  ["'@dora", undefined],
  ["Ada", undefined],
])("finds %s", (name, id) => {
  expect(findStudent(readRoster(CANVAS, "roster.csv"), [name])?.id).toBe(id);
});

test("a student's own id goes before another's number", () => {
  const roster = readRoster("student_id,ID\n12,7\n7,12\n", "roster.csv");
  expect(findStudent(roster, ["7"])?.fields).toEqual(["7", "12"]);
});

test.each([
  ["student_id\nada\n", ["ada"]],
  ["Email;Name\nada@example.org;Ada\n", ["ada@example.org"]],
  ["SID,Full Name\n301,Ada\n,Nobody\n", ["301"]],
  ["Lab 0,SCORE\n\nDisplay ID,ID,Last Name,First Name,grade\nab1,ab1,Byron,Ada,\n", ["ab1"]],
  ["Class of 2026\n\nstudent_id;name\n7;Ada\n", ["7"]],
  ["Name,SID,Role\nAda,301,Student\nBo,302,Instructor\nCy,303,\n", ["301", "303"]],
  ["identifier,github_username,name\n,adab,Ada\n", ["adab"]],
  ["student_id,name\n711.0,Ada\n", ["711"]],
])("takes %j", (text, ids) => {
  expect(readRoster(text, "r.csv").students.map(({ id }) => id)).toEqual(ids);
});

test.each([
  ["name\nAda\n", "roster-columns", "r.csv"],
  ["student_id\nada\nboris\nada\n", "roster-ambiguous", "r.csv"],
  ["student_id,name\n1.23457E+11,Ada\n", "csv-broken", "r.csv, line 2"],
])("refuses %j", (text, code, where) => {
  expect(() => readRoster(text, "r.csv")).toThrow(expect.objectContaining({ code, where }));
});

test.each([
  ["Canvas' own", "", 1],
  ["somebody of that name", "s13", 2],
])("a Test Student is %s, by the number", (_whose, number, count) => {
  const text = `Student,ID,SIS User ID,SIS Login ID,Section\n"L, Ada",11,s11,ada,A\n"Student, Test",13,${number},4f2a,A\n`;
  expect(readRoster(text, "r.csv").students).toHaveLength(count);
});

test.each(["Participant 12345", "Teilnehmer/in12345", "Participante 12345"])(
  "the number in %j of Moodle's worksheet is the one of its download",
  (identifier) => {
    const roster = readRoster(`Identifier,Full name\n${identifier},Ada\n`, "r.csv");
    expect(findStudent(roster, ["12345"])?.id).toBe(identifier);
  },
);

test("a title above the names of the columns is left out, and said", () => {
  const { problems } = readRoster("MCP 2026,,\nstudent_id,name\n7,Ada\n", "/a/r.csv");
  expect(problems).toEqual([
    "r.csv, line 2: the names of the columns are here; what is above was left out.",
  ]);
});

test("a number that was kept from a spreadsheet is that number", () => {
  expect(readRoster('student_id,name\n"=""0711""",Ada\n', "r.csv").students[0]?.id).toBe("0711");
});

test("says which rows are the same student", () => {
  expect(() => readRoster("student_id\nada\nboris\nada\n", "r.csv")).toThrow(
    /Lines 2 and 4.*"ada"/u,
  );
});
