import type { Drawing } from "../markup/drawing.ts";
import { element, sentence } from "../markup/markup.ts";
import { oneLine, showHidden, wrapText } from "../markup/plain-text.ts";
import { barredCard, TONES } from "../markup/theme.ts";

/** Draws one hint of an exercise. */
export function drawHint(hint: { exercise: string; level: number; text: string }): Drawing {
  const heading = oneLine(`Hint ${hint.level} of 3 for ${hint.exercise}`);
  const more = hint.level < 3 ? "Run the cell again for the next one." : "This was the last one.";
  const markup = element(
    "div",
    { style: barredCard(TONES.accent.line) },
    element("div", { style: "font-weight:600" }, heading),
    element("div", { style: "margin:6px 0;white-space:pre-wrap" }, ...sentence(hint.text)),
    element("div", { style: `color:${TONES.quiet.ink};font-size:13px` }, more),
  );
  const text = [...wrapText(heading), ...wrapText(showHidden(hint.text)), more].join("\n");
  return { mime: "text/html", markup: markup.markup, text };
}
