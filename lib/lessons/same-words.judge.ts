import type { Json } from "../base/json.ts";

const bare = (text: string): string => text.replaceAll(/\s+/g, "");

/** Whether a text is the right one, white space aside: blocks may be joined with a blank, a line break or nothing. */
export function sameWords(found: Json | undefined, right: string): boolean {
  return typeof found === "string" && bare(found) === bare(right);
}

/** Whether a text holds the other, white space aside. */
export function holdsWords(text: string, part: string): boolean {
  return bare(text).includes(bare(part));
}
