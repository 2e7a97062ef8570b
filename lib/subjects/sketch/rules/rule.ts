import type { ConfigFinding } from "../../config/mcp-config.ts";
import { isWritten, wordCount } from "../texts.ts";

/** What a rule found wrong. */
export interface Fault {
  /** What is there, in words. */
  found: string;
  /** What to do, where the rule's own remedy is too general. */
  remedy?: string;
}

/** One thing that a sketch is reviewed by; it is a check of lesson 06 too. */
export interface Rule<Part> {
  /** Id of the check, "06.k.slug". */
  id: string;
  title: string;
  points: number;
  /** The lesson that taught it, "NN". */
  lesson: string;
  /** What a right sketch does, in words. */
  expected: string;
  remedy: string;
  /**
   * What is wrong, or undefined. `findings` are those of {@link inspectSketch}. Pure, never throws.
   */
  look: (part: Part, findings: readonly ConfigFinding[]) => Fault | undefined;
}

/** So many faults of a rule are shown; the others come up when these are fixed. */
const SHOWN = 3;

/**
 * The faults of some items as one, up to three of them. What to do has to fit all that is shown: faults
 * with a remedy of their own and faults without are not mixed.
 */
export function faultsIn<Item>(
  items: readonly Item[],
  faultOf: (item: Item, index: number) => Fault | string | undefined,
): Fault | undefined {
  const faults = items.flatMap((item, index): Fault[] => {
    const fault = faultOf(item, index);
    return typeof fault === "string" ? [{ found: fault }] : fault === undefined ? [] : [fault];
  });
  const [first] = faults;
  if (first === undefined) return undefined;
  const alike = faults.filter(
    ({ remedy }) => (remedy === undefined) === (first.remedy === undefined),
  );
  const shown = alike.slice(0, SHOWN);
  const more = alike.length > SHOWN ? `; and ${alike.length - SHOWN} more` : "";
  const found = shown.map((fault) => fault.found).join("; ") + more;
  const remedies = new Set(shown.flatMap(({ remedy }) => (remedy === undefined ? [] : [remedy])));
  return remedies.size === 0 ? { found } : { found, remedy: [...remedies].join(" ") };
}

const NUMBERS = ["no", "one", "two", "three", "four", "five", "six", "seven", "eight"];

const inWords = (count: number): string =>
  `${NUMBERS[count] ?? count} ${count === 1 ? "word" : "words"}`;

/**
 * What is wrong with a text that is to have `least` words or more; undefined for one that has.
 * @param where such as `zdr.why`
 */
export function shortText(where: string, text: string, least: number): Fault | undefined {
  if (isWritten(text, least)) return undefined;
  const count = wordCount(text);
  const quoted = PLAIN.test(text) ? `: "${text.trim()}"` : "";
  if (count === 0)
    return { found: `${where} is empty`, remedy: `Write ${inWords(least)} or more.` };
  return count < least
    ? {
        found: `${where} is ${inWords(count)}${quoted}`,
        remedy: `Say it in ${inWords(least)} or more.`,
      }
    : {
        found: `${where} holds a placeholder${quoted}`,
        remedy: "Write what is meant in its place.",
      };
}

/** Short words and nothing that could be a key, which must not be shown. */
const PLAIN = /^(?=.{1,60}$)[\s.,;:!?'…]*(\p{L}{1,16}([\s.,;:!?'…]+|$))*$/u;

/** Whether what is written as a permission says that none is needed. */
export function takesNone(permission: string): boolean {
  return /^\W*(?:none|public)?\W*$/i.test(permission);
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
