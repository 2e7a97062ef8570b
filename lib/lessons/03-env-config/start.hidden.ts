import type { HiddenVariants } from "../../exercises/examination.ts";
import { letters, madeUpToken, plainNames, toolNames } from "../made-up.ts";
import type { Variant } from "./start.ts";

/** Other keys, addresses, arguments and tools. */
export const hidden: HiddenVariants = {
  exercise: "03.4",
  generate: (random): Variant => ({
    key: madeUpToken(random, "crm_live_"),
    refusedKey: random.next() < 0.3 ? "" : madeUpToken(random, "crm_old_"),
    baseUrl: `https://${plainNames(random, 1).join()}.example`,
    literal: random.pick([
      { CRM_API_KEY: "${CRM_API_KEY}" },
      { CRM_BASE_URL: `https://\${${letters(random, 5).toUpperCase()}}.example` },
    ]),
    args: ["crm", "--stdio", `--${letters(random, 4)}`, letters(random, 5)],
    extraTool: `crm_${toolNames(random, 1).join()}`,
    fails: true,
  }),
};
