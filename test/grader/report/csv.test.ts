import { array, assert, constantFrom, oneof, pre, property, string } from "fast-check";
import { describe, expect, test } from "vitest";
import { readCsv, writeCsv } from "../../../lib/grader/report/csv.ts";

describe("writing", () => {
  test.each([
    ["plain", "plain"],
    ["a,b", '"a,b"'],
    ['say "hi"', '"say ""hi"""'],
    ["two\nlines", '"two\nlines"'],
    ["a;b", '"a;b"'],
    [" padded ", '" padded "'],
    ["", ""],
  ])("%j is written as %j", (value, written) => {
    expect(writeCsv([[value]])).toBe(`${written}\r\n`);
  });

  test.each([
    ["=cmd|' /C calc'!A0", "'=cmd|' /C calc'!A0"],
    ["=1+1", "'=1+1"],
    ["+A1", "'+A1"],
    ["-A1", "'-A1"],
    ["@SUM(A1)", "'@SUM(A1)"],
    ["  =1", "'  =1"],
    ["\t=1", '"\'\t=1"'],
    ["\r=1", '"\'\r=1"'],
    ["＝1", "'＝1"],
    ["'=1", "''=1"],
  ])("%j cannot run as a formula", (value, written) => {
    expect(writeCsv([[value]])).toBe(`${written}\r\n`);
  });

  test.each([["-5"], ["+4.5"], ["-0.25"]])("%s is a number and stays one", (value) => {
    expect(writeCsv([[value]])).toBe(`${value}\r\n`);
  });
});

describe("reading", () => {
  test.each([
    ["LF", "a,b\n1,2\n"],
    ["CRLF", "a,b\r\n1,2\r\n"],
    ["no last line end", "a,b\r\n1,2"],
    ["a byte-order mark", "\uFEFFa,b\n1,2"],
    ["semicolons", "a;b\n1;2\n"],
    ["quotes", '"a","b"\n"1","2"\n'],
    ["empty lines", "\na,b\n,\n1,2\n\n"],
  ])("takes %s", (_what, text) => {
    const { columns, records } = readCsv(text, "x.csv");
    expect(columns).toEqual(["a", "b"]);
    expect(records.map(({ fields }) => fields)).toEqual([["1", "2"]]);
  });

  test("tells the line of a record, also behind a value of several lines", () => {
    const { records } = readCsv('a,b\n"one\ntwo",2\n3,4\n', "x.csv");
    expect(records.map(({ line }) => line)).toEqual([2, 4]);
  });

  test.each([
    ["a quote that stays open", 'a\n"b\nc\n', "x.csv, line 2"],
    ["text behind a closing quote", 'a\n"b"c\n', "x.csv, line 2"],
    ["an empty file", "", "x.csv"],
  ])("refuses %s", (_what, text, where) => {
    expect(() => readCsv(text, "x.csv")).toThrow(
      expect.objectContaining({ code: "csv-broken", where }),
    );
  });
});

test("what is written is read back, whatever it holds", () => {
  const value = oneof(
    string({ unit: "binary" }),
    string({
      unit: constantFrom("'", "=", "+", "-", "@", " ", "\t", "\r", "\n", '"', ",", ";", "1"),
    }),
  );
  const row = array(value, { minLength: 2, maxLength: 4 }).filter((fields) =>
    fields.some((field) => field.trim() !== ""),
  );
  assert(
    property(array(row, { maxLength: 5 }), (rows) => {
      const { records } = readCsv(writeCsv([["one", "two"], ...rows]), "x.csv");
      expect(records.map(({ fields }) => fields)).toEqual(rows);
    }),
    { numRuns: 500 },
  );
});

test("no value that is not a number starts like a formula", () => {
  assert(
    property(string({ unit: "binary" }), (value) => {
      pre(!/^[+-]?\d/u.test(value));
      const field = writeCsv([[value]]).replace(/^"/u, "");
      expect(field).not.toMatch(/^\s*[=+\-@＝＋－＠]/u);
    }),
  );
});
