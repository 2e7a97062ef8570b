import { expect, test } from "vitest";
import {
  type Alike,
  type Answer,
  compareAnswers,
  readAnswer,
  type Text,
} from "../../../lib/grader/similarity/compare.ts";
import { type AnswerClass, answerClasses, type Written } from "./answer-class.ts";

/** An original beside another answer of its class, and whether the tool shows them as alike. */
interface Judged {
  how: string;
  isCopy: boolean;
  isShown: boolean;
}

/** Every original with every other answer of its class, of which both are long enough to be compared. */
function judged({ given, written }: AnswerClass): Judged[] {
  const authors = new Map<Answer, Written>(
    written.map((one, at) => [readAnswer([String(at)], one.source), one]),
  );
  const { texts, alike } = compareAnswers(
    [...authors.keys()],
    given.map((source) => readAnswer([], source)),
  );
  const isLinked = (a: Text, b: Text): boolean =>
    a === b || alike.some((pair: Alike) => isPair(pair, a, b) || isPair(pair, b, a));
  const compared = texts.flatMap((text) =>
    text.answers.flatMap((answer) => {
      const author = authors.get(answer);
      return author === undefined ? [] : [{ text, author }];
    }),
  );
  const originals = compared.filter(({ author }) => author.how === "original");
  return originals.flatMap((one, at) => {
    const others = compared.filter(
      (other) => other !== one && !originals.slice(0, at).includes(other),
    );
    return others.map((other) => ({
      how: other.author.how,
      isCopy: other.author.from.some((place) => one.author.from.includes(place)),
      isShown: isLinked(one.text, other.text),
    }));
  });
}

function isPair({ one, other }: Alike, a: Text, b: Text): boolean {
  return one === a && other === b;
}

const classes = answerClasses();
const all = classes.flatMap(judged);

function shareOf(some: readonly Judged[], is: (one: Judged) => boolean): number {
  return some.filter(is).length / some.length;
}

const copies = all.filter(({ isCopy }) => isCopy);
/** Every copy beside its original, or its two, long enough or not. */
const everyCopy = classes
  .flatMap(({ written }) => written)
  .flatMap(({ how, from }) => (how === "original" ? [] : from)).length;
const independent = all.filter(({ isCopy, how }) => !isCopy && how === "original");

test("what is shown is copied, and what is copied is shown", () => {
  const kinds = [...new Set(copies.map(({ how }) => how))];
  const rows = kinds.map((how) => {
    const some = copies.filter((one) => one.how === how);
    return `${how}: ${some.filter(({ isShown }) => isShown).length} of ${some.length}`;
  });
  const shown = all.filter(({ isShown }) => isShown);
  const precision = shareOf(shown, ({ isCopy }) => isCopy);
  const recall = shareOf(copies, ({ isShown }) => isShown);
  console.info(
    [
      `precision ${precision.toFixed(3)}, recall ${recall.toFixed(3)}, ${all.length} pairs`,
      `long enough to compare: ${copies.length} of ${everyCopy} copies`,
      `independent pairs shown: ${independent.filter(({ isShown }) => isShown).length} of ${independent.length}`,
      ...rows,
    ].join("\n"),
  );
  expect(precision).toBeGreaterThanOrEqual(0.9);
  expect(recall).toBeGreaterThanOrEqual(0.85);
});

test.each(["renamed", "re-commented", "reordered", "all of it"])(
  "nearly every copy that was %s is shown",
  (how) => {
    const some = copies.filter((one) => one.how === how);
    expect(some.length).toBeGreaterThan(20);
    expect(shareOf(some, ({ isShown }) => isShown)).toBeGreaterThanOrEqual(0.95);
  },
);

test("more than half of what is half of one answer and half of another is shown with either", () => {
  const some = copies.filter(({ how }) => how === "half of each");
  expect(some.length).toBeGreaterThan(20);
  expect(shareOf(some, ({ isShown }) => isShown)).toBeGreaterThan(0.5);
});
