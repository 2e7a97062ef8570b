import type { Random } from "../../base/random.ts";
import type { Failure } from "../../subjects/tool-errors/failure.ts";
import type { HiddenVariants } from "../../exercises/examination.ts";
import type { Variant } from "./own-server.ts";

/** Other stages, failures and words of what the CRM throws. */
export const hidden: HiddenVariants = { exercise: "04.3", generate };

function generate(random: Random): Variant {
  const number = (): number => random.between(100, 999);
  const stages = Array.from({ length: random.between(1, 4) }, (_, at) => `stage-${at}-${number()}`);
  const failures: Failure[] = [
    { kind: "http", status: random.pick([401, 403, 404, 409]) },
    { kind: "http", status: random.pick([429, 503]), retryAfter: String(number()) },
    { kind: "unreachable" },
  ];
  return {
    stages: [`first-${number()}`, `second-${number()}`, ...stages],
    deal: { id: `deal-${number()}`, title: `Title ${number()}`, amount_eur: number() * 1000 },
    note: `Task ${number()} was made for its owner.`,
    failures,
    internals: [`table_${number()} is locked`, `/srv/crm/${number()}.db`],
  };
}
