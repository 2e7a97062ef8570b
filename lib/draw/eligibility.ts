import { badge } from "./badge.ts";
import type { Drawing } from "../markup/drawing.ts";
import { element, type Markup } from "../markup/markup.ts";
import { oneLine, wrapText } from "../markup/plain-text.ts";
import { CELL_STYLE, ROW_STYLE, RULE, TONES } from "../markup/theme.ts";
import { summaryCard } from "./summary-card.ts";

/** A feature of the API, and whether an arrangement covers it. */
export interface DrawnFeature {
  feature: string;
  recognisedBy: string;
  covered: "yes" | "qualified" | "no";
  reason: string;
  /** Whether the API refuses it, instead of accepting it without cover. */
  refused: boolean;
  alternative: string;
}

const STATES = {
  no: { symbol: "✗", word: "No", tone: TONES.fail },
  qualified: { symbol: "~", word: "Qualified", tone: TONES.live },
  yes: { symbol: "✓", word: "Yes", tone: TONES.pass },
} as const;

const QUIET = { style: `color:${TONES.quiet.ink};font-size:13px` };

function detailsOf({ reason, refused, alternative }: DrawnFeature): string[] {
  return [
    `${reason}${refused ? " The API refuses such a request." : ""}`,
    ...(alternative === "" ? [] : [`Instead: ${alternative}.`]),
  ].map(oneLine);
}

function rowMarkup(row: DrawnFeature): Markup {
  const { symbol, word, tone } = STATES[row.covered];
  return element(
    "div",
    { style: `${ROW_STYLE};border-top:1px solid ${RULE}` },
    element("div", { style: `${CELL_STYLE};width:112px;padding:7px 0` }, badge(symbol, word, tone)),
    element(
      "div",
      { style: `${CELL_STYLE};padding:7px 0` },
      element("strong", {}, oneLine(row.feature)),
      element("div", QUIET, `Shows as: ${oneLine(row.recognisedBy)}`),
      ...detailsOf(row).map((line) => element("div", {}, line)),
    ),
  );
}

function rowText(row: DrawnFeature): string[] {
  const { symbol, word } = STATES[row.covered];
  return [
    "",
    ...wrapText(`${word}: ${oneLine(row.feature)}`, undefined, `${symbol} `),
    ...wrapText(`Shows as: ${oneLine(row.recognisedBy)}`, undefined, "  "),
    ...detailsOf(row).flatMap((line) => wrapText(line, undefined, "  ")),
  ];
}

/** Draws which features of the API an arrangement covers, why not, and what to use instead. */
export function drawFeatures(title: string, note: string, rows: readonly DrawnFeature[]): Drawing {
  return summaryCard(title, note, rows.map(rowMarkup), rows.flatMap(rowText));
}
