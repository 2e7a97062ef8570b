import { shuffled } from "../../base/random.ts";
import type { HiddenVariants } from "../../exercises/examination.ts";
import { letters, plainNames, toolNames } from "../made-up.ts";
import { either, fine, kinds, long, loose, odd, oneOf, sized, type Variant } from "./surviving.ts";

/** Other names and orders, and other names that become one. */
export const hidden: HiddenVariants = {
  exercise: "07.3",
  generate: (random): Variant => {
    const [free = "a", used = "b", a = "c", b = "d", c = "e", d = "f", e = "g"] = toolNames(
      random,
      7,
    );
    const property = () => `p${letters(random, 5)}`;
    const collide = used.replace("_", random.pick([".", "/", ":"]));
    return {
      server: plainNames(random, 1).join(),
      tools: shuffled(random, [
        fine(free, [letters(random, 3), letters(random, 4)]),
        fine(used, [letters(random, 3)]),
        fine(collide, [letters(random, 4)]),
        either(a, property(), property()),
        oneOf(b, property(), property(), property()),
        loose(d, property(), property()),
        kinds(e, letters(random, 4), letters(random, 5), random.pick([[10], [5, 30]])),
        sized(letters(random, 7), property(), random.pick([2048, 2049])),
        odd(c, random.pick(["@", "q ", "[]", "ü"]) + letters(random, 4)),
        long(letters(random, 125), [property(), property()], `See ${letters(random, 30)}. `),
      ]),
    };
  },
};
