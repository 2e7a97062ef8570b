import { element, type Markup } from "../markup.ts";
import { cutText, oneLine, wrapText } from "../plain-text.ts";
import { DRAWING_WIDTH, FONTS, MONO_ADVANCE, RULE, TONES } from "../theme.ts";
import type { Row } from "./fold.ts";
import type { Lifelines } from "./lifelines.ts";
import type { Step } from "./steps.ts";

const LABEL_SIZE = 12;
const DETAIL_SIZE = 11;
const DETAIL_LINES = 2;
const HEAD_TOP = 56;
const HEAD_HEIGHT = 34;
const BAR = 10;

type Look = { size: number; fill: string; weight?: number; anchor?: "middle" };

function svgText(x: number, y: number, words: string, look: Look): Markup {
  return element(
    "text",
    {
      x,
      y,
      "font-family": FONTS.mono,
      "font-size": look.size,
      "font-weight": look.weight ?? 400,
      "text-anchor": look.anchor ?? "start",
      fill: look.fill,
      stroke: TONES.plain.ground,
      "stroke-width": 4,
      "stroke-linejoin": "round",
      "paint-order": "stroke",
    },
    words,
  );
}

/** How many characters of a size fit into a width. */
function columnsIn(width: number, size: number): number {
  return Math.max(4, Math.floor(width / (size * MONO_ADVANCE)));
}

/** A step with its place: the arrow's y, and the lines under it. */
interface Placed {
  row: Row;
  y: number;
  details: string[];
  /** Left end of the words, and how wide they may be. */
  left: number;
  width: number;
}

/** Words start at the arrow's left end. They may pass the right end, but not the API's column. */
function wordsRoom(step: Step, lines: Lifelines): { left: number; width: number } {
  const [a, b] = [lines.xOf(step.from), lines.xOf(step.to)];
  const left = Math.min(a, b) + BAR / 2 + 10;
  const toApi =
    step.from === "notebook" ? step.to === "api" : step.to === "notebook" && step.from === "api";
  const right = toApi ? Math.max(a, b) - BAR / 2 - 8 : DRAWING_WIDTH - 16;
  return { left, width: right - left };
}

function detailLines(step: Step, width: number): string[] {
  if (step.detail === "" || step.kind === "connect") return [];
  const columns = columnsIn(width, DETAIL_SIZE);
  const lines = wrapText(oneLine(step.detail), columns);
  if (lines.length <= DETAIL_LINES) return lines;
  const rest = lines.slice(DETAIL_LINES - 1).join(" ");
  return [...lines.slice(0, DETAIL_LINES - 1), cutText(rest, columns)];
}

/** Places the rows from top to bottom. */
function placeRows(rows: readonly Row[], lines: Lifelines): { placed: Placed[]; bottom: number } {
  let y = HEAD_TOP + HEAD_HEIGHT;
  const placed = rows.map((row): Placed => {
    if (row.kind === "fold") {
      y += 34;
      const at = { row, y: y - 6, details: [], left: 0, width: 0 };
      y += 10;
      return at;
    }
    const room = wordsRoom(row.step, lines);
    const details = detailLines(row.step, room.width);
    y += 32;
    const at = { row, y, details, ...room };
    y += details.length * 14 + (details.length > 0 ? 6 : 2);
    return at;
  });
  return { placed, bottom: y + 14 };
}

function arrowHead(x: number, y: number, direction: 1 | -1, fill: string): Markup {
  const back = x - direction * 8;
  return element("path", { d: `M${x} ${y}L${back} ${y - 4}L${back} ${y + 4}Z`, fill });
}

function cross(x: number, y: number, stroke: string): Markup {
  return element("path", {
    d: `M${x - 4} ${y - 4}L${x + 4} ${y + 4}M${x + 4} ${y - 4}L${x - 4} ${y + 4}`,
    stroke,
    "stroke-width": 2,
  });
}

function arrow(step: Step, y: number, lines: Lifelines): Markup[] {
  const [a, b] = [lines.xOf(step.from), lines.xOf(step.to)];
  const direction = b >= a ? 1 : -1;
  const [start, end] = [
    a + (step.from === "api" ? (direction * BAR) / 2 : 0),
    b - (step.to === "api" ? (direction * BAR) / 2 : 0),
  ];
  const stroke = step.failed ? TONES.fail.line : TONES.plain.ink;
  const thin = step.kind === "connect";
  const stop = step.kind === "lost" ? start + direction * Math.abs(end - start) * 0.5 : end;
  const line = element("line", {
    x1: start,
    y1: y,
    x2: stop,
    y2: y,
    stroke: thin ? TONES.plain.line : stroke,
    "stroke-width": thin ? 1 : 1.5,
    "stroke-dasharray": step.kind === "call" || thin ? "none" : "5 4",
  });
  if (step.kind === "lost") return [line, cross(stop, y, stroke)];
  return [line, arrowHead(end, y, direction, thin ? TONES.plain.line : stroke)];
}

