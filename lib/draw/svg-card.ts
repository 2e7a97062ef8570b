import { createHash } from "node:crypto";
import type { Drawing } from "../markup/drawing.ts";
import { element, type Markup } from "../markup/markup.ts";
import { cutText, oneLine } from "../markup/plain-text.ts";
import { DRAWING_WIDTH, EDGE, FONTS, MONO_ADVANCE, RULE, TONES } from "../markup/theme.ts";

/** Baseline of a card's title, and its longest form in characters. */
const TITLE_Y = 36;
const TITLE_COLUMNS = 64;

/**
 * Sizes of the smallest words that a picture may have and that a person can still read. In a window too
 * narrow for the second, a picture stops shrinking, and scrolls where it is shown.
 */
const SMALLEST_WORDS = 11;
const READABLE_WORDS = 10;
const LEAST_WIDTH = Math.ceil((DRAWING_WIDTH * READABLE_WORDS) / SMALLEST_WORDS);

/** How an SVG text looks: size in units of the drawing, colour, and what differs from the default. */
interface TextLook {
  size: number;
  fill: string;
  weight?: number;
  anchor?: "start" | "middle" | "end";
  family?: keyof typeof FONTS;
}

/** One line of text in an SVG; fixed-width unless the look says otherwise. */
export function svgText(x: number, y: number, words: string, look: TextLook): Markup {
  return element(
    "text",
    {
      x,
      y,
      "font-family": FONTS[look.family ?? "mono"],
      "font-size": look.size,
      "font-weight": look.weight ?? 400,
      "text-anchor": look.anchor ?? "start",
      fill: look.fill,
    },
    words,
  );
}

/** How many fixed-width characters of a size fit into a width. */
export function columnsIn(width: number, size: number): number {
  return Math.max(4, Math.floor(width / (size * MONO_ADVANCE)));
}

/**
 * A complete SVG picture on its card, with its text twin inside: `<title>` and `<desc>` are tied to
 * the picture with ids that follow from the content, so that several pictures share one page and
 * the same content gives the same bytes.
 *
 * @param height In units of the drawing; the width is always the same.
 */
export function svgCard(
  title: string,
  height: number,
  text: string,
  parts: readonly Markup[],
): Drawing {
  const words = oneLine(title);
  const ground = element("rect", {
    x: 0.5,
    y: 0.5,
    width: DRAWING_WIDTH - 1,
    height: height - 1,
    rx: 10,
    fill: TONES.plain.ground,
    stroke: RULE,
  });
  const heading = svgText(EDGE, TITLE_Y, cutText(words, TITLE_COLUMNS), {
    size: 15,
    fill: TONES.plain.ink,
    weight: 600,
    family: "sans",
  });
  const body = [ground, heading, ...parts].map((part) => part.markup).join("\n");
  const id = createHash("sha256").update(`${words}\n${text}\n${body}`).digest("hex").slice(0, 12);
  const { markup } = element(
    "svg",
    {
      xmlns: "http://www.w3.org/2000/svg",
      width: DRAWING_WIDTH,
      height,
      viewBox: `0 0 ${DRAWING_WIDTH} ${Math.round(height * 100) / 100}`,
      role: "img",
      "aria-labelledby": `t${id} d${id}`,
      style: `min-width:${LEAST_WIDTH}px;max-width:100%;height:auto`,
    },
    element("title", { id: `t${id}` }, words),
    element("desc", { id: `d${id}` }, text),
    { markup: `\n${body}\n` },
  );
  return { mime: "image/svg+xml", markup, text };
}
