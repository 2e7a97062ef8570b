import { shuffled } from "../../base/random.ts";
import type { HiddenVariants } from "../../exercises/examination.ts";
import { letters } from "../made-up.ts";
import type { Variant } from "./read-catalog.ts";

/** Other names, pages and cursors. */
export const hidden: HiddenVariants = {
  exercise: "02.1",
  generate: (random): Variant => {
    const first = random.between(1, 5);
    const second = random.between(0, 3);
    return {
      audience: random.pick(["user", "assistant"]),
      era: random.pick(["modern", "legacy"]),
      pages: [first, second, 12 - first - second],
      templatePages: random.pick([[4], [1, 3], [0, 2, 2]]),
      cursors: shuffled(random, [letters(random, 5), random.pick(["", letters(random, 6)])]),
      prefix: `${letters(random, 3)}-`,
    };
  },
};
