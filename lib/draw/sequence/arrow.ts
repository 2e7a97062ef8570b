import { element, type Markup } from "../../markup/markup.ts";
import { cutText, textColumns } from "../../markup/plain-text.ts";
import { columnsIn, svgText } from "../svg-card.ts";
import { EDGE, MONO_ADVANCE, TONES } from "../../markup/theme.ts";
import type { Lifelines } from "./lifelines.ts";
import { BAR, DETAIL_HEIGHT, DETAIL_SIZE, LABEL_SIZE, type Placed } from "./place.ts";
import type { Step } from "./steps.ts";

function arrowHead(x: number, y: number, direction: 1 | -1, fill: string): Markup {
  const back = x - direction * 8;
  return element("path", { d: `M${x} ${y}L${back} ${y - 4}L${back} ${y + 4}Z`, fill });
}

function cross(x: number, y: number, stroke: string): Markup {
  const d = `M${x - 4} ${y - 4}L${x + 4} ${y + 4}M${x + 4} ${y - 4}L${x - 4} ${y + 4}`;
  return element("path", { d, stroke, "stroke-width": 2 });
}

/** The line of an arrow: solid where something is asked, dashed where it is answered. */
function lineMarkup(step: Step, y: number, lines: Lifelines): Markup[] {
  const [a, b] = [lines.xOf(step.from), lines.xOf(step.to)];
  const direction = b >= a ? 1 : -1;
  const start = step.from === "api" ? a + (direction * BAR) / 2 : a;
  const end = step.to === "api" ? b - (direction * BAR) / 2 : b;
  const thin = step.kind === "connect";
  const solid = thin || step.kind === "call";
  const stroke = thin ? TONES.plain.line : step.failed ? TONES.fail.line : TONES.plain.ink;
  const stop = step.kind === "lost" ? (start + end) / 2 : end;
  const line = element("line", {
    x1: start,
    y1: y,
    x2: stop,
    y2: y,
    stroke,
    "stroke-width": thin ? 1 : 1.5,
    ...(solid ? {} : { "stroke-dasharray": "5 4" }),
  });
  const tip = step.kind === "lost" ? cross(stop, y, stroke) : arrowHead(end, y, direction, stroke);
  return [line, tip];
}

/** A line of words, on a ground of its own where it passes over a lifeline. */
function wordsMarkup(
  place: Placed,
  y: number,
  words: string,
  look: { size: number; fill: string; weight?: number },
  lines: Lifelines,
): Markup[] {
  const width = textColumns(words) * look.size * MONO_ADVANCE;
  const crosses = lines.columns.some(({ x }) => x > place.left && x < place.left + width + 4);
  const ground = element("rect", {
    x: place.left - 3,
    y: y - look.size + 1,
    width: width + 6,
    height: look.size + 3,
    fill: TONES.plain.ground,
  });
  return [...(crosses ? [ground] : []), svgText(place.left, y, words, look)];
}

/** One step: its number, its words and its arrow; the tooltip holds the whole value. */
export function stepMarkup(place: Placed, number: number, step: Step, lines: Lifelines): Markup {
  const thin = step.kind === "connect";
  const ink = step.failed ? TONES.fail.ink : TONES.plain.ink;
  const words = thin ? `${step.label} (${step.detail})` : step.label;
  const label = `${lines.sharedName(step)}${words}`;
  const look = thin
    ? { size: DETAIL_SIZE, fill: TONES.quiet.ink }
    : { size: LABEL_SIZE, fill: ink, weight: 600 };
  const detail = { size: DETAIL_SIZE, fill: step.failed ? ink : TONES.quiet.ink };
  const shown = cutText(`${step.failed ? "✗ " : ""}${label}`, columnsIn(place.width, look.size));
  return element(
    "g",
    {},
    element("title", {}, `${number}. ${label}\n${step.full}`),
    svgText(EDGE, place.y + 4, String(number), { size: DETAIL_SIZE, fill: TONES.quiet.ink }),
    ...wordsMarkup(place, place.y - 7, shown, look, lines),
    ...lineMarkup(step, place.y, lines),
    ...place.details.flatMap((line, index) =>
      wordsMarkup(place, place.y + 15 + index * DETAIL_HEIGHT, line, detail, lines),
    ),
  );
}
