import { element, type Markup } from "../markup/markup.ts";
import type { Tone } from "../markup/theme.ts";

/** A status in words, in a frame of its tone. The symbol stays beside it, and is for the eye alone. */
export function badge(symbol: string, word: string, { line, ground, ink }: Tone): Markup {
  const style =
    `display:inline-block;padding:0 8px;border:1px solid ${line};border-radius:6px;` +
    `background:${ground};color:${ink};font-size:13px;font-weight:600`;
  return element(
    "strong",
    { style },
    element("span", { "aria-hidden": "true" }, `${symbol}\u00A0`),
    word,
  );
}
