import type { Drawing } from "../markup/drawing.ts";
import { element, type Markup } from "../markup/markup.ts";
import { oneLine, wrapText } from "../markup/plain-text.ts";
import { CARD_STYLE, TONES } from "../markup/theme.ts";

/**
 * A card with a title, a line that sums it up, and what it is about: as markup, and line by line in
 * its text twin.
 */
export function summaryCard(
  title: string,
  summary: string,
  parts: readonly Markup[],
  lines: readonly string[],
): Drawing {
  const [words, line] = [oneLine(title), oneLine(summary)];
  const { markup } = element(
    "div",
    { style: CARD_STYLE },
    element("strong", { style: "font-size:15px" }, words),
    element("div", { style: `margin-bottom:8px;color:${TONES.quiet.ink}` }, line),
    ...parts,
  );
  const text = [...wrapText(words), ...wrapText(line), ...lines].join("\n");
  return { mime: "text/html", markup, text };
}
