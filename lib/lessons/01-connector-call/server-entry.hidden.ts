import type { HiddenVariants } from "../../exercises/examination.ts";
import { letters, madeUpToken } from "../made-up.ts";
import type { Environment } from "./server-entry.ts";

/** Other tokens, beside a variable that has nothing to do with the Hub. */
export const hidden: HiddenVariants = {
  exercise: "01.1",
  generate: (random): Environment => {
    const others = { [letters(random, 6).toUpperCase()]: madeUpToken(random, "hf_") };
    const token = random.pick(["", madeUpToken(random, "hf_"), madeUpToken(random, "")]);
    return random.next() < 0.2 ? others : { ...others, HF_TOKEN: token };
  },
};
