import { shuffled } from "../../base/random.ts";
import type { HiddenVariants } from "../../exercises/examination.ts";
import { PIECES } from "./design.judge.ts";

const names = Object.keys(PIECES);

/** Other designs, which have more pieces than the one shown. */
export const hidden: HiddenVariants = {
  exercise: "05.1",
  generate: (random) => shuffled(random, names).slice(0, random.between(7, names.length)),
};
