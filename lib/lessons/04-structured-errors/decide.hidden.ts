import type { Random } from "../../base/random.ts";
import type { HiddenVariants } from "../../exercises/examination.ts";
import { type DecidePlan, http, planOf } from "./scripts.ts";

/** Plans with policies and waits of their own. */
export const hidden: HiddenVariants = { exercise: "04.4", generate };

function generate(random: Random): DecidePlan {
  const baseMs = random.pick([200, 300, 500]);
  return planOf({
    policy: {
      maxAttempts: 8,
      maxElapsedMs: random.between(40, 90) * 1000,
      baseMs,
      maxWaitMs: baseMs * random.between(17, 20),
    },
    seconds: [random.between(5, 9), random.between(10, 19)],
    lasting: [
      http(random.pick([400, 401, 403, 404])),
      { kind: random.pick(["aborted", "business-rule"]) },
    ],
    key: `write-${random.between(1000, 9999)}`,
  });
}
