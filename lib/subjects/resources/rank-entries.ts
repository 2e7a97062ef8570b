import { wordsOf } from "./words.ts";

/** What a catalog says of one thing that it holds: of a resource, a template or a tool. */
export type CatalogText = {
  uri: string;
  title: string;
  description: string;
  /** 0 to 1; the more important is read first. */
  priority: number;
};

/** An entry as it was found for a question. */
export interface RankedEntry {
  uri: string;
  title: string;
  /** 0 where no word of the question is in the entry. */
  score: number;
  /** The words of the question that are in the entry. */
  words: string[];
}

/** How many words an entry may have before more words make each of them count noticeably less. */
const ROOM = 10;

/** Bytes of what a caller reads of an entry: its URI, title and description in UTF-8. */
export function entryBytes({ uri, title, description }: CatalogText): number {
  return new TextEncoder().encode(uri + title + description).length;
}

/**
 * The entries that a caller sees who reads a catalog by priority, highest first, and stops at the
 * first entry that no longer fits.
 * @param budget bytes that are read at most
 */
export function readWithin<Entry extends CatalogText>(
  catalog: readonly Entry[],
  budget: number,
): Entry[] {
  let left = budget;
  const byPriority = catalog.toSorted((a, b) => b.priority - a.priority);
  const end = byPriority.findIndex((entry) => (left -= entryBytes(entry)) < 0);
  return end < 0 ? byPriority : byPriority.slice(0, end);
}

/**
 * Ranks the entries of a catalog for a question by their texts alone, best first. A word that the
 * question shares with few entries counts more than one that it shares with many, and twice in a
 * title; in an entry of many words each counts less. Equal entries keep the order of priority.
 * It is a rule, not a model: the same input always gives the same ranking.
 */
export function rankEntries(
  question: string,
  catalog: readonly CatalogText[],
  budget = Number.POSITIVE_INFINITY,
): RankedEntry[] {
  const entries = readWithin(catalog, budget).map(({ uri, title, description }) => {
    const inTitle = wordsOf(title);
    return { uri, title, inTitle, all: new Map([...inTitle, ...wordsOf(description)]) };
  });
  const asked = wordsOf(question);
  const rarity = new Map(
    [...asked.keys()].map((word) => {
      const holders = entries.filter(({ all }) => all.has(word)).length;
      return [word, Math.log(1 + entries.length / Math.max(1, holders))];
    }),
  );
  return entries
    .map(({ uri, title, inTitle, all }) => {
      const found = [...asked.keys()].filter((word) => all.has(word));
      const words = found.map((word) => asked.get(word) ?? word);
      const weight = (word: string): number =>
        (rarity.get(word) ?? 0) * (inTitle.has(word) ? 2 : 1);
      const score = found.reduce((sum, word) => sum + weight(word), 0) / (ROOM + all.size);
      return { uri, title, score: Math.round(score * 1000) / 1000, words };
    })
    .toSorted((a, b) => b.score - a.score);
}

/** A question, and the entry that holds its answer. */
export interface CatalogQuestion {
  question: string;
  /** URI of the entry. */
  answer: string;
}

/**
 * How many entries a caller opens for nothing before the right one, going through them as
 * `rankEntries` has them. Where the right one was not read, all others are opened for nothing.
 */
export function needlessReads(
  { question, answer }: CatalogQuestion,
  catalog: readonly CatalogText[],
  budget = Number.POSITIVE_INFINITY,
): number {
  const ranked = rankEntries(question, catalog, budget);
  const place = ranked.findIndex(({ uri }) => uri === answer);
  return place < 0 ? catalog.length - 1 : place;
}
