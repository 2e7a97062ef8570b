import { element, type Markup } from "../../markup/markup.ts";
import { fewLines } from "../../markup/plain-text.ts";
import { columnsIn, svgText } from "../svg-card.ts";
import { DRAWING_WIDTH, EDGE, RULE, TONES } from "../../markup/theme.ts";
import { stepMarkup } from "./arrow.ts";
import type { Row } from "./fold.ts";
import type { Lifeline, Lifelines } from "./lifelines.ts";
import { BAR, DETAIL_HEIGHT, DETAIL_SIZE, placeRows, type Placed } from "./place.ts";

const HEAD_TOP = 58;
const HEAD_HEIGHT = 40;
const HEAD_LINES = 3;

type Fold = Row & { kind: "fold" };

/** "steps 5 to 20: the same 2 steps 8 more times", as one line. */
export function foldText(row: Fold): string {
  const which = row.first === row.last ? `step ${row.first}` : `steps ${row.first} to ${row.last}`;
  return `${which}: ${row.note}`;
}

function foldMarkup(y: number, row: Fold): Markup[] {
  return [
    element("rect", {
      x: EDGE,
      y: y - 16,
      width: DRAWING_WIDTH - 2 * EDGE,
      height: 24,
      rx: 6,
      fill: TONES.calm.ground,
      stroke: RULE,
    }),
    svgText(DRAWING_WIDTH / 2, y, foldText(row), {
      size: 12,
      fill: TONES.calm.ink,
      anchor: "middle",
      family: "sans",
    }),
  ];
}

/** A party's name in its box, on up to three lines. */
function headMarkup({ name, x, box }: Lifeline): Markup {
  const shown = fewLines(name, columnsIn(box - 4, DETAIL_SIZE), HEAD_LINES);
  const line = shown.length < HEAD_LINES ? DETAIL_HEIGHT : HEAD_HEIGHT / HEAD_LINES - 1;
  const top = HEAD_TOP + HEAD_HEIGHT / 2 + 4 - ((shown.length - 1) * line) / 2;
  const look = {
    size: DETAIL_SIZE,
    fill: TONES.plain.ink,
    weight: 600,
    anchor: "middle",
  } as const;
  return element(
    "g",
    {},
    element("title", {}, name),
    element("rect", {
      x: x - box / 2,
      y: HEAD_TOP,
      width: box,
      height: HEAD_HEIGHT,
      rx: 6,
      fill: TONES.calm.ground,
      stroke: TONES.calm.line,
    }),
    ...shown.map((words, index) => svgText(x, top + index * line, words, look)),
  );
}

function lifelineMarkup({ x }: Lifeline, bottom: number): Markup {
  return element("line", {
    x1: x,
    y1: HEAD_TOP + HEAD_HEIGHT,
    x2: x,
    y2: bottom,
    stroke: TONES.plain.line,
    "stroke-dasharray": "2 4",
  });
}

/** The bars that show while the API works on a request; concurrent ones are side by side. */
function activationBars(placed: readonly Placed[], x: number, bottom: number): Markup[] {
  const open = new Map<number, { top: number; lane: number }>();
  const bars: Markup[] = [];
  const close = (exchange: number, end: number): void => {
    const bar = open.get(exchange);
    if (bar === undefined) return;
    open.delete(exchange);
    bars.push(
      element("rect", {
        x: x - BAR / 2 + bar.lane * (BAR / 2),
        y: bar.top,
        width: BAR,
        height: end - bar.top,
        fill: TONES.accent.ground,
        stroke: TONES.accent.line,
      }),
    );
  };
  for (const { row, y } of placed) {
    if (row.kind !== "step" || row.step.exchange === undefined) continue;
    const { exchange, kind } = row.step;
    if (kind === "call") {
      const taken = new Set(Array.from(open.values(), ({ lane }) => lane));
      const lane = [0, 1, 2].find((free) => !taken.has(free)) ?? 3;
      open.set(exchange, { top: y, lane });
    } else {
      close(exchange, y);
    }
  }
  for (const exchange of Array.from(open.keys())) close(exchange, bottom);
  return bars.toReversed();
}

/** The diagram's parts below the title, and how tall the card must be. */
export function sequencePicture(
  rows: readonly Row[],
  lines: Lifelines,
): { height: number; parts: Markup[] } {
  const { placed, bottom } = placeRows(rows, lines, HEAD_TOP + HEAD_HEIGHT);
  const parts = [
    ...lines.columns.map((line) => lifelineMarkup(line, bottom)),
    ...lines.columns.map(headMarkup),
    ...activationBars(placed, lines.xOf("api"), bottom),
    ...placed.flatMap((place) =>
      place.row.kind === "fold"
        ? foldMarkup(place.y, place.row)
        : [stepMarkup(place, place.row.number, place.row.step, lines)],
    ),
  ];
  return { height: bottom + 16, parts };
}
