import { badge } from "./badge.ts";
import type { Drawing } from "../markup/drawing.ts";
import { element, type Markup } from "../markup/markup.ts";
import { oneLine, wrapText } from "../markup/plain-text.ts";
import { type Cell, table } from "./table.ts";
import { CARD_STYLE, FONTS, TONES } from "../markup/theme.ts";

/** Whether a party got to see a kind of data. */
export type Seen = "yes" | "no" | "own";

/** A party of a piece of work, and which kinds of data it got to see. */
export interface DrawnParty {
  name: string;
  /** What is to be known of it, such as who runs it or how long it keeps data. */
  note: string;
  /** One for each kind of data, in the order of the kinds. `own`: it is the party's own. */
  sees: readonly Seen[];
  /** Whether what it sees is kept where it should not be; then it is highlighted. */
  keeps: boolean;
}

const MARKS: Record<Seen, { symbol: string; words: string }> = {
  yes: { symbol: "●", words: "sees it" },
  no: { symbol: "–", words: "does not" },
  own: { symbol: "○", words: "its own only" },
};

function markMarkup(seen: Seen, keeps: boolean): Markup {
  const { symbol, words } = MARKS[seen];
  if (seen === "yes") return badge(symbol, words, keeps ? TONES.fail : TONES.accent);
  return element(
    "span",
    { style: `color:${TONES.quiet.ink};font-size:13px` },
    element("span", { "aria-hidden": "true" }, `${symbol} `),
    words,
  );
}

function headOf(parties: readonly DrawnParty[]): Cell[] {
  return [
    { content: [""], style: "width:27%" },
    ...parties.map(({ name, note, keeps }): Cell => ({
      head: "col",
      style: "vertical-align:top",
      content: [
        element("strong", { style: `font-family:${FONTS.mono};font-size:12px` }, oneLine(name)),
        element(
          "div",
          { style: `color:${keeps ? TONES.fail.ink : TONES.quiet.ink};font-size:12px` },
          oneLine(note),
        ),
      ],
    })),
  ];
}

function rowOf(kind: string, index: number, parties: readonly DrawnParty[]): Cell[] {
  return [
    { head: "row", content: [oneLine(kind)] },
    ...parties.map(({ sees, keeps }) => ({ content: [markMarkup(sees[index] ?? "no", keeps)] })),
  ];
}

function labelled(label: string, words: string): string[] {
  return words === "" ? [] : wrapText(`${label}: ${words}`, undefined, "  ");
}

function partyText({ name, note, sees }: DrawnParty, kinds: readonly string[]): string[] {
  const pick = (wanted: Seen): string =>
    kinds
      .filter((_, index) => (sees[index] ?? "no") === wanted)
      .map(oneLine)
      .join("; ");
  return [
    "",
    ...wrapText(`${oneLine(name)} (${oneLine(note)})`),
    ...labelled("sees", pick("yes")),
    ...labelled("sees its own only", pick("own")),
    ...labelled("does not see", pick("no")),
  ];
}

/** Draws which party of a piece of work got to see which kind of data. */
export function drawSightings(
  title: string,
  kinds: readonly string[],
  parties: readonly DrawnParty[],
): Drawing {
  const words = oneLine(title);
  const { markup } = element(
    "div",
    { style: CARD_STYLE },
    element(
      "div",
      { style: "margin-bottom:8px" },
      element("strong", { style: "font-size:15px" }, words),
    ),
    table(
      headOf(parties),
      kinds.map((kind, index) => rowOf(kind, index, parties)),
    ),
  );
  const text = [...wrapText(words), ...parties.flatMap((party) => partyText(party, kinds))].join(
    "\n",
  );
  return { mime: "text/html", markup, text };
}
