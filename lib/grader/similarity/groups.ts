import type { Alike, Answer, Text } from "./compare.ts";

/** One of two alike answers: the places of the tokens that it shares, and how many were compared. */
export interface Side {
  answer: Answer;
  shared: ReadonlySet<number>;
  compared: number;
}

/** Two answers of different students that are alike. */
export interface Pair {
  one: Side;
  other: Side;
  /** From 0 to 1. */
  similarity: number;
}

/** Answers of which each is alike to another one of the group. */
export interface Group {
  answers: Answer[];
  /** The most similar first. What differs in names alone is paired with the first such answer only. */
  pairs: [Pair, ...Pair[]];
}

/**
 * Puts answers together that are alike, directly or through others, the most similar first. Answers that
 * are the same but for comments and format are no group by themselves.
 */
export function groupsOf(texts: readonly Text[], alike: readonly Alike[]): Group[] {
  return linked(texts, alike)
    .flatMap((members): Group[] => {
      const between = alike.filter(({ one }) => members.has(one)).flatMap(pairOf);
      const pairs = [...between, ...[...members].flatMap(variantPairs)].toSorted(closestFirst);
      const [first, ...rest] = pairs;
      if (first === undefined) return [];
      return [{ answers: [...members].flatMap((text) => text.answers), pairs: [first, ...rest] }];
    })
    .toSorted((a, b) => closestFirst(a.pairs[0], b.pairs[0]));
}

export function sharedTokens({ one, other }: Pair): number {
  return Math.min(one.shared.size, other.shared.size);
}

function closestFirst(a: Pair, b: Pair): number {
  return b.similarity - a.similarity || sharedTokens(b) - sharedTokens(a);
}

/** The texts, in sets of those that are linked. */
function linked(texts: readonly Text[], alike: readonly Alike[]): Set<Text>[] {
  const neighbours = new Map<Text, Text[]>(texts.map((text) => [text, []]));
  for (const { one, other } of alike) {
    neighbours.get(one)?.push(other);
    neighbours.get(other)?.push(one);
  }
  const seen = new Set<Text>();
  return texts.flatMap((text) => {
    if (seen.has(text)) return [];
    const members = new Set([text]);
    // A set's iteration reaches what is added on the way.
    for (const member of members)
      for (const other of neighbours.get(member) ?? []) members.add(other);
    for (const member of members) seen.add(member);
    return [members];
  });
}

function pairOf({ one, other, similarity, shared }: Alike): Pair[] {
  const [first, second] = [sideOf(one, shared[0]), sideOf(other, shared[1])];
  const found = one.answers.flatMap((answer) => {
    const theirs = other.answers.find((candidate) => isOfOthers(candidate, answer));
    return theirs === undefined ? [] : [{ answer, theirs }];
  })[0];
  if (found === undefined) return [];
  return [
    {
      one: { ...first, answer: found.answer },
      other: { ...second, answer: found.theirs },
      similarity,
    },
  ];
}

/** The answers that differ from the first of their text in names, types or declarations. */
function variantPairs(text: Text): Pair[] {
  const [first, ...rest] = text.answers;
  const variants = new Map(rest.map((answer) => [answer.written, answer]));
  variants.delete(first.written);
  const side = sideOf(text, text.left);
  return [...variants.values()]
    .filter((answer) => isOfOthers(answer, first))
    .map((answer) => ({ one: side, other: { ...side, answer }, similarity: 1 }));
}

function sideOf({ answers, left }: Text, shared: ReadonlySet<number>): Side {
  return { answer: answers[0], shared, compared: left.size };
}

/** Whether nobody wrote both. */
export function isOfOthers({ students }: Answer, other: Answer): boolean {
  return !students.some((student) => other.students.includes(student));
}
