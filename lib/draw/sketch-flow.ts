import {
  type Flow,
  type FlowNode,
  type FlowStep,
  parties,
  type Party,
} from "../subjects/sketch/flow.ts";
import type { Drawing } from "../markup/drawing.ts";
import { element, type Markup } from "../markup/markup.ts";
import { cutText, oneLine, wrapText } from "../markup/plain-text.ts";
import { columnsIn, svgCard, svgText } from "./svg-card.ts";
import { DRAWING_WIDTH, EDGE, RULE, TONES } from "../markup/theme.ts";

/** A box for each party: your side on the left, Anthropic's on top, the data on the right. */
const BOX = { width: 166, height: 56 };
const PLACES: Record<FlowNode, { x: number; y: number }> = {
  application: { x: EDGE, y: 190 },
  api: { x: (DRAWING_WIDTH - BOX.width) / 2, y: 66 },
  server: { x: (DRAWING_WIDTH - BOX.width) / 2, y: 190 },
  system: { x: DRAWING_WIDTH - EDGE - BOX.width, y: 190 },
  other: { x: DRAWING_WIDTH - EDGE - BOX.width, y: 66 },
};
const SIZE = 12;
const STEPS_TOP = 282;
const LINE = 17;
const ROW = 26;
/** Room for a number before its sentence. */
const INDENT = 28;
/** How much more of a proportional font fits than of a fixed-width one. */
const SANS_SHARE = 1.12;

/** Draws who sends what to whom in an integration, and which party sees which data. */
export function drawSketchFlow(title: string, flow: Flow): Drawing {
  const sentences = flow.steps.map((step) => sentenceOf(flow, step));
  const notes = [flow.credentials, flow.retention].map(oneLine);
  const paragraphs = [
    ...sentences.map((words, index) => paragraphOf(words, index)),
    ...notes.map((words) => paragraphOf(words)),
  ];
  const tableTop =
    STEPS_TOP + paragraphs.flatMap(({ lines }) => lines).length * LINE + paragraphs.length * 4 + 16;
  const bottom = tableTop + 8 + flow.rows.length * ROW;
  const parts = [
    ...flow.steps.flatMap((step, index) => arrowMarkup(step, index)),
    ...nodesOf(flow).map((node) => boxMarkup(flow.names[node], node)),
    ...paragraphsMarkup(paragraphs),
    ...tableMarkup(flow, tableTop),
  ];
  return svgCard(title, bottom + 10, twin(title, flow, sentences, notes), parts);
}

function nodesOf({ names }: Flow): FlowNode[] {
  return names.other === "" ? [...parties] : [...parties, "other"];
}

function sentenceOf({ names }: Flow, { from, to, carries }: FlowStep): string {
  return oneLine(`${names[from]} → ${names[to]}: ${carries}`);
}

/** What is said below the picture, beside the number of its arrow where it has one. */
interface Paragraph {
  lines: readonly string[];
  left: number;
  step: number | undefined;
}

function paragraphOf(words: string, step?: number): Paragraph {
  const left = step === undefined ? EDGE : EDGE + INDENT;
  const columns = columnsIn((DRAWING_WIDTH - EDGE - left) * SANS_SHARE, SIZE);
  return { lines: wrapText(words, columns), left, step };
}

function boxMarkup(name: string, party: FlowNode): Markup {
  const { x, y } = PLACES[party];
  const tone = party === "api" ? TONES.live : party === "system" ? TONES.accent : TONES.calm;
  const lines = wrapText(oneLine(name), columnsIn(BOX.width - 12, SIZE));
  const shown = lines.length > 2 ? [lines[0] ?? "", `${cutText(lines[1] ?? "", 20)}…`] : lines;
  const top = y + BOX.height / 2 + 5 - ((shown.length - 1) * LINE) / 2;
  return element(
    "g",
    {},
    element("title", {}, oneLine(name)),
    element("rect", { x, y, ...BOX, rx: 8, fill: tone.ground, stroke: tone.line }),
    ...shown.map((line, index) =>
      svgText(x + BOX.width / 2, top + index * LINE, line, {
        size: SIZE,
        fill: tone.ink,
        weight: 600,
        anchor: "middle",
      }),
    ),
  );
}

/** Where an arrow runs, by who speaks to whom; two between the same parties run side by side. */
function wayOf(
  { from, to }: FlowStep,
  index: number,
): { a: [number, number]; b: [number, number] } {
  const start = PLACES[from];
  const end = PLACES[to];
  const shift = index === 0 ? -12 : 12;
  if (start.y === end.y) {
    const two = from === "application" && to === "server";
    const y = start.y + BOX.height / 2 + (two ? shift : 0);
    return { a: [start.x + BOX.width, y], b: [end.x, y] };
  }
  const x = start.x + BOX.width / 2;
  if (from === "application") return { a: [x, start.y], b: [x, end.y + BOX.height / 2] };
  return { a: [x, start.y + BOX.height], b: [x, end.y] };
}

