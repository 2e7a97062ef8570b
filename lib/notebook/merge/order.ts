/**
 * The order of the lesson's cells in the merged notebook: the learner's, as long as the lesson itself
 * moved nothing; else the new version's. New cells come behind the one that they follow in it.
 *
 * @param base undefined when it is not known
 * @param next every cell of the new version
 */
export function mergeOrder(
  base: readonly string[] | undefined,
  mine: readonly string[],
  next: readonly string[],
): string[] {
  if (base === undefined || !isSameOrder(base, next)) return [...next];
  const inNext = new Set(next);
  const merged = mine.filter((id) => inNext.has(id));
  for (const [index, id] of next.entries()) {
    if (merged.includes(id)) continue;
    const before = next.slice(0, index).findLast((earlier) => merged.includes(earlier));
    merged.splice(before === undefined ? 0 : merged.indexOf(before) + 1, 0, id);
  }
  return merged;
}

/** Whether what both have is in the same order. */
function isSameOrder(one: readonly string[], other: readonly string[]): boolean {
  const inOne = new Set(one);
  const inOther = new Set(other);
  const common = other.filter((id) => inOne.has(id));
  return one.filter((id) => inOther.has(id)).every((id, index) => id === common[index]);
}
