import { hintParts } from "../../lib/draw/hint-parts.ts";

/** A hint, taken apart. */
export interface Hint {
  text: string;
  /** Its lines of code, block by block. */
  code: string[];
}

export const hintOf = (text: string): Hint => ({
  text,
  code: hintParts(text).flatMap((part) => (part.kind === "code" ? [part.text] : [])),
});

/**
 * Third hints, completed as a beginner would: what comes in place of `todo()`, by the id of the answer's cell.
 * A lesson's are in its `third-hints.ts`.
 */
export type Completions = Readonly<Record<string, (third: Hint, second: Hint) => string>>;

/** The code with each `…` replaced by the next of these. */
export function fillIn(code: string | undefined, ...parts: readonly string[]): string {
  const pieces = (code ?? "").split("…");
  if (pieces.length !== parts.length + 1) {
    throw new Error(`${parts.length} parts for ${pieces.length - 1} gaps in: ${code}`);
  }
  return pieces.map((piece, at) => piece + (parts[at] ?? "")).join("");
}

/** The code with something that is in it replaced by something else. */
export function change(code: string | undefined, from: string, to: string): string {
  if (code?.includes(from) !== true) throw new Error(`no ${from} in: ${code}`);
  return code.replaceAll(from, () => to);
}
