/** Words that a question is asked with, and that say nothing of what it is about. */
const FILLERS = new Set(
  (
    "a about all an and any are as at be been by can could did do does each every for from get give " +
    "had has have how i if in into is it its let may me my need of on or our please show so tell " +
    "than that the their them then there these they this to us was we were what when where which " +
    "who whom whose why will with would you your"
  ).split(" "),
);

/**
 * The words of a text that carry meaning, each as it is there, by a plain form that unites what
 * is one word: "Deals" and "deal".
 */
export function wordsOf(text: string): Map<string, string> {
  const words = text.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const meaning = words.filter((word) => word.length > 1 && !FILLERS.has(word));
  return new Map(meaning.map((word) => [plainForm(word), word]));
}

/** Takes endings off, roughly: the same for "company", "companies" and for "agreed", "agree". */
function plainForm(word: string): string {
  if (word.length > 4 && word.endsWith("ies")) return `${word.slice(0, -3)}y`;
  const single = word.replace(/(?<=..[^s])s$/u, "");
  const bare = single.replace(/(?:ing|ed)$/u, "");
  return (bare.length >= 3 ? bare : single).replace(/e+$/u, "").replace(/([^aeiou])\1$/u, "$1");
}
