import type { HiddenVariants } from "../../exercises/examination.ts";
import { madeUpToken, plainNames } from "../made-up.ts";
import type { ConfigEvidence } from "./config.judge.ts";

/** Other keys and addresses. */
export const hidden: HiddenVariants = {
  exercise: "03.1",
  generate: (random): ConfigEvidence["env"] => ({
    CRM_API_KEY: madeUpToken(random, "crm_live_"),
    CRM_BASE_URL: `https://${plainNames(random, 1).join()}.example:${random.between(1024, 9999)}`,
  }),
};
