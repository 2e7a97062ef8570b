import type { Markup } from "../../markup/markup.ts";
import type { Report } from "../report.ts";
import { notice, paragraph } from "../../markup/page.ts";
import { sandboxSentence, timeWords } from "./standing-words.ts";

/** Says that nothing held the submissions while they were graded, where that is so. */
export function trustNotice({ sandbox }: Report): Markup[] {
  const sentence = sandboxSentence(sandbox);
  return sentence === undefined ? [] : [notice("live", paragraph(sentence))];
}

/** The day for which the grades hold, where one was given. */
export function asOfLine({ asOf }: Report): Markup[] {
  return asOf === undefined ? [] : [paragraph(`As of ${timeWords(asOf)}.`)];
}
