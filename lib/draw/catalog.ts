import { countText } from "../base/counted.ts";
import type { Drawing } from "../markup/drawing.ts";
import { breakable, element, type Markup } from "../markup/markup.ts";
import { oneLine, wrapText } from "../markup/plain-text.ts";
import { CELL_STYLE, FONTS, ROW_STYLE, RULE, TONES } from "../markup/theme.ts";
import { summaryCard } from "./summary-card.ts";

/** What a catalog says of one resource or template. All but the URI may be missing. */
export interface DrawnEntry {
  /** URI or URI template. */
  uri: string;
  title?: string | undefined;
  description?: string | undefined;
  mimeType?: string | undefined;
  audience?: readonly string[] | undefined;
  /** 0 to 1. */
  priority?: number | undefined;
  /** Bytes. */
  size?: number | undefined;
}

/** "application/json, for assistant, 1,204 bytes": what is known, in words. */
function factsOf({ mimeType, audience, size }: DrawnEntry): string {
  return [
    mimeType,
    audience === undefined || audience.length === 0 ? undefined : `for ${audience.join(" and ")}`,
    size === undefined ? undefined : countText(size, "byte"),
  ]
    .filter((fact) => fact !== undefined)
    .map(oneLine)
    .join(", ");
}

function priorityText({ priority }: DrawnEntry): string {
  return priority === undefined ? "no priority" : `priority ${priority}`;
}

/** A bar of borders, which print even where grounds do not, beside its figure in words. */
function priorityMarkup(entry: DrawnEntry): Markup {
  const share = Math.round(Math.min(1, Math.max(0, entry.priority ?? 0)) * 100);
  const line = `width:${share}%;margin-top:-6px;border-top:6px solid ${TONES.accent.line}`;
  return element(
    "div",
    { style: `${CELL_STYLE};width:130px;padding:8px 0;color:${TONES.quiet.ink};font-size:13px` },
    priorityText(entry),
    element(
      "div",
      { "aria-hidden": "true", style: `width:100px;margin-top:4px;border-top:6px solid ${RULE}` },
      element("div", { style: line }),
    ),
  );
}

function rowMarkup(entry: DrawnEntry): Markup {
  const quiet = { style: `color:${TONES.quiet.ink};font-size:13px` };
  const facts = factsOf(entry);
  return element(
    "div",
    { style: `${ROW_STYLE};border-top:1px solid ${RULE}` },
    priorityMarkup(entry),
    element(
      "div",
      { style: `${CELL_STYLE};padding:8px 0` },
      element("strong", {}, oneLine(entry.title ?? "(no title)")),
      element(
        "div",
        { style: `font-family:${FONTS.mono};font-size:13px;color:${TONES.accent.ink}` },
        ...breakable(oneLine(entry.uri)),
      ),
      ...(entry.description === undefined ? [] : [element("div", {}, oneLine(entry.description))]),
      ...(facts === "" ? [] : [element("div", quiet, facts)]),
    ),
  );
}

function rowText(entry: DrawnEntry): string[] {
  const facts = [priorityText(entry), factsOf(entry)].filter((part) => part !== "").join(", ");
  return [
    "",
    ...wrapText(oneLine(entry.title ?? "(no title)")),
    ...wrapText(oneLine(entry.uri), undefined, "  "),
    ...(entry.description === undefined
      ? []
      : wrapText(oneLine(entry.description), undefined, "  ")),
    ...wrapText(`(${facts})`, undefined, "  "),
  ];
}

/** Draws a catalog as its reader gets it: its entries in their order, with what each says. */
export function drawCatalogOf(title: string, entries: readonly DrawnEntry[]): Drawing {
  const bytes = entries.reduce((sum, { size }) => sum + (size ?? 0), 0);
  const summary =
    countText(entries.length, "entry", "entries") +
    (bytes > 0 ? `, ${countText(bytes, "byte")} behind them.` : ".");
  return summaryCard(title, summary, entries.map(rowMarkup), entries.flatMap(rowText));
}
