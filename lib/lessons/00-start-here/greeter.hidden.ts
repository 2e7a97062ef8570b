import type { HiddenVariants } from "../../exercises/examination.ts";
import { plainNames } from "../made-up.ts";

/** Other names to greet. */
export const hidden: HiddenVariants = {
  exercise: "00.3",
  generate: (random) => plainNames(random, 2).join(" O'"),
};
