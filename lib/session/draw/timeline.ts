import type { Drawing } from "./drawing.ts";
import { element, type Markup } from "./markup.ts";
import { cutText, oneLine, wrapText } from "./plain-text.ts";
import { columnsIn, svgCard, svgText } from "./svg-card.ts";
import { DRAWING_WIDTH, EDGE, RULE, TONES } from "./theme.ts";

/** One thing that a caller did; times are milliseconds since its first call. */
export type DrawnEvent =
  | { kind: "call"; atMs: number; takesMs: number; failed: boolean; words: string }
  | { kind: "wait"; atMs: number; waitMs: number }
  | { kind: "stop"; atMs: number; words: string };

/** A series of calls of one caller. */
export interface DrawnTimeline {
  label: string;
  events: readonly DrawnEvent[];
  /** How it came out, in a few words. */
  end: string;
  failed: boolean;
}

const TOP = 84;
const AXIS_Y = 64;
/** The shortest time that the scale shows, so that a single call is not as wide as the picture. */
const SHORTEST_MS = 5_000;
const TRACK = 26;
const LINE = 18;
const GAP = 22;
const SIZE = 12;
const DOT = 8;
const LEFT = EDGE + DOT;
const ROOM = DRAWING_WIDTH - 2 * EDGE - 2 * DOT;

/** "5.25 s". */
const seconds = (ms: number): string =>
  `${(ms / 1000).toLocaleString("en-US", { maximumFractionDigits: 2 })} s`;

const endOf = (event: DrawnEvent): number => {
  if (event.kind === "call") return event.atMs + event.takesMs;
  return event.kind === "wait" ? event.atMs + event.waitMs : event.atMs;
};

/** Each call with its number, and what was done after it. */
interface Line {
  number: number;
  atMs: number;
  failed: boolean;
  words: string;
}

function linesOf({ events }: DrawnTimeline): Line[] {
  const lines: Line[] = [];
  for (const event of events) {
    const last = lines.at(-1);
    if (event.kind === "call") {
      const { atMs, failed, words } = event;
      lines.push({ number: lines.length + 1, atMs, failed, words: oneLine(words) });
    } else if (last !== undefined) {
      last.words +=
        event.kind === "wait"
          ? `, then waits ${seconds(event.waitMs)}`
          : `, then stops${event.words === "" ? "" : `: ${oneLine(event.words)}`}`;
    }
  }
  return lines;
}

/** Lines that differ in nothing but their time are one. */
function lineTexts(timeline: DrawnTimeline): { failed: boolean; text: string }[] {
  const runs: Line[][] = [];
  for (const line of linesOf(timeline)) {
    const run = runs.at(-1);
    if (run?.[0]?.words === line.words) run.push(line);
    else runs.push([line]);
  }
  return runs.flatMap((run) => {
    const [first, last] = [run[0], run.at(-1)];
    if (first === undefined || last === undefined) return [];
    const { number, atMs, words, failed } = first;
    const text =
      first === last
        ? `${number}. at ${seconds(atMs)}: ${words}`
        : `${number}. to ${last.number}. from ${seconds(atMs)} to ${seconds(last.atMs)}: ${words}`;
    return [{ failed, text }];
  });
}

/** The scale: a label every second, or every few where there are many. */
function axisMarkup(longest: number, scale: number): Markup[] {
  const step = [1, 2, 5, 10, 20, 60].find((each) => longest / (each * 1000) <= 10) ?? 300;
  const count = Math.floor(longest / (step * 1000)) + 1;
  return Array.from({ length: count }, (_, index) => {
    const ms = index * step * 1000;
    return svgText(LEFT + ms * scale, AXIS_Y, seconds(ms), {
      size: 11,
      fill: TONES.quiet.ink,
      anchor: "middle",
    });
  });
}

