/**
 * More characters and brackets in each other than a cell has that a person wrote. oxc-parser 0.159 ends
 * the process at 7,000 labels or blocks in each other, which take at least 14,000 or 7,000 characters.
 */
const MOST_CHARACTERS = 10_000;
const MOST_BRACKETS = 1_000;

/**
 * What `work` makes of a cell by its syntax tree, or `otherwise` where that may be nested deeper than the
 * stack reaches: what learners wrote must not end the process that reads it.
 */
export function unlessTooDeep<T>(source: string, work: () => T, otherwise: () => T): T {
  if (source.length > MOST_CHARACTERS || bracketsInEachOther(source) > MOST_BRACKETS)
    return otherwise();
  try {
    return work();
  } catch (error) {
    if (error instanceof RangeError) return otherwise();
    throw error;
  }
}

/** At most so many: those in texts and comments count as well. */
function bracketsInEachOther(source: string): number {
  let [open, most] = [0, 0];
  for (const character of source) {
    if ("([{<".includes(character)) most = Math.max(most, ++open);
    else if (")]}>".includes(character)) open = Math.max(0, open - 1);
  }
  return most;
}
