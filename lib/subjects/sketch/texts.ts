/** A text somewhere in a value. */
export interface PlacedText {
  /** Such as `tools[0].description`. */
  where: string;
  text: string;
}

/** Every text in a JSON value, in its order. Names of fields are not among them. */
export function textsOf(value: unknown, where = ""): PlacedText[] {
  if (typeof value === "string") return [{ where, text: value }];
  if (Array.isArray(value)) return value.flatMap((item, at) => textsOf(item, `${where}[${at}]`));
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) =>
    textsOf(item, where === "" ? name : `${where}.${name}`),
  );
}

/** How many words a text has. */
export function wordCount(text: string): number {
  return text.match(/[\p{L}\p{N}]+/gu)?.length ?? 0;
}

/**
 * What is written while one has nothing to say yet. In a sentence, todo and three dots are words like
 * others: a list of todos may be what the system is about.
 */
const STAND_IN =
  /^\W*(?:todo|tbd|fixme|xxx)\W*$|^\W*(?:todo|tbd|fixme)\s*[:(]|\btbd\s*$|lorem ipsum/i;

/** Whether something was written here: `least` words or more, and no stand-in for them. */
export function isWritten(text: string, least: number): boolean {
  return wordCount(text) >= least && !STAND_IN.test(text);
}
