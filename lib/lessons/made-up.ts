import { type Random, shuffled } from "../base/random.ts";

/** What made-up variants are put together from; nothing in it is anybody's. */
const VERBS = "list get search create close move export archive merge".split(" ");
const NOUNS = "invoice ticket event parcel shift room lesson order recipe".split(" ");
const NAMES = "harbor lumen tallow quince fennel osprey cobalt juniper marlin".split(" ");
const LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789".split("");

/** Letters and digits. */
export function letters(random: Random, length: number): string {
  return Array.from({ length }, () => random.pick(LETTERS)).join("");
}

/** So many different names of tools, such as `list_parcels`. */
export function toolNames(random: Random, count: number): string[] {
  const all = VERBS.flatMap((verb) => NOUNS.map((noun) => `${verb}_${noun}s`));
  return shuffled(random, all).slice(0, count);
}

/** So many different names of companies, servers or folders. */
export function plainNames(random: Random, count: number): string[] {
  return shuffled(random, NAMES)
    .slice(0, count)
    .map((name) => `${name}-${letters(random, 3)}`);
}

/** A token that no service knows; what learners see says so. */
export function madeUpToken(random: Random, prefix: string): string {
  return `${prefix}NotAReal${letters(random, 10)}`;
}
