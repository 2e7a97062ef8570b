import type { Drawing } from "./drawing.ts";
import { element, svgDocument, type Markup } from "./markup.ts";
import { cutText, oneLine, textColumns, wrapText } from "./plain-text.ts";
import { DRAWING_WIDTH, FONTS, MONO_ADVANCE, RULE, TONES } from "./theme.ts";

interface Bar {
  label: string;
  value: number;
  note?: string;
}

const EDGE = 24;
const ROW = 44;
const TOP = 64;
const LABEL_SIZE = 13;
const LABEL_COLUMNS = 28;
const BAR_HEIGHT = 18;
const TEXT_BAR_COLUMNS = 24;

/** "1,234.5 calls"; a value that is not a number was not measured. */
function valueText(value: number, unit: string): string {
  if (!Number.isFinite(value)) return "not measured";
  const written = value.toLocaleString("en-US", { maximumFractionDigits: 2 });
  return unit === "" ? written : `${written} ${unit}`;
}

/** A bar's share of the longest one; negative and unmeasured values have no length. */
function shareOf(value: number, longest: number): number {
  return Number.isFinite(value) && value > 0 && longest > 0 ? value / longest : 0;
}

function svgText(
  x: number,
  y: number,
  words: string,
  look: { size: number; fill: string; family: string; weight?: number },
): Markup {
  return element(
    "text",
    {
      x,
      y,
      "font-family": look.family,
      "font-size": look.size,
      "font-weight": look.weight ?? 400,
      fill: look.fill,
    },
    words,
  );
}

function barMarkup(bar: Bar, index: number, left: number, longest: number, unit: string): Markup {
  const y = TOP + index * ROW;
  const room = DRAWING_WIDTH - EDGE - left;
  const columns = Math.floor(room / (LABEL_SIZE * MONO_ADVANCE));
  const value = valueText(bar.value, unit);
  const length =
    shareOf(bar.value, longest) * (room - (textColumns(value) + 2) * LABEL_SIZE * MONO_ADVANCE);
  const look = { size: LABEL_SIZE, fill: TONES.plain.ink, family: FONTS.mono };
  const label = oneLine(bar.label);
  return element(
    "g",
    {},
    element(
      "title",
      {},
      `${label}: ${value}${bar.note === undefined ? "" : ` (${oneLine(bar.note)})`}`,
    ),
    svgText(EDGE, y + 13, cutText(label, LABEL_COLUMNS), look),
    element("rect", {
      x: left,
      y,
      width: Math.max(length, 2),
      height: BAR_HEIGHT,
      rx: 3,
      fill: TONES.accent.line,
    }),
    svgText(left + Math.max(length, 2) + 8, y + 13, value, { ...look, weight: 600 }),
    ...(bar.note === undefined
      ? []
      : [
          svgText(left, y + 32, cutText(oneLine(bar.note), columns), {
            ...look,
            size: 11,
            fill: TONES.quiet.ink,
          }),
        ]),
  );
}

function barText(bar: Bar, columns: number, longest: number, unit: string): string[] {
  const label = cutText(oneLine(bar.label), LABEL_COLUMNS);
  const stroke = "#".repeat(Math.round(shareOf(bar.value, longest) * TEXT_BAR_COLUMNS));
  const head = `${label}${" ".repeat(columns - textColumns(label))}  `;
  return [
    ...wrapText(
      `${stroke}${stroke === "" ? "" : " "}${valueText(bar.value, unit)}`,
      undefined,
      head,
    ),
    ...(bar.note === undefined
      ? []
      : wrapText(oneLine(bar.note), undefined, " ".repeat(head.length))),
  ];
}

/**
 * Draws figures as horizontal bars from zero, each with its label, its value in words, and a note.
 *
 * @param unit What is counted, in the plural; empty where the title says it.
 */
export function drawBars(title: string, bars: readonly Bar[], unit: string): Drawing {
  const longest = Math.max(0, ...bars.map((bar) => bar.value).filter(Number.isFinite));
  const columns = Math.max(
    0,
    ...bars.map((bar) => Math.min(LABEL_COLUMNS, textColumns(oneLine(bar.label)))),
  );
  const left = EDGE + columns * LABEL_SIZE * MONO_ADVANCE + 16;
  const height = TOP + bars.length * ROW + 8;
  const text = [
    ...wrapText(oneLine(title)),
    "",
    ...bars.flatMap((bar) => barText(bar, columns, longest, oneLine(unit))),
  ].join("\n");
  const markup = svgDocument({ width: DRAWING_WIDTH, height }, oneLine(title), text, [
    element("rect", {
      x: 0.5,
      y: 0.5,
      width: DRAWING_WIDTH - 1,
      height: height - 1,
      rx: 10,
      fill: TONES.plain.ground,
      stroke: RULE,
    }),
    svgText(EDGE, 36, oneLine(title), {
      size: 15,
      fill: TONES.plain.ink,
      family: FONTS.sans,
      weight: 600,
    }),
    ...bars.map((bar, index) => barMarkup(bar, index, left, longest, oneLine(unit))),
  ]);
  return { mime: "image/svg+xml", markup, text };
}
