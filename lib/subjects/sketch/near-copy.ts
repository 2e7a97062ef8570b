import { textsOf, wordCount } from "./texts.ts";

/** An example that a sketch was copied from. */
export interface NearCopy {
  /** The example's system. */
  of: string;
  /** The share of the texts that are the example's, 0 to 1. */
  share: number;
}

/** Shorter texts, such as names and permissions, may well be the same in two worlds. */
const LEAST_WORDS = 4;

/** From this share of common words on two texts count as the same: a copy with names replaced. */
const SAME_TEXT = 0.7;

/** From this share of such texts on it is a copy. */
const COPY = 0.7;

/** Fewer texts, or fewer words in those that are the same, may be so by chance. */
const LEAST_TEXTS = 3;
const LEAST_COPIED_WORDS = 15;

/**
 * The example that a part of a sketch was copied from, if it was: at least seven in ten of its texts of
 * four words or more are the example's too, word for word or with few words replaced. A few short texts
 * prove nothing.
 */
export function findNearCopy(
  part: unknown,
  examples: readonly { name: string; part: unknown }[],
): NearCopy | undefined {
  const own = longTexts(part);
  if (own.length < LEAST_TEXTS) return undefined;
  return examples
    .map(({ name, part: theirs }) => {
      const known = longTexts(theirs);
      const same = own.filter((words) => known.some((other) => alike(words, other) >= SAME_TEXT));
      const words = same.reduce((sum, text) => sum + text.size, 0);
      return { of: name, share: same.length / own.length, words };
    })
    .flatMap(({ of, share, words }) =>
      share >= COPY && words >= LEAST_COPIED_WORDS ? [{ of, share }] : [],
    )[0];
}

function longTexts(part: unknown): Set<string>[] {
  return (
    textsOf(part)
      // Systems fail alike: to take over a table of errors is not to copy a sketch.
      .filter(({ where, text }) => wordCount(text) >= LEAST_WORDS && !where.startsWith("errors["))
      .map(({ text }) => wordsOf(text))
  );
}

/** The words of a text, in small letters. */
export function wordsOf(text: string): Set<string> {
  return new Set(text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? []);
}

/** Common words by all words of both. */
export function alike(a: Set<string>, b: Set<string>): number {
  const common = [...a].filter((word) => b.has(word)).length;
  return common / (a.size + b.size - common);
}
