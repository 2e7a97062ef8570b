import { badge } from "./badge.ts";
import type { Drawing } from "../markup/drawing.ts";
import { breakable, element, type Markup } from "../markup/markup.ts";
import { oneLine, wrapText } from "../markup/plain-text.ts";
import { CELL_STYLE, FONTS, ROW_STYLE, RULE, TONES } from "../markup/theme.ts";
import { summaryCard } from "./summary-card.ts";

/** A text of a config with variables: as it is written, and as a server gets it. */
export interface DrawnText {
  /** Such as `crm.env.CRM_API_KEY`. */
  place: string;
  written: string;
  passedOn: string;
  /** What was done. `unset`: a variable has no value and no default, so its text is passed on. */
  fate: "replaced" | "default" | "unset" | "unchanged";
}

const FATES = {
  replaced: { symbol: "✓", word: "Replaced", tone: TONES.accent },
  default: { symbol: "✓", word: "Default used", tone: TONES.accent },
  unset: { symbol: "✗", word: "Not set: passed on as it is", tone: TONES.fail },
  unchanged: { symbol: "–", word: "Unchanged", tone: TONES.calm },
} as const;

const shown = (text: string): string => (text === "" ? "(empty)" : oneLine(text));

function lineMarkup(label: string, text: string, ink: string): Markup {
  return element(
    "div",
    { style: ROW_STYLE },
    element(
      "span",
      { style: `${CELL_STYLE};width:84px;color:${TONES.quiet.ink};font-size:13px` },
      `${label} `,
    ),
    element(
      "span",
      { style: `${CELL_STYLE};font-family:${FONTS.mono};font-size:13px;color:${ink}` },
      ...breakable(shown(text)),
    ),
  );
}

function rowMarkup({ place, written, passedOn, fate }: DrawnText): Markup {
  const { symbol, word, tone } = FATES[fate];
  return element(
    "div",
    { style: `padding:8px 0;border-top:1px solid ${RULE};page-break-inside:avoid` },
    element(
      "div",
      {},
      element("strong", {}, ...breakable(oneLine(place))),
      "\u00A0 ",
      badge(symbol, word, tone),
    ),
    lineMarkup("written", written, TONES.plain.ink),
    lineMarkup("passed on", passedOn, fate === "unset" ? TONES.fail.ink : TONES.plain.ink),
  );
}

function rowText({ place, written, passedOn, fate }: DrawnText): string[] {
  const { symbol, word } = FATES[fate];
  return [
    ...wrapText(`${oneLine(place)}: ${symbol} ${word}`),
    ...wrapText(shown(written), undefined, "  written    "),
    ...wrapText(shown(passedOn), undefined, "  passed on  "),
  ];
}

/** Draws what a host makes of the texts of a config: each as it is written, and as the server gets it. */
export function drawTexts(title: string, note: string, texts: readonly DrawnText[]): Drawing {
  return summaryCard(title, note, texts.map(rowMarkup), texts.flatMap(rowText));
}
