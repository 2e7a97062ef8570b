import type { HiddenVariants } from "../../exercises/examination.ts";

/** Records of other calls. */
export const hidden: HiddenVariants = {
  exercise: "04.5",
  generate: (random) => ({ seed: random.between(3, 1_000_000), calls: random.between(20, 80) }),
};
