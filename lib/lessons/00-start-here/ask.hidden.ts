import type { HiddenVariants } from "../../exercises/examination.ts";
import { plainNames } from "../made-up.ts";

/** Other questions. */
export const hidden: HiddenVariants = {
  exercise: "00.2",
  generate: (random) => `How many letters has "${plainNames(random, 1).join()}"?`,
};
