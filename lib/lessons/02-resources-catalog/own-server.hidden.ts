import type { HiddenVariants } from "../../exercises/examination.ts";
import { letters, plainNames } from "../made-up.ts";
import type { Variant } from "./own-server.ts";

/** Other tables and templates. */
export const hidden: HiddenVariants = {
  exercise: "02.2",
  generate: (random): Variant => ({
    tables: plainNames(random, random.between(1, 3)).map((name) => ({
      name,
      description: `About "${name}".`,
      columns: ["id", letters(random, 5)],
    })),
    templates: plainNames(random, random.between(1, 3)).map((id) => ({
      id,
      name: `The ${id}`,
      body: `Dear {{name}},\n${letters(random, 30)}`,
    })),
    unknownUri: `crm://${letters(random, 8)}`,
    internals: [letters(random, 12), letters(random, 9)],
  }),
};
