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
