import type { HiddenVariants } from "../../exercises/examination.ts";
import { letters, plainNames } from "../made-up.ts";
import { type Company, company } from "./fresh-server.ts";

/** Other companies in two regions. */
export const hidden: HiddenVariants = {
  exercise: "02.5",
  generate: (random): Company[] => {
    const start = letters(random, 4);
    const [here = "", there = ""] = plainNames(random, 2);
    const regions = [
      here,
      ...Array.from({ length: random.between(2, 4) }, () => random.pick([here, there])),
    ];
    return regions.map((region, index) => {
      const id = `${random.next() < 0.6 || index === 0 ? start : letters(random, 4)}-${index}${letters(random, 4)}`;
      return company(region, id, `Company ${letters(random, 5)}`);
    });
  },
};
