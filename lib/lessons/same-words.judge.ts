import type { Json } from "../base/json.ts";

const bare = (text: string): string => text.replaceAll(/\s+/g, "");

/** Whether a text is these, in their order and joined in any way: between them are no letters and no digits. */
export function joins(found: Json | undefined, texts: readonly string[]): boolean {
  if (typeof found !== "string") return false;
  let rest = bare(found);
  for (const text of texts.map(bare)) {
    const at = rest.indexOf(text);
    if (at < 0 || !separates(rest.slice(0, at))) return false;
    rest = rest.slice(at + text.length);
  }
  return separates(rest);
}

/** Whether it says nothing: blanks, marks, signs. */
const separates = (text: string): boolean => !/[\p{L}\p{N}]/u.test(text);

/** Whether a text holds the other, white space aside. */
export function holdsWords(text: string, part: string): boolean {
  return bare(text).includes(bare(part));
}