function stepMarkup(place: Placed, number: number, step: Step, lines: Lifelines): Markup {
  const tone = step.failed ? TONES.fail : TONES.plain;
  const sign = step.failed ? "✗ " : "";
  const label = step.kind === "connect" ? `${step.label} (${step.detail})` : step.label;
  const columns = columnsIn(place.width, LABEL_SIZE);
  return element(
    "g",
    {},
    element("title", {}, `${number}. ${label}\n${step.full}`),
    svgText(30, place.y + 4, String(number), {
      size: DETAIL_SIZE,
      fill: TONES.quiet.ink,
      anchor: "middle",
    }),
    svgText(
      place.left,
      place.y - 7,
      cutText(`${sign}${oneLine(label)}`, columns),
      step.kind === "connect"
        ? { size: DETAIL_SIZE, fill: TONES.quiet.ink }
        : { size: LABEL_SIZE, fill: tone.ink, weight: 600 },
    ),
    ...arrow(step, place.y, lines),
    ...place.details.map((detail, index) =>
      svgText(place.left, place.y + 15 + index * 14, detail, {
        size: DETAIL_SIZE,
        fill: step.failed ? tone.ink : TONES.quiet.ink,
      }),
    ),
  );
}

/** "steps 5 to 20: the same 2 steps 8 more times", as one line. */
export function foldText(row: Row & { kind: "fold" }): string {
  const which = row.first === row.last ? `step ${row.first}` : `steps ${row.first} to ${row.last}`;
  return `${which}: ${row.note}`;
}

function foldMarkup(place: Placed, row: Row & { kind: "fold" }): Markup {
  return element(
    "g",
    {},
    element("rect", {
      x: 56,
      y: place.y - 15,
      width: DRAWING_WIDTH - 72,
      height: 24,
      rx: 6,
      fill: TONES.calm.ground,
      stroke: RULE,
    }),
    element(
      "text",
      {
        x: DRAWING_WIDTH / 2 + 20,
        y: place.y + 1,
        "font-family": FONTS.sans,
        "font-size": 12,
        "text-anchor": "middle",
        fill: TONES.calm.ink,
      },
      foldText(row),
    ),
  );
}

/** The bars that show while the API works on a request; concurrent ones stand side by side. */
function activationBars(placed: readonly Placed[], x: number, bottom: number): Markup[] {
  const open = new Map<number, { top: number; lane: number }>();
  const bars: Markup[] = [];
  const close = (exchange: number, end: number) => {
    const bar = open.get(exchange);
    if (bar === undefined) return;
    open.delete(exchange);
    bars.push(
      element("rect", {
        x: x - BAR / 2 + bar.lane * 5,
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

function headMarkup(lines: Lifelines, bottom: number): Markup[] {
  return lines.columns.flatMap(({ name, x, box }) => [
    element("line", {
      x1: x,
      y1: HEAD_TOP + HEAD_HEIGHT,
      x2: x,
      y2: bottom,
      stroke: TONES.plain.line,
      "stroke-dasharray": "2 4",
    }),
    element(
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
      element(
        "text",
        {
          x,
          y: HEAD_TOP + 21,
          "font-family": FONTS.mono,
          "font-size": DETAIL_SIZE,
          "font-weight": 600,
          "text-anchor": "middle",
          fill: TONES.plain.ink,
        },
        cutText(oneLine(name), columnsIn(box - 8, DETAIL_SIZE)),
      ),
    ),
  ]);
}

/** The diagram's parts on its card, and how tall it is. */
export function sequencePicture(
  title: string,
  rows: readonly Row[],
  lines: Lifelines,
): { height: number; parts: Markup[] } {
  const { placed, bottom } = placeRows(rows, lines);
  const height = bottom + 20;
  const apiX = lines.xOf("api");
  const parts = [
    element("rect", {
      x: 0.5,
      y: 0.5,
      width: DRAWING_WIDTH - 1,
      height: height - 1,
      rx: 10,
      fill: TONES.plain.ground,
      stroke: RULE,
    }),
    element(
      "text",
      {
        x: 24,
        y: 34,
        "font-family": FONTS.sans,
        "font-size": 15,
        "font-weight": 600,
        fill: TONES.plain.ink,
      },
      cutText(oneLine(title), 88),
    ),
    ...headMarkup(lines, bottom),
    ...activationBars(placed, apiX, bottom),
    ...placed.map((place) =>
      place.row.kind === "fold"
        ? foldMarkup(place, place.row)
        : stepMarkup(place, place.row.number, place.row.step, lines),
    ),
  ];
  return { height, parts };
}
