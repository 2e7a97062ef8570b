import type { Drawing } from "./drawing.ts";
import { element, type Markup } from "./markup.ts";
import { oneLine, wrapText } from "./plain-text.ts";
import { CARD_STYLE, CELL_STYLE, FONTS, ROW_STYLE, RULE, TONES } from "./theme.ts";

/** A party of a piece of work, and which kinds of data it got to see. */
export interface DrawnParty {
  name: string;
  /** What is to be known of it, such as who runs it or how long it keeps data. */
  note: string;
  /** One for each kind of data, in the order of the kinds. */
  sees: readonly boolean[];
  /** Whether what it sees is kept where it should not be; then it stands out. */
  keeps: boolean;
}

const LABEL_WIDTH = 210;

function markStyle(sees: boolean, keeps: boolean): string {
  const tone = keeps ? TONES.fail : TONES.accent;
  return sees
    ? `padding:1px 10px;border:1px solid ${tone.line};border-radius:9px;` +
        `background:${tone.ground};color:${tone.ink};font-size:13px`
    : `padding:1px 10px;color:${TONES.quiet.ink};font-size:13px`;
}

function cell(style: string, ...children: (Markup | string)[]): Markup {
  return element("div", { style: `${CELL_STYLE};padding:6px 8px 6px 0;${style}` }, ...children);
}

function headMarkup(parties: readonly DrawnParty[]): Markup {
  return element(
    "div",
    { style: ROW_STYLE },
    cell(`width:${LABEL_WIDTH}px`, ""),
    ...parties.map(({ name, note, keeps }) =>
      cell(
        "vertical-align:top",
        element("strong", { style: `font-family:${FONTS.mono};font-size:13px` }, oneLine(name)),
        element(
          "div",
          { style: `color:${keeps ? TONES.fail.ink : TONES.quiet.ink};font-size:12px` },
          oneLine(note),
        ),
      ),
    ),
  );
}

function rowMarkup(kind: string, index: number, parties: readonly DrawnParty[]): Markup {
  return element(
    "div",
    { style: `${ROW_STYLE};border-top:1px solid ${RULE}` },
    cell(`width:${LABEL_WIDTH}px`, oneLine(kind)),
    ...parties.map(({ sees, keeps }) => {
      const seen = sees[index] === true;
      const symbol = element("span", { "aria-hidden": "true" }, seen ? "● " : "– ");
      const words = seen ? "sees it" : "does not";
      return cell("", element("span", { style: markStyle(seen, keeps) }, symbol, words));
    }),
  );
}

function partyText({ name, note, sees }: DrawnParty, kinds: readonly string[]): string[] {
  const pick = (wanted: boolean): string =>
    kinds.filter((_, index) => (sees[index] === true) === wanted).join("; ") || "nothing";
  return [
    "",
    ...wrapText(`${oneLine(name)} (${oneLine(note)})`),
    ...wrapText(`sees: ${pick(true)}`, undefined, "  "),
    ...wrapText(`does not see: ${pick(false)}`, undefined, "  "),
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
    headMarkup(parties),
    ...kinds.map((kind, index) => rowMarkup(kind, index, parties)),
  );
  const text = [...wrapText(words), ...parties.flatMap((party) => partyText(party, kinds))].join(
    "\n",
  );
  return { mime: "text/html", markup, text };
}
