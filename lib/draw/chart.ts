import type { Drawing } from "../markup/drawing.ts";
import { element, type Markup } from "../markup/markup.ts";
import { cutText, oneLine, textColumns, wrapText } from "../markup/plain-text.ts";
import { columnsIn, svgCard, svgText } from "./svg-card.ts";
import { DRAWING_WIDTH, EDGE, MONO_ADVANCE, TONES } from "../markup/theme.ts";

interface Bar {
  label: string;
  value: number;
  note?: string;
  /** A heading over this bar and those after it with the same. */
  group?: string;
}

/** A bar with its words written out and its share of the longest one. */
interface ReadyBar {
  label: string;
  value: string;
  note: string;
  share: number;
  /** Empty where the bar before has the same. */
  heading: string;
}

const TOP = 64;
const BAR_HEIGHT = 18;
const HEADING = 30;
const SIZE = 13;
const NOTE_SIZE = 11;
const LABEL_COLUMNS = 30;
const TWIN_COLUMNS = 60;

/** "1,234.5 calls"; a value that is not a number was not measured. */
function valueText(value: number, unit: string): string {
  if (!Number.isFinite(value)) return "not measured";
  const written = value.toLocaleString("en-US", { maximumFractionDigits: 2 });
  return unit === "" ? written : `${written} ${unit}`;
}

/** Writes every bar's words, and its share of the full length; negative and unmeasured ones have none. */
function readyBars(bars: readonly Bar[], unit: string, most: number): ReadyBar[] {
  const longest = Math.max(most, ...bars.map((bar) => bar.value).filter(Number.isFinite));
  return bars.map(({ label, value, note, group = "" }, index) => ({
    label: oneLine(label),
    value: valueText(value, oneLine(unit)),
    note: oneLine(note ?? ""),
    share: Number.isFinite(value) && value > 0 ? value / longest : 0,
    heading: group === bars[index - 1]?.group ? "" : oneLine(group),
  }));
}

/** Width of the widest of some texts, each cut as it is drawn. */
function widest(texts: readonly string[]): number {
  const columns = texts.map((text) => Math.min(LABEL_COLUMNS, textColumns(text)));
  return Math.max(0, ...columns) * SIZE * MONO_ADVANCE;
}

/** Where the bars start, and how long the longest may be so that its value still fits. */
function barRoom(bars: readonly ReadyBar[]): { left: number; length: number } {
  const labels = widest(bars.map(({ label }) => label));
  const values = widest(bars.map(({ value }) => value));
  const left = EDGE + labels + 16;
  return { left, length: DRAWING_WIDTH - EDGE - left - values - 10 };
}

/** Height of a bar with its note, without its heading. */
function heightOf({ note }: ReadyBar): number {
  return note === "" ? 30 : 46;
}

function barMarkup(bar: ReadyBar, y: number, left: number, length: number): Markup {
  const look = { size: SIZE, fill: TONES.plain.ink };
  const note = cutText(bar.note, columnsIn(DRAWING_WIDTH - EDGE - left, NOTE_SIZE));
  const words = bar.note === "" ? bar.value : `${bar.value} (${bar.note})`;
  return element(
    "g",
    {},
    element("title", {}, `${bar.label}: ${words}`),
    ...(bar.heading === "" ? [] : [headingMarkup(bar.heading, y - 14)]),
    element("line", {
      x1: left,
      y1: y - 6,
      x2: left,
      y2: y + heightOf(bar) - 6,
      stroke: TONES.plain.line,
    }),
    svgText(EDGE, y + 14, cutText(bar.label, LABEL_COLUMNS), look),
    element("rect", {
      x: left,
      y,
      width: length * bar.share,
      height: BAR_HEIGHT,
      fill: TONES.accent.line,
    }),
    svgText(left + length * bar.share + 10, y + 14, cutText(bar.value, LABEL_COLUMNS), {
      ...look,
      weight: 600,
    }),
    ...(note === ""
      ? []
      : [svgText(left + 10, y + 33, note, { size: NOTE_SIZE, fill: TONES.quiet.ink })]),
  );
}

function headingMarkup(heading: string, y: number): Markup {
  const words = cutText(heading, columnsIn(DRAWING_WIDTH - 2 * EDGE, SIZE));
  return svgText(EDGE, y, words, { size: SIZE, fill: TONES.quiet.ink, family: "sans" });
}

function barText(bar: ReadyBar): string[] {
  const stroke = "#".repeat(Math.ceil(bar.share * TWIN_COLUMNS));
  return [
    ...(bar.heading === "" ? [] : [...wrapText(bar.heading), ""]),
    ...wrapText(`${bar.label}: ${bar.value}`),
    ...(stroke === "" ? [] : [`  ${stroke}`]),
    ...(bar.note === "" ? [] : wrapText(bar.note, undefined, "  ")),
  ];
}

/**
 * Draws figures as horizontal bars from zero, each with its label, its value in words, and a note.
 * A value that is not a finite number is shown as not measured.
 *
 * @param unit What is counted, in the plural; empty where the title says it.
 * @param most The value of a bar of full length where that is known, such as 100 of percentages; else
 *   the largest value has it.
 */
export function drawBars(
  title: string,
  bars: readonly Bar[],
  unit: string,
  most: number = 0,
): Drawing {
  const ready = readyBars(bars, unit, most);
  const { left, length } = barRoom(ready);
  let bottom = TOP;
  const drawn = ready.map((bar) => {
    const y = bar.heading === "" ? bottom : bottom + HEADING;
    const markup = barMarkup(bar, y, left, length);
    bottom = y + heightOf(bar);
    return markup;
  });
  const text = [...wrapText(oneLine(title)), ...ready.flatMap((bar) => ["", ...barText(bar)])];
  return svgCard(title, bottom + 8, text.join("\n"), drawn);
}
