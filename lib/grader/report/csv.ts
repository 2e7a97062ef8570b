import { LabError } from "../../base/lab-error.ts";

/**
 * What a spreadsheet takes for a formula, also behind blanks and apostrophes; and the characters that
 * end a field early in some programs. Source: OWASP, "CSV Injection" (read 2026-11-22), with the
 * full-width forms that Excel reads alike.
 */
const FORMULA = /^['\s]*[=+\-@\uFF0B\uFF0D\uFF1D\uFF20]|^'*[\t\r\n]/u;

/** A signed number is data, however it starts. */
const NUMBER = /^[+-]?\d+(?:\.\d+)?$/u;

function written(value: string | number): string {
  const text = String(value);
  const safe = FORMULA.test(text) && !NUMBER.test(text) ? `'${text}` : text;
  return /[",;\t\r\n]|^\s|\s$/u.test(safe) ? `"${safe.replaceAll('"', '""')}"` : safe;
}

/** The apostrophe that {@link writeCsv} puts before a formula is not part of the value. */
function plain(text: string): string {
  return text.startsWith("'") && FORMULA.test(text.slice(1)) ? text.slice(1) : text;
}

/**
 * Writes rows as CSV (RFC 4180: commas, CRLF, quotes doubled). A value that a spreadsheet would run
 * as a formula gets an apostrophe in front: `=cmd` is written `'=cmd`, and {@link readCsv} gives
 * `=cmd` back. Without a byte-order mark.
 */
export function writeCsv(rows: readonly (readonly (string | number)[])[]): string {
  return rows.map((row) => `${row.map(written).join(",")}\r\n`).join("");
}

/** One record of a CSV file: its fields by column, and the line of the file where it starts. */
export interface CsvRecord {
  line: number;
  /** In the file's order; a record may have fewer fields than the header. */
  fields: string[];
}

/** A CSV file: the names of its columns, and its records. Lines without any value are left out. */
export interface CsvFile {
  columns: string[];
  records: CsvRecord[];
}

/**
 * Reads CSV as spreadsheets write it: comma or semicolon, whichever the header has more of, any line
 * ending, with or without a byte-order mark.
 *
 * @param where The file's name, for the error.
 * @throws LabError `csv-broken` when a quote is not closed or the file is empty.
 */
export function readCsv(text: string, where: string): CsvFile {
  const content = text.replace(/^\uFEFF/u, "");
  const [header, ...records] = parse(content, delimiterOf(content), where).filter(({ fields }) =>
    fields.some((field) => field.trim() !== ""),
  );
  if (header === undefined) {
    throw new LabError("csv-broken", {
      what: "This file has no header row.",
      where,
      remedy: "Write the names of the columns in its first line.",
    });
  }
  return { columns: header.fields.map((name) => name.trim()), records };
}

function delimiterOf(text: string): "," | ";" {
  const bare = (/^[^\r\n]*/u.exec(text)?.[0] ?? "").replaceAll(/"[^"]*"/gu, "");
  return bare.split(";").length > bare.split(",").length ? ";" : ",";
}

function parse(text: string, delimiter: string, where: string): CsvRecord[] {
  const token = new RegExp(
    `"([^"]*(?:""[^"]*)*)"|([^"${delimiter}\\r\\n][^${delimiter}\\r\\n]*)`,
    "uy",
  );
  const records: CsvRecord[] = [];
  let [at, line] = [0, 1];
  while (at < text.length) {
    const record: CsvRecord = { line, fields: [] };
    for (;;) {
      token.lastIndex = at;
      const found = token.exec(text);
      if (found === null && text[at] === '"') throw notClosed(where, line);
      const [whole = "", quoted, bare] = found ?? [];
      record.fields.push(plain(quoted?.replaceAll('""', '"') ?? bare ?? ""));
      line += whole.split(/\r\n|\r|\n/u).length - 1;
      at += whole.length;
      if (text[at] !== delimiter) break;
      at += 1;
    }
    const end = /^(?:\r\n|\r|\n)/u.exec(text.slice(at, at + 2))?.[0];
    if (end === undefined && at < text.length) throw notClosed(where, line);
    at += end?.length ?? 0;
    line += 1;
    records.push(record);
  }
  return records;
}

function notClosed(where: string, line: number): LabError {
  return new LabError("csv-broken", {
    what: "A quoted value does not end where a value ends.",
    where: `${where}, line ${line}`,
    remedy: 'Close it with a quote before the comma, and write a quote inside it as "".',
  });
}
