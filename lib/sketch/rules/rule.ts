import type { ConfigFinding } from "../../config/mcp-config.ts";

/** What a rule found amiss. */
export interface Fault {
  /** What stands there, in words. */
  found: string;
  /** What to do, where the rule's own remedy is too general. */
  remedy?: string;
}

/** One thing that a sketch is reviewed by; it is a check of lesson 06 too. */
export interface Rule<Part> {
  /** Id of the check, "06.k.slug". */
  id: string;
  title: string;
  severity: "must" | "should";
  points: number;
  /** The lesson that taught it, "NN". */
  lesson: string;
  /** What a right sketch does, in words. */
  expected: string;
  remedy: string;
  /**
   * The first fault, or undefined. `findings` are those of {@link inspectSketch}. Pure, never throws.
   */
  look: (part: Part, findings: readonly ConfigFinding[]) => Fault | undefined;
}

/** The first fault that one of the items has. */
export function firstFault<Item>(
  items: readonly Item[],
  faultOf: (item: Item, index: number) => string | undefined,
): Fault | undefined {
  for (const [index, item] of items.entries()) {
    const found = faultOf(item, index);
    if (found !== undefined) return { found };
  }
  return undefined;
}

/** The texts that occur more than once. */
export function repeated(texts: readonly string[]): string[] {
  return texts.filter((text, index) => texts.indexOf(text) < index);
}

/** Some names in words: "a, b and c". */
export function listed(names: readonly string[]): string {
  if (names.length < 2) return names.join("");
  return `${names.slice(0, -1).join(", ")} and ${names.at(-1)}`;
}
