import { showHidden, wrapText } from "../markup/plain-text.ts";

/** A piece of a hint: a sentence or more, or lines of code to copy. */
export interface HintPart {
  kind: "prose" | "code";
  text: string;
}

/** Takes a hint apart at its lines of `~~~`, between which there is code. */
export function hintParts(hint: string): HintPart[] {
  return hint
    .split(/^~~~$/mu)
    .map((text, index): HintPart => ({
      kind: index % 2 === 1 ? "code" : "prose",
      text: text.replaceAll(/^\n+|\n+$/gu, ""),
    }))
    .filter(({ text }) => text !== "");
}

/** A part of a hint as lines of text: sentences wrapped, code as it is. */
export function hintPartLines({ kind, text }: HintPart): string[] {
  const shown = showHidden(text);
  return kind === "code" ? shown.split("\n").map((line) => `  ${line}`) : wrapText(shown);
}
