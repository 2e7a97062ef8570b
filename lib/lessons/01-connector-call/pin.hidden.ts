import type { HiddenVariants } from "../../exercises/examination.ts";
import { plainNames, toolNames } from "../made-up.ts";
import type { Setting } from "./pin.ts";

/** Other servers and tools. */
export const hidden: HiddenVariants = {
  exercise: "01.6",
  generate: (random): Setting => {
    const [server = ""] = plainNames(random, 1);
    const listed = toolNames(random, random.between(3, 6));
    return {
      server,
      listed,
      allowed: listed.filter((_, index) => index === 1 || random.next() < 0.4),
    };
  },
};
