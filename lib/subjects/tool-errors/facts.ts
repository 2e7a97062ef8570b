import { z } from "zod";

const textBlocks = z.array(z.looseObject({ type: z.string(), text: z.string().optional() }));

/** What a result says in text. */
export function textIn(content: unknown): string {
  const blocks = textBlocks.safeParse(content).data ?? [];
  return blocks.map((block) => (block.type === "text" ? (block.text ?? "") : "")).join("\n");
}

/** Whether a text holds a fact, as JSON, Markdown, XML, CSV or in sentences; numbers with separators, too. */
export function holds(text: string, fact: string | number): boolean {
  if (typeof fact === "string") return plain(text).includes(plain(fact));
  const digits = text.replace(/(?<=\d)[.,'\u00A0\u202F](?=\d{3}(?!\d))/g, "");
  return new RegExp(`(?<![\\d.])${String(fact).replace(".", "\\.")}(?!\\d)`).test(digits);
}

/**
 * Without what JSON and Markdown put before some characters, what XML puts in their place and CSV doubles, and
 * wherever lines were broken.
 */
const plain = (text: string): string =>
  text
    .replaceAll("\\", "")
    .replaceAll(/&(amp|lt|gt|quot|apos|#39);/g, (entity, name: string) => ENTITIES[name] ?? entity)
    .replaceAll('""', '"')
    .replaceAll("''", "'")
    .replaceAll(/\s+/g, " ");

const ENTITIES: Record<string, string> = {
  amp: "&",
  lt: "<",
  gt: ">",
  quot: '"',
  apos: "'",
  "#39": "'",
};

/** What a program says in place of a value that it has not, unless the facts themselves say it. */
export function saidOfNothing(text: string, facts: unknown): string | undefined {
  const known = JSON.stringify(facts);
  return /\b(?:undefined|NaN)\b|\[object Object\]/
    .exec(text)
    ?.find((word) => !known.includes(word));
}
