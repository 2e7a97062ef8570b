import type { HiddenVariants } from "../../exercises/examination.ts";
import { letters, madeUpToken } from "../made-up.ts";
import type { Variant } from "./mask.ts";

/** Other secrets in other texts. */
export const hidden: HiddenVariants = {
  exercise: "03.5",
  generate: (random): Variant => {
    const start = `${madeUpToken(random, "crm ")}"$&(`;
    return {
      values: [start, `${start}\n${letters(random, 5)}ß`, madeUpToken(random, "hf_")],
      raw: { about: "several values", text: `${letters(random, 4)} ‹1› then ‹0›, and ‹2›‹2›` },
      url: { about: "in an address", text: `/${letters(random, 5)}?a=‹1›&b=‹0›` },
      base64: { about: "in base64", text: `Basic ‹0›; Basic ‹2›` },
      json: { about: "inside JSON", text: `{"${letters(random, 4)}":"‹1›","x":"‹0›"}` },
      rest: { about: "no secret in it", text: `${letters(random, 9)} $& 100%20\n` },
    };
  },
};
