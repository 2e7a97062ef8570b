import type { Token } from "./tokens.ts";

/** So many tokens in a row make a k-gram: what is shorter is alike by nature. */
export const GRAM = 12;

/** Of so many k-grams in a row one at least becomes a fingerprint. */
const WINDOW = 4;

/** The hashes of all k-grams, by the token that they begin with. */
export function gramsOf(tokens: readonly Token[]): number[] {
  const words = tokens.map(({ form }) => wordHash(form));
  return words
    .slice(0, Math.max(0, words.length - GRAM + 1))
    .map((_, at) => hashOf(words.slice(at, at + GRAM)));
}

/**
 * The k-grams by which alike answers find each other: the smallest hash of each window. Two with the same
 * `GRAM + WINDOW - 1` tokens in a row have one in common for certain. Source: Schleimer,
 * Wilkerson, Aiken, "Winnowing: Local Algorithms for Document Fingerprinting", SIGMOD 2003.
 */
export function winnow(grams: readonly number[]): Set<number> {
  const last = Math.max(0, grams.length - WINDOW);
  const windows = grams.slice(0, last + 1).map((_, from) => grams.slice(from, from + WINDOW));
  return new Set(windows.map((window) => Math.min(...window)));
}

/** Two times 32 bits of FNV-1a, cut to 52: no two k-grams of a class meet by chance. */
function hashOf(words: readonly (readonly [number, number])[]): number {
  let [high, low] = BEGINNINGS;
  for (const [one, other] of words) {
    high = Math.imul(high ^ one, PRIME) ^ (high >>> 15);
    low = Math.imul(low ^ other, PRIME) ^ (low >>> 13);
  }
  return (high >>> 0) * 2 ** 20 + (low >>> 12);
}

const BEGINNINGS: readonly [number, number] = [0x811c9dc5, 0x1b873593];
const PRIME = 0x01000193;

function wordHash(word: string): [number, number] {
  let [high, low] = BEGINNINGS;
  for (let index = 0; index < word.length; index += 1) {
    high = Math.imul(high ^ word.charCodeAt(index), PRIME);
    low = Math.imul(low ^ word.charCodeAt(index), PRIME);
  }
  return [high, low];
}