function arrowMarkup(step: FlowStep, index: number): Markup[] {
  const { a, b } = wayOf(step, index);
  const stroke = TONES.plain.line;
  // From the application to the API the way turns: up, then right.
  const turns = step.from === "application" && step.to === "api";
  const tip = turns ? [PLACES.api.x, b[1]] : b;
  const d = `M${a.join(" ")}L${b.join(" ")}${turns ? `L${tip.join(" ")}` : ""}`;
  const down = !turns && a[0] === b[0];
  const head = `M${tip.join(" ")}${down ? "l-4 -8l8 0Z" : "l-8 -4l0 8Z"}`;
  const middle = turns ? b : ([(a[0] + b[0]) / 2, (a[1] + b[1]) / 2] as const);
  return [
    element("path", { d, fill: "none", stroke, "stroke-width": 1.5 }),
    element("path", { d: head, fill: stroke }),
    ...badge(middle[0], middle[1], index),
  ];
}

/** The number of a step, on its arrow. */
function badge(x: number, y: number, index: number): Markup[] {
  return [
    element("rect", {
      x: x - 10,
      y: y - 9,
      width: 20,
      height: 18,
      rx: 9,
      fill: TONES.plain.ground,
      stroke: TONES.accent.line,
    }),
    svgText(x, y + 4, String(index + 1), {
      size: SIZE,
      fill: TONES.accent.ink,
      weight: 600,
      anchor: "middle",
    }),
  ];
}

function paragraphsMarkup(paragraphs: readonly Paragraph[]): Markup[] {
  let y = STEPS_TOP;
  return paragraphs.flatMap(({ lines, left, step }) => {
    const drawn = lines.map((line, index) =>
      svgText(left, y + index * LINE, line, {
        size: SIZE,
        fill: TONES.plain.ink,
        family: "sans",
      }),
    );
    const number = step === undefined ? [] : badge(EDGE + 10, y - 4, step);
    y += lines.length * LINE + 4;
    return [...number, ...drawn];
  });
}

const FIRST_COLUMN = 176;
const COLUMN = (DRAWING_WIDTH - 2 * EDGE - FIRST_COLUMN) / parties.length;
const HEADS: Record<Party, string> = {
  application: "application",
  api: "Claude",
  server: "MCP server",
  system: "system",
};

/** The middle of a party's column. */
const middle = (index: number): number => EDGE + FIRST_COLUMN + COLUMN * (index + 0.5);

function tableMarkup({ rows }: Flow, top: number): Markup[] {
  const look = { size: SIZE, fill: TONES.quiet.ink, weight: 600, family: "sans" } as const;
  const head = [
    svgText(EDGE, top, "Who gets what", look),
    ...parties.map((party, index) =>
      svgText(middle(index), top, HEADS[party], { ...look, anchor: "middle" }),
    ),
  ];
  const body = rows.flatMap(({ data, sensitivity, gets }, at) => {
    const y = top + 24 + at * ROW;
    const words = cutText(`${oneLine(data)} (${sensitivity})`, columnsIn(FIRST_COLUMN - 8, SIZE));
    return [
      element("line", { x1: EDGE, y1: y - 17, x2: DRAWING_WIDTH - EDGE, y2: y - 17, stroke: RULE }),
      svgText(EDGE, y, words, { size: SIZE, fill: TONES.plain.ink }),
      ...parties.map((party, index) =>
        svgText(middle(index), y, gets[party] || "–", {
          size: SIZE,
          fill: inkOf(gets[party]),
          anchor: "middle",
          family: "sans",
        }),
      ),
    ];
  });
  return [...head, ...body];
}

/** What is kept where it should not be is told in red, as in the picture of who saw what. */
function inkOf(gets: string): string {
  if (gets === "") return TONES.quiet.ink;
  return gets.endsWith(", kept") ? TONES.fail.ink : TONES.plain.ink;
}

function twin(
  title: string,
  flow: Flow,
  steps: readonly string[],
  notes: readonly string[],
): string {
  const rows = flow.rows.flatMap(({ data, sensitivity, gets }) => {
    const who = parties
      .filter((party) => gets[party] !== "")
      .map((party) => `${oneLine(flow.names[party])} ${gets[party]}`);
    return wrapText(`${oneLine(data)} (${sensitivity}): ${who.join("; ")}`, undefined, "- ");
  });
  return [
    ...wrapText(oneLine(title)),
    ...steps.flatMap((line, index) => wrapText(line, undefined, `${index + 1}  `)),
    ...notes.flatMap((line) => wrapText(line)),
    ...rows,
  ].join("\n");
}
