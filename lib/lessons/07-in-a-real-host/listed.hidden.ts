import type { HiddenVariants } from "../../exercises/examination.ts";
import { letters, plainNames } from "../made-up.ts";
import { forNobody, resource, template } from "./listed.ts";
import type { ServerCatalog } from "./listed.judge.ts";

/** Other names, and an end at another page: by an empty cursor, or by one that comes again. */
export const hidden: HiddenVariants = {
  exercise: "07.2",
  generate: (random): ServerCatalog => {
    const names = plainNames(random, 8);
    const next = () => names.pop() ?? "rest";
    const cursor = letters(random, 5);
    const more = Array.from({ length: random.between(0, 2) }, () => ({
      resources: [resource(next(), random.pick(["user", "assistant"]))],
      nextCursor: letters(random, 6),
    }));
    return {
      pages: [
        {
          resources: [resource(next(), "user"), resource(next()), forNobody(next())],
          nextCursor: cursor,
        },
        ...more,
        { resources: [resource(next(), "assistant")], nextCursor: random.pick(["", cursor]) },
        { resources: [resource(next()), resource(letters(random, 4), "user")] },
      ],
      templates: [template(letters(random, 5)), template(letters(random, 6), "user")],
    };
  },
};
