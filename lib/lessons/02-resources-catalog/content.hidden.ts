import { shuffled } from "../../base/random.ts";
import type { HiddenVariants } from "../../exercises/examination.ts";
import { letters, plainNames } from "../made-up.ts";
import { resource, type Variant } from "./content.ts";

const AUDIENCES: ("user" | "assistant")[][] = [["user"], ["assistant"], ["user", "assistant"]];

/** Other resources, of which a part fits in. */
export const hidden: HiddenVariants = {
  exercise: "02.3",
  generate: (random): Variant => {
    const types = ["text/plain", "text/markdown", "application/json"];
    const priorities = shuffled(random, [0.1, 0.25, 0.4, 0.55, 0.7, 0.95]);
    const catalog = plainNames(random, 6).map((name, index) =>
      resource(
        `crm://${name}`,
        random.pick(types),
        `${letters(random, 24)} ${random.pick(["größer ", "plain "]).repeat(random.between(1, 40))}`,
        {
          ...(random.next() < 0.7 && { audience: random.pick(AUDIENCES) }),
          priority: priorities[index] ?? 0,
        },
      ),
    );
    return { budget: random.between(150, 900), catalog };
  },
};
