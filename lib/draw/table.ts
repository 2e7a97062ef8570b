import { element, type Markup } from "../markup/markup.ts";
import { RULE, TONES } from "../markup/theme.ts";

const TABLE_STYLE =
  "width:100%;margin:0;border:0;border-collapse:collapse;" +
  `background:${TONES.plain.ground};color:${TONES.plain.ink};font-size:14px`;

/** Notebooks and VS Code have styles of their own for rows and cells: what they say is said here. */
const ROW_STYLE = `border:0;background:${TONES.plain.ground}`;

const CELL_STYLE =
  "padding:5px 8px 5px 0;border:0;text-align:left;vertical-align:baseline;line-height:1.5;" +
  "white-space:normal;overflow-wrap:break-word";

/** What is in a cell, and how. */
export interface Cell {
  content: readonly (Markup | string)[];
  /** A heading for its column or row. */
  head?: "col" | "row";
  style?: string;
}

function cellMarkup({ content, head, style }: Cell): Markup {
  const looks = `${CELL_STYLE};${style ?? ""}`;
  return head === undefined
    ? element("td", { style: looks }, ...content)
    : element("th", { scope: head, style: `font-weight:400;${looks}` }, ...content);
}

function rowMarkup(cells: readonly Cell[], style: string): Markup {
  return element("tr", { style }, ...cells.map(cellMarkup));
}

/**
 * A table that fills its card: columns without a width share what is left, and long words break. It
 * stays a table where a page takes all styles away, as GitHub does.
 */
export function table(head: readonly Cell[], rows: readonly (readonly Cell[])[]): Markup {
  return element(
    "table",
    { style: `${TABLE_STYLE};table-layout:fixed` },
    element(
      "thead",
      { style: `border:0;background:${TONES.plain.ground}` },
      rowMarkup(head, ROW_STYLE),
    ),
    element(
      "tbody",
      {},
      ...rows.map((cells) => rowMarkup(cells, `${ROW_STYLE};border-top:1px solid ${RULE}`)),
    ),
  );
}
