import type { Drawing } from "../markup/drawing.ts";
import { element, type Markup } from "../markup/markup.ts";
import { cutText, oneLine, wrapText } from "../markup/plain-text.ts";
import { columnsIn, svgCard, svgText } from "./svg-card.ts";
import { DRAWING_WIDTH, EDGE, TONES } from "../markup/theme.ts";
import { type DrawnTimeline, endOf, lineTexts, seconds } from "./timeline/lines.ts";
import { DOT, type Scale, TRACK, trackMarkup } from "./timeline/track.ts";

const TOP = 84;
const AXIS_Y = 64;
/** The shortest time that the scale shows, so that a single call is not as wide as the picture. */
const SHORTEST_MS = 5_000;
const LINE = 18;
const GAP = 22;
const SIZE = 12;
const COLUMNS = columnsIn(DRAWING_WIDTH - 2 * EDGE, SIZE);
const LEGEND = "Numbers are calls, dotted lines are waits.";
const LEFT = EDGE + DOT;
const ROOM = DRAWING_WIDTH - 2 * EDGE - 2 * DOT;

/** The lines of words under a track, as they are drawn. */
function drawnLines(timeline: DrawnTimeline): { fill: string; words: string }[] {
  return lineTexts(timeline).flatMap(({ failed, text }) =>
    wrapText(text, COLUMNS, "", "   ").map((words) => ({
      fill: failed ? TONES.quiet.ink : TONES.pass.ink,
      words,
    })),
  );
}

/** The times that the scale names: every second, or every few where there are many. */
function ticksOf(longest: number): number[] {
  const step = [1, 2, 5, 10, 20, 60].find((each) => longest / (each * 1000) <= 10) ?? 300;
  const count = Math.floor(longest / (step * 1000)) + 1;
  return Array.from({ length: count }, (_, index) => index * step * 1000);
}

function axisMarkup({ ticks, x }: Scale): Markup[] {
  return ticks.map((ms) =>
    svgText(x(ms), AXIS_Y, seconds(ms), {
      size: 11,
      fill: TONES.quiet.ink,
      anchor: "middle",
    }),
  );
}

function laneMarkup(timeline: DrawnTimeline, y: number, scale: Scale): Markup {
  const ink = { size: SIZE, fill: TONES.plain.ink };
  const tone = timeline.failed ? TONES.fail : TONES.pass;
  const half = Math.floor(COLUMNS / 2);
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
    ...drawnLines(timeline).map(({ words, fill }, index) =>
      svgText(EDGE, y + LINE + TRACK + 16 + index * LINE, words, { size: SIZE, fill }),
    ),
  );
}

const heightOf = (timeline: DrawnTimeline): number =>
  LINE + TRACK + drawnLines(timeline).length * LINE + GAP;

/**
 * Draws what callers did over time, one below the other on one scale: their calls, numbered, the
 * waits between them as dotted lines, and how each came out.
 */
export function drawTimelines(title: string, timelines: readonly DrawnTimeline[]): Drawing {
  const longest = Math.max(SHORTEST_MS, ...timelines.flatMap(({ events }) => events.map(endOf)));
  const scale: Scale = {
    x: (ms) => LEFT + (ms * ROOM) / longest,
    ticks: ticksOf(longest),
  };
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
  const legend = svgText(EDGE, y + 4, LEGEND, {
    size: SIZE,
    fill: TONES.quiet.ink,
    family: "sans",
  });
  const parts = [...axisMarkup(scale), ...lanes, legend];
  return svgCard(title, y + 22, text.join("\n"), parts);
}
