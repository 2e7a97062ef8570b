import type { Drawing } from "../markup/drawing.ts";
import { element, type Markup } from "../markup/markup.ts";
import { oneLine, wrapText } from "../markup/plain-text.ts";
import { CARD_STYLE, FONTS, TONES } from "../markup/theme.ts";
import { table } from "./table.ts";

/** Names, addresses and JSON: they are drawn as code, and may break anywhere. */
const CODE = /^[[{]|^[^\s.]*[/:_][^\s]*$/u;

function cellText(value: unknown): string {
  if (value === null || value === undefined) return "none";
  return oneLine(typeof value === "string" ? value : JSON.stringify(value));
}

function cellMarkup(value: string): Markup | string {
  if (!CODE.test(value)) return value;
  return element("span", { style: `font-family:${FONTS.mono};font-size:13px` }, value);
}

/** A row in words: its first column in a line, the others below with their names. */
function rowText(row: object, columns: readonly string[]): string[] {
  const [first = "", ...others] = columns;
  const words = (name: string): string => cellText(Reflect.get(row, name));
  return [
    "",
    ...wrapText(words(first)),
    ...others.flatMap((name) => wrapText(`${name}: ${words(name)}`, undefined, "  ")),
  ];
}

/** Draws rows as a table with a column for each of their fields, which narrow windows shrink. */
export function drawRows(title: string, rows: readonly object[]): Drawing {
  const words = oneLine(title);
  const columns = [...new Set(rows.flatMap((row) => Object.keys(row)))];
  const head = columns.map((name) => ({
    content: [oneLine(name)],
    head: "col" as const,
    style: `color:${TONES.quiet.ink};font-size:13px`,
  }));
  const cells = rows.map((row) =>
    columns.map((name) => ({ content: [cellMarkup(cellText(Reflect.get(row, name)))] })),
  );
  const { markup } = element(
    "div",
    { style: CARD_STYLE },
    element("strong", { style: "font-size:15px" }, words),
    table(head, cells),
  );
  const text = [...wrapText(words), ...rows.flatMap((row) => rowText(row, columns))].join("\n");
  return { mime: "text/html", markup, text };
}
