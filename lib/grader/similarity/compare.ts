import { grouped } from "../../base/grouped.ts";
import { GRAM, gramsOf, winnow } from "./fingerprints.ts";
import { type Token, tokensOf } from "./tokens.ts";

/** With fewer tokens left to compare than this, answers are alike by nature. */
export const FLOOR = 30;

/** From this share of the compared tokens on, a pair is shown. */
export const THRESHOLD = 0.4;

/** What more different texts than this have in them is everybody's: five, and a tenth of all. */
const MANY = { texts: 5, share: 0.1 };

/** An answer, and who wrote it: several where a group handed it in. */
export interface Answer {
  students: readonly string[];
  source: string;
  tokens: readonly Token[];
  /** As it is written, but for comments and format. */
  written: string;
}

/** What is written the same but for names, comments, format and types. */
export interface Text {
  /** In the order given. */
  answers: readonly [Answer, ...Answer[]];
  tokens: readonly Token[];
  /** Hashes of its k-grams, by the token that each begins with. */
  grams: readonly number[];
  /** The places of the tokens to compare: those in no k-gram that is given or everybody's. */
  left: ReadonlySet<number>;
}

/** Two texts that share a part of what there is to compare. */
export interface Alike {
  one: Text;
  other: Text;
  /** The shared tokens of both, of all of theirs that are compared: from 0 to 1. */
  similarity: number;
  /** The places of the shared tokens in each. */
  shared: readonly [ReadonlySet<number>, ReadonlySet<number>];
}

/** Reads an answer as it is compared. */
export function readAnswer(students: readonly string[], source: string): Answer {
  const tokens = tokensOf(source);
  return { students, source, tokens, written: tokens.map(({ exact }) => exact).join("\n") };
}

/**
 * Compares the answers to one exercise.
 *
 * @param given what nobody has from another student: the cell as it was given, the published solution
 * @returns the texts that have enough left to compare, and which of them are alike
 */
export function compareAnswers(
  answers: readonly Answer[],
  given: readonly Pick<Answer, "tokens">[],
): { texts: Text[]; alike: Alike[] } {
  const read = textsOf(answers);
  const known = new Set(given.flatMap(({ tokens }) => gramsOf(tokens)));
  for (const gram of everybodys(read)) known.add(gram);
  const texts = read
    .map((text): Text => ({ ...text, left: unknownPlaces(text, known) }))
    .filter(({ left }) => left.size >= FLOOR);
  const alike = candidates(texts, known)
    .map(([one, other]) => measured(one, other))
    .filter(({ similarity }) => similarity >= THRESHOLD);
  return { texts, alike };
}

/** Whether an answer has enough of its own, beside what is given, for two that are the same to tell something. */
export function isOwn({ tokens }: Answer, given: readonly Answer[]): boolean {
  const known = new Set(given.flatMap((one) => gramsOf(one.tokens)));
  return unknownPlaces({ tokens, grams: gramsOf(tokens) }, known).size >= FLOOR;
}

/** The places of the tokens that are in no known k-gram. */
function unknownPlaces(
  { tokens, grams }: Omit<Text, "left" | "answers">,
  known: ReadonlySet<number>,
): Set<number> {
  const isKnown = covered(grams, (gram) => known.has(gram));
  return new Set([...tokens.keys()].filter((place) => !isKnown.has(place)));
}

function textsOf(answers: readonly Answer[]): Omit<Text, "left">[] {
  const formOf = ({ tokens }: Answer): string => tokens.map(({ form }) => form).join("\n");
  return [...grouped(answers, formOf).values()].map((same) => {
    const [{ tokens }] = same;
    return { answers: same, tokens, grams: gramsOf(tokens) };
  });
}

/** The k-grams of many different texts. Copies that differ in names only are one text, however many. */
function everybodys(texts: readonly Omit<Text, "left">[]): number[] {
  const counts = new Map<number, number>();
  for (const { grams } of texts)
    for (const gram of new Set(grams)) counts.set(gram, (counts.get(gram) ?? 0) + 1);
  const many = Math.max(MANY.texts, texts.length * MANY.share);
  return [...counts].filter(([, count]) => count > many).map(([gram]) => gram);
}

/** The places of the tokens in k-grams of a kind. */
function covered(grams: readonly number[], isOne: (gram: number) => boolean): Set<number> {
  const places = new Set<number>();
  for (const [at, gram] of grams.entries())
    if (isOne(gram)) for (let place = at; place < at + GRAM; place += 1) places.add(place);
  return places;
}

/** Pairs that have a fingerprint in common, through an index of these. */
function candidates(texts: readonly Text[], known: ReadonlySet<number>): [Text, Text][] {
  const index = new Map<number, Text[]>();
  const pairs: [Text, Text][] = [];
  for (const text of texts) {
    const others = new Set<Text>();
    for (const print of winnow(text.grams.filter((gram) => !known.has(gram)))) {
      const before = index.get(print) ?? [];
      for (const other of before) others.add(other);
      index.set(print, [...before, text]);
    }
    for (const other of others) pairs.push([other, text]);
  }
  return pairs;
}

function measured(one: Text, other: Text): Alike {
  const shared = [sharedIn(one, other), sharedIn(other, one)] as const;
  const similarity = (shared[0].size + shared[1].size) / (one.left.size + other.left.size);
  return { one, other, similarity, shared };
}

function sharedIn(text: Text, other: Text): Set<number> {
  const theirs = new Set(other.grams);
  const places = covered(text.grams, (gram) => theirs.has(gram));
  return new Set([...places].filter((place) => text.left.has(place)));
}
