import { type Random, shuffled } from "../../base/random.ts";
import type { HiddenVariants } from "../../exercises/examination.ts";
import { plainNames, toolNames } from "../made-up.ts";
import type { Setting, Settings } from "./pin.ts";

/** Other servers and tools: one server, or two with tools of equal names. */
export const hidden: HiddenVariants = {
  exercise: "01.6",
  generate: (random): Settings => {
    const [one = "", other = ""] = plainNames(random, 2);
    const names = toolNames(random, 6);
    const first = settingFor(random, one, names);
    if (random.next() < 0.5) return [{ ...first, changes: true }];
    return [first, { ...settingFor(random, other, names), changes: true }];
  },
};

function settingFor(random: Random, server: string, names: readonly string[]): Setting {
  const listed = shuffled(random, names.slice(0, random.between(3, 6)));
  const allowed = listed.filter((_, index) => index === 1 || random.next() < 0.4);
  return { server, listed, allowed, changes: random.next() < 0.5 };
}
