/**
 * "1 tool", "2 tools", "1,204 bytes": a number and what it counts.
 * @param plural where that is not the noun with an s
 */
export function countText(count: number, noun: string, plural: string = `${noun}s`): string {
  return `${count.toLocaleString("en-US")} ${count === 1 ? noun : plural}`;
}

/** "The check passes", "Both checks pass", "All 3 checks pass": what is said of all that there is. */
export function allPassText(count: number, noun: string): string {
  if (count === 1) return `The ${noun} passes`;
  return `${count === 2 ? "Both" : `All ${count}`} ${noun}s pass`;
}
