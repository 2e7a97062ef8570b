import { showHidden } from "./plain-text.ts";

export type ToneName = "plain" | "quiet" | "calm" | "accent" | "pass" | "fail" | "live";

/** Text, the ground it is on, and a line that is seen on that ground. */
export interface Tone {
  ink: string;
  ground: string;
  line: string;
}

/**
 * Every colour of every drawing. A drawing brings its own light ground, so that contrast does not
 * depend on the page: white, a dark editor or paper.
 */
export const TONES: Record<ToneName, Tone> = {
  plain: { ink: "#1f2733", ground: "#fcfcfd", line: "#77808f" },
  quiet: { ink: "#566070", ground: "#fcfcfd", line: "#77808f" },
  calm: { ink: "#3f4a5a", ground: "#eef1f5", line: "#6d7788" },
  accent: { ink: "#24508f", ground: "#e8eff9", line: "#3a6fb8" },
  pass: { ink: "#17603c", ground: "#e6f4ec", line: "#2c8458" },
  fail: { ink: "#992d22", ground: "#fcecea", line: "#bf4a3d" },
  live: { ink: "#734700", ground: "#fdf2da", line: "#a8700c" },
};

/** Inline styles of a row of cells across the card; long words break inside their cell. */
export const ROW_STYLE: string = "display:table;table-layout:fixed;width:100%";
export const CELL_STYLE: string =
  "display:table-cell;vertical-align:baseline;overflow-wrap:break-word";

/** A thin line that only separates; nothing is read from it. */
export const RULE = "#d9dee6";

/** Fonts that are on the reader's machine; nothing is loaded. */
export const FONTS: { sans: string; mono: string } = {
  sans: "system-ui,-apple-system,'Segoe UI',Roboto,'Helvetica Neue',Arial,sans-serif",
  mono: "ui-monospace,SFMono-Regular,Menlo,Consolas,'DejaVu Sans Mono',monospace",
};

/**
 * Width of a drawing in CSS pixels. JupyterLab shows pictures at this width and cuts off on paper what
 * does not fit: A4 beside its prompts has 650 pixels, and so has a window on half a screen.
 */
export const DRAWING_WIDTH: number = 640;

/** Space between a card's border and what is on it, in CSS pixels. */
export const EDGE: number = 24;

/** Width of a fixed-width character as a share of the font size, the widest of {@link FONTS}.mono. */
export const MONO_ADVANCE: number = 0.61;

/**
 * Inline style of the card that every HTML drawing is on. Like all our styles it keeps to what
 * JupyterLab leaves in the outputs of a notebook that is not trusted (the allowed styles in its
 * `packages/apputils/src/sanitizer.ts`), which has no flex boxes and no `anywhere`.
 */
export const CARD_STYLE: string = [
  "box-sizing:border-box",
  `max-width:${DRAWING_WIDTH}px`,
  "margin:4px 0",
  `padding:16px ${EDGE}px`,
  `border:1px solid ${RULE}`,
  "border-radius:10px",
  `background:${TONES.plain.ground}`,
  `color:${TONES.plain.ink}`,
  `font:14px/1.5 ${FONTS.sans}`,
  "text-align:left",
  "page-break-inside:avoid",
].join(";");

/** The same with a bar of a colour at its left; its words start where those of other cards do. */
export function barredCard(line: string): string {
  return `${CARD_STYLE};border-left:6px solid ${line};padding-left:${EDGE - 5}px`;
}

const ENTITIES: Record<string, string> = {
  "&": "&amp;",
  "<": "&lt;",
  ">": "&gt;",
  '"': "&quot;",
  "'": "&#39;",
};

/**
 * Text as it may be in HTML or SVG, between tags or in a quoted attribute: markup characters
 * escaped, control and bidi characters shown as `⟨U+202E⟩`.
 */
export function escapeMarkup(text: string): string {
  return showHidden(text).replace(/[&<>"']/gu, (character) => ENTITIES[character] ?? character);
}
