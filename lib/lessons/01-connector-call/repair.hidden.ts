import { shuffled } from "../../base/random.ts";
import type { HiddenVariants } from "../../exercises/examination.ts";
import { madeUpToken, toolNames } from "../made-up.ts";
import { everyTool, type Situation } from "./repair.ts";

/** Other listings, some without the tools that are needed. */
export const hidden: HiddenVariants = {
  exercise: "01.4",
  generate: (random): Situation => ({
    env: random.pick([{}, { HF_TOKEN: "" }, { HF_TOKEN: madeUpToken(random, "hf_") }]),
    listed: shuffled(random, [
      ...everyTool.filter(() => random.next() < 0.7),
      ...toolNames(random, random.between(1, 3)),
      ...everyTool.filter(() => random.next() < 0.2).map((name) => `${name}_2`),
    ]),
  }),
};
