import type { HiddenVariants } from "../../exercises/examination.ts";
import { letters, plainNames } from "../made-up.ts";
import type { Variant } from "./to-result.ts";

/** Rows and failures with other fields and values. */
export const hidden: HiddenVariants = {
  exercise: "07.1",
  generate: (random): Variant => [
    {
      rows: plainNames(random, random.between(2, 4)).map((name) => ({
        [letters(random, 6)]: name,
        size: random.between(1000, 9999),
        page: `https://crm.example/${name}`,
      })),
    },
    { rows: [] },
    {
      error: {
        code: random.pick(["CONFLICT", "RATE_LIMITED", "TIMEOUT"]),
        message: `Refused (${letters(random, 5)}).`,
        hint: `Ask ${plainNames(random, 1).join()}.`,
        retry_after_ms: random.between(2, 90) * 1000,
      },
    },
  ],
};
