import { countText } from "../../base/counted.ts";
import { basename } from "node:path";
import { LabError } from "../../base/lab-error.ts";
import { decode } from "../../notebook/decode.ts";

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
  /** Whether there are values that no column is for, as an unquoted comma makes them. */
  isWide: boolean;
}

/** A CSV file: the names of its columns, and its records. Lines without any value are left out. */
export interface CsvFile {
  columns: string[];
  records: CsvRecord[];
  /** A sentence for what an instructor should look at, such as a guessed encoding. */
  problems: string[];
}

/** Where a record is, for people: the same on every machine. */
export function placeOf(where: string, line: number): string {
  return `${basename(where)}, line ${line}`;
}

/** A number with a point or a comma before its decimals, as spreadsheets write it; else NaN. */
export function readNumber(text: string): number {
  const isNumber = /^[+-]?(?:\d+(?:[.,]\d*)?|[.,]\d+)$/u.test(text.trim());
  return isNumber ? Number(text.replace(",", ".")) : Number.NaN;
}

/**
 * Reads CSV as spreadsheets write it: values separated by commas, semicolons or tabs, whichever the
 * header has most of or a first line such as `sep=;` names; any line ending; and, of bytes, any
 * encoding that {@link decode} tells.
 *
 * @param where The file's name, for the error.
 * @throws LabError `csv-broken` when a quote is not closed, the file is empty or is no text.
 */
export function readCsv(content: string | Uint8Array, where: string): CsvFile {
  const problems: string[] = [];
  const text = typeof content === "string" ? content : textOf(content, where, problems);
  const { body, line, delimiter } = layoutOf(text.replace(/^\uFEFF/u, ""));
  const [header, ...rows] = parse(body, delimiter, where, line).filter(({ fields }) =>
    fields.some((field) => field.trim() !== ""),
  );
  if (header === undefined) {
    throw new LabError("csv-broken", {
      what: "This file has no header row.",
      where,
      remedy: "Write the names of the columns in its first line.",
    });
  }
  const columns = header.fields.map((name) => name.trim());
  const records = rows.map((row) => ({
    ...row,
    isWide: row.fields.slice(columns.length).some((field) => field.trim() !== ""),
  }));
  return { columns, records, problems };
}

/**
 * For files of which no value may be lost.
 *
 * @throws LabError `csv-broken` for a record with more values than there are columns.
 */
export function refuseWide({ columns, records }: CsvFile, where: string): void {
  const wide = records.find(({ isWide }) => isWide);
  if (wide === undefined) return;
  throw new LabError("csv-broken", {
    what: `This row has ${countText(wide.fields.length, "value")} for ${countText(columns.length, "column")}.`,
    where: `${where}, line ${wide.line}`,
    remedy: 'Put quotes around a value that holds the separator, such as "0,9" or "Lovelace, Ada".',
  });
}

/** How a zip and an older Office file begin. */
const WORKBOOK = new Set(["504b0304", "d0cf11e0"]);

/** A file's text; what would be read with characters lost is refused. */
function textOf(bytes: Uint8Array, where: string, problems: string[]): string {
  const { text, encoding } = decode(bytes);
  const start = Buffer.from(bytes.subarray(0, 4)).toString("hex");
  const isGuessed = encoding === "Windows-1252";
  const lost = /(?![\t\n\v\f\r])[\p{Cc}\uFFFD]/u.exec(
    isGuessed ? text : text.replaceAll(/[\x80-\x9F]/gu, " "),
  );
  if (WORKBOOK.has(start) || lost !== null) {
    const line = text.slice(0, lost?.index ?? 0).split(/\r\n|\r|\n/u).length;
    throw new LabError("csv-broken", {
      what: WORKBOOK.has(start)
        ? "This is a spreadsheet program's own file and not CSV."
        : "A character in this line cannot be read: it is lost, or in an unknown encoding.",
      where: WORKBOOK.has(start) ? where : `${where}, line ${line}`,
      remedy: 'Export it again as "CSV UTF-8".',
    });
  }
  if (isGuessed)
    problems.push(
      `${basename(where)} is not in UTF-8 and was read as Windows-1252: see whether its names are right.`,
    );
  return text;
}

/** What separates the values, and the text behind a line that says so. */
function layoutOf(text: string): { body: string; line: number; delimiter: string } {
  const [said = "", named] = /^"?sep=([,;\t|:])"?(?:\r\n|\r|\n)/iu.exec(text) ?? [];
  if (named !== undefined) return { body: text.slice(said.length), line: 2, delimiter: named };
  // A title without a separator may be above.
  const first = text.split(/\r\n|\r|\n/u, 6).map((row) => row.replaceAll(/"[^"]*"/gu, ""));
  const bare = first.find((row) => /[,;\t]/u.test(row)) ?? "";
  const count = (one: string): number => bare.split(one).length;
  const delimiter = [",", ";", "\t"].reduce((best, next) =>
    count(next) > count(best) ? next : best,
  );
  return { body: text, line: 1, delimiter };
}

function parse(
  text: string,
  delimiter: string,
  where: string,
  from: number,
): Omit<CsvRecord, "isWide">[] {
  const token = new RegExp(
    `"([^"]*(?:""[^"]*)*)"|([^"${delimiter}\\r\\n][^${delimiter}\\r\\n]*)`,
    "uy",
  );
  const records: Omit<CsvRecord, "isWide">[] = [];
  let [at, line] = [0, from];
  while (at < text.length) {
    const record: Omit<CsvRecord, "isWide"> = { line, fields: [] };
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
