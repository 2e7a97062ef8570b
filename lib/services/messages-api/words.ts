/** Words that say nothing about what is asked for. */
const STOP_WORDS: ReadonlySet<string> = new Set(
  `a about all also am an and any are as at be been but by can could did do does each every find
  for from get give had has have he her his how i if in into is it its let like list look me
  more most my need new no not of on one or our out over please search see she should show so
  some suggest tell than that the their them then there these they this those to too us use used
  using want was we were what when where which who whom whose why will with would you your`.split(
    /\s+/,
  ),
);

/** Verbs at the beginning of a sentence that are no part of a name. */
const OPENERS: ReadonlySet<string> = new Set(
  `add answer ask call check compare count create delete describe draft explain fetch identify
  make now open prepare read remove report research review run scope send start summarise
  summarize update write`.split(/\s+/),
);

const LONGEST_TEXT = 20_000;

/** The words of a text or identifier that carry meaning, as stems, in order, without repeats. */
export function stems(text: string): string[] {
  const words = text
    .slice(0, LONGEST_TEXT)
    .replace(/([a-z0-9])([A-Z])/g, "$1 $2")
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word.length > 1 && !STOP_WORDS.has(word));
  return [...new Set(words.map(stem))];
}

/** Enough of a stem that a plural or a verb form finds its noun. */
function stem(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  if (word.length > 5 && word.endsWith("ing")) return word.slice(0, -3);
  if (word.length > 3 && word.endsWith("s") && !word.endsWith("ss")) return word.slice(0, -1);
  return word;
}

/** What protocols and services are called in questions; never who a question is about. */
const ACRONYMS: ReadonlySet<string> = new Set("ai api http json llm mcp sdk sql url".split(" "));

/**
 * What a text is about: quoted strings and capitalised names, in order, without repeats.
 * @param known text whose words are not names here: what the tools and servers call themselves
 */
export function subjects(text: string, known = ""): string[] {
  const source = text.slice(0, LONGEST_TEXT);
  const quoted = [...source.matchAll(/["“`]([^"”`\n]{1,80})["”`]/g)].map((match) => match[1] ?? "");
  const ignored = new Set(stems(known));
  // A server called `greathub` is also meant by "Great Hub".
  const solid = new Set(known.toLowerCase().split(/[^a-z0-9]+/));
  const isKnown = (name: string): boolean =>
    solid.has(name.toLowerCase().replaceAll(" ", "")) ||
    stems(name).every((word) => ignored.has(word) || ACRONYMS.has(word));
  const named = [...source.matchAll(/(?:\p{Lu}[\p{L}\p{N}&-]*)(?: +\p{Lu}[\p{L}\p{N}&-]*)*/gu)]
    .map((match) => properName(match[0], startsSentence(source, match.index)))
    .map((name) => withoutKnownTail(name, isKnown))
    .filter((name) => name !== "" && !isKnown(name));
  return [...new Set([...quoted.map((name) => name.trim()).filter(Boolean), ...named])];
}

function startsSentence(text: string, index: number): boolean {
  return /(^|[.!?:;\n]|\(\d+\))\s*$/.test(text.slice(Math.max(0, index - 8), index));
}

/** "Great Hub API" is about the tools when "Great Hub" is: the longest such beginning goes. */
function withoutKnownTail(name: string, isKnown: (name: string) => boolean): string {
  const words = name.split(" ");
  for (let length = words.length - 1; length > 0; length -= 1) {
    if (!isKnown(words.slice(0, length).join(" "))) continue;
    return words.slice(length).every((word) => isKnown(word)) ? "" : name;
  }
  return name;
}

/** Strips what is only capitalised because a sentence begins; drops what is nothing but acronyms. */
function properName(phrase: string, first: boolean): string {
  const words = phrase.split(/ +/);
  if (first && words.length === 1) return "";
  while (words[0] !== undefined && isOpener(words[0])) words.shift();
  return words.every((word) => /^[\p{Lu}\p{N}]{1,5}$/u.test(word)) ? "" : words.join(" ");
}

function isOpener(word: string): boolean {
  const lower = word.toLowerCase();
  return STOP_WORDS.has(lower) || OPENERS.has(lower) || word.length === 1;
}

/** The telling words of a text as they are there, at most `limit`, without those of `known`. */
export function keywords(text: string, known = "", limit = 6): string {
  const ignored = new Set(stems(known));
  const words = text
    .slice(0, LONGEST_TEXT)
    .split(/[^\p{L}\p{N}-]+/u)
    .filter((word) => word.length > 2 && !isOpener(word) && !ignored.has(stem(word.toLowerCase())));
  return [...new Set(words)].slice(0, limit).join(" ");
}
