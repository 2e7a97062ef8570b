import { z } from "zod";

const textBlocks = z.array(z.looseObject({ type: z.string(), text: z.string().optional() }));

/** What a result says in text. */
export function textIn(content: unknown): string {
  const blocks = textBlocks.safeParse(content).data ?? [];
  return blocks.map((block) => (block.type === "text" ? (block.text ?? "") : "")).join("\n");
}

/** Whether a text holds a fact, as JSON, as Markdown or in sentences; numbers with separators, too. */
export function holds(text: string, fact: string | number): boolean {
  if (typeof fact === "string") return plain(text).includes(plain(fact));
  const digits = text.replace(/(?<=\d)[.,'\u00A0\u202F](?=\d{3}(?!\d))/g, "");
  return new RegExp(`(?<![\\d.])${String(fact).replace(".", "\\.")}(?!\\d)`).test(digits);
}

/** Without what JSON and Markdown put before some characters, and wherever lines were broken. */
const plain = (text: string): string => text.replaceAll("\\", "").replace(/\s+/g, " ");
