import { element, type Markup } from "../../markup/markup.ts";
import { svgText } from "../svg-card.ts";
import { RULE, TONES } from "../../markup/theme.ts";
import { type DrawnTimeline, endOf } from "./lines.ts";

/** Height of a track, and half of the least width of a call on it. */
export const TRACK = 26;
export const DOT = 8;

/** Where times are drawn, and which of them the scale names. */
export interface Scale {
  x: (ms: number) => number;
  ticks: readonly number[];
}

/** A call as long as it took, its number in the middle. */
function callMarkup(
  number: number,
  failed: boolean,
  x: number,
  length: number,
  middle: number,
): Markup[] {
  const tone = failed ? TONES.fail : TONES.pass;
  const width = Math.max(2 * DOT, length);
  const box = { x, y: middle - DOT, width, height: 2 * DOT, rx: DOT };
  return [
    element("rect", { ...box, fill: tone.ground, stroke: tone.line }),
    svgText(x + width / 2, middle + 4, String(number), {
      size: 11,
      fill: tone.ink,
      anchor: "middle",
    }),
  ];
}

/** What a caller did, from left to right. Calls that would overlap are left out, the first one never. */
export function trackMarkup(timeline: DrawnTimeline, y: number, { x, ticks }: Scale): Markup[] {
  const middle = y + TRACK / 2;
  const parts = [
    ...ticks.map((ms) =>
      element("line", { x1: x(ms), y1: y, x2: x(ms), y2: y + TRACK, stroke: RULE }),
    ),
    ...timeline.events
      .filter(({ kind }) => kind === "wait")
      .map((wait) => waitMarkup(x(wait.atMs), x(endOf(wait)), middle)),
  ];
  let number = 0;
  let free = Number.NEGATIVE_INFINITY;
  for (const event of timeline.events) {
    if (event.kind === "call") number += 1;
    const at = x(event.atMs);
    if (event.kind !== "call" || at < free) continue;
    free = at + 2 * DOT;
    parts.push(...callMarkup(number, event.failed, at, x(endOf(event)) - at, middle));
  }
  return parts;
}

function waitMarkup(from: number, to: number, y: number): Markup {
  const line = { stroke: TONES.live.line, "stroke-width": 3, "stroke-dasharray": "2 4" };
  return element("line", { x1: from, y1: y, x2: to, y2: y, ...line });
}