/** The numbers of calls that would stand on one another are left out, the first one never. */
function trackMarkup(timeline: DrawnTimeline, y: number, scale: number): Markup[] {
  const middle = y + TRACK / 2;
  const x = (ms: number): number => LEFT + ms * scale;
  const last = Math.max(0, ...timeline.events.map(endOf));
  const parts = [
    element("line", { x1: x(0), y1: middle, x2: x(last), y2: middle, stroke: RULE }),
    ...timeline.events
      .filter(({ kind }) => kind === "wait")
      .map((wait) => waitMarkup(x(wait.atMs), x(endOf(wait)), middle)),
  ];
  let number = 0;
  let free = Number.NEGATIVE_INFINITY;
  for (const event of timeline.events) {
    if (event.kind === "call") number += 1;
    if (event.kind !== "call" || x(event.atMs) < free) continue;
    free = x(event.atMs) + 2 * DOT;
    const tone = event.failed ? TONES.fail : TONES.pass;
    const length = Math.max(0, event.takesMs * scale);
    parts.push(
      element("rect", {
        x: x(event.atMs) - DOT,
        y: middle - DOT,
        width: 2 * DOT + length,
        height: 2 * DOT,
        rx: DOT,
        fill: tone.ground,
        stroke: tone.line,
      }),
      svgText(x(event.atMs), middle + 4, String(number), {
        size: 11,
        fill: tone.ink,
        anchor: "middle",
      }),
    );
  }
  return parts;
}

function waitMarkup(from: number, to: number, y: number): Markup {
  const line = { stroke: TONES.live.line, "stroke-width": 3, "stroke-dasharray": "2 4" };
  return element("line", { x1: from, y1: y, x2: to, y2: y, ...line });
}

function laneMarkup(timeline: DrawnTimeline, y: number, scale: number): Markup {
  const ink = { size: SIZE, fill: TONES.plain.ink };
  const tone = timeline.failed ? TONES.fail : TONES.pass;
  const lines = lineTexts(timeline);
  const columns = columnsIn(DRAWING_WIDTH - 2 * EDGE, SIZE);
  const half = Math.floor(columns / 2);
  return element(
    "g",
    {},
    svgText(EDGE, y + 12, cutText(oneLine(timeline.label), half), { ...ink, weight: 600 }),
    svgText(DRAWING_WIDTH - EDGE, y + 12, cutText(oneLine(timeline.end), half), {
      size: SIZE,
      fill: tone.ink,
      weight: 600,
      anchor: "end",
    }),
    ...trackMarkup(timeline, y + LINE, scale),
    ...lines.map((line, index) =>
      svgText(EDGE, y + LINE + TRACK + 16 + index * LINE, cutText(line.text, columns), {
        size: SIZE,
        fill: line.failed ? TONES.quiet.ink : TONES.pass.ink,
      }),
    ),
  );
}

const heightOf = (timeline: DrawnTimeline): number =>
  LINE + TRACK + lineTexts(timeline).length * LINE + GAP;

/**
 * Draws what callers did over time, one below the other on one scale: their calls, numbered, the
 * waits between them as dotted lines, and how each came out.
 */
export function drawTimelines(title: string, timelines: readonly DrawnTimeline[]): Drawing {
  const longest = Math.max(SHORTEST_MS, ...timelines.flatMap(({ events }) => events.map(endOf)));
  const scale = ROOM / longest;
  let y = TOP;
  const lanes = timelines.map((timeline) => {
    const lane = laneMarkup(timeline, y, scale);
    y += heightOf(timeline);
    return lane;
  });
  const text = [
    ...wrapText(oneLine(title)),
    ...timelines.flatMap((timeline) => [
      "",
      ...wrapText(`${oneLine(timeline.label)}: ${oneLine(timeline.end)}`),
      ...lineTexts(timeline).flatMap((line) => wrapText(line.text, undefined, "  ", "     ")),
    ]),
  ];
  return svgCard(title, y, text.join("\n"), [...axisMarkup(longest, scale), ...lanes]);
}
