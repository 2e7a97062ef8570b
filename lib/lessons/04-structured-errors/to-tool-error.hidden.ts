import type { Random } from "../../base/random.ts";
import type { HiddenVariants } from "../../exercises/examination.ts";
import { caseOf, http, saidInside, type Variant } from "./to-tool-error.ts";

/** Failures with other fields, values and internals. */
export const hidden: HiddenVariants = { exercise: "04.2", generate };

function generate(random: Random): Variant {
  const number = (): string => String(random.between(1000, 9999));
  const id = (): string => `req-${number()}`;
  const field = random.pick(["region", "owner_id", "filter.status", "amount_eur"]);
  const allowed = Array.from({ length: random.between(2, 5) }, () => `value-${number()}`);
  const table = `table_${number()}`;
  const path = `/srv/crm-${number()}/data.db`;
  return [
    caseOf(http(422), id(), { message: `does not take that (${number()})`, field, allowed }),
    caseOf(http(404), id(), { message: `There is no record ${number()}.`, field }),
    caseOf(http(409), id(), { field }),
    caseOf({ kind: "timeout", afterMs: random.between(100, 9000) }, id(), undefined, [], true),
    caseOf({ kind: "business-rule" }, id(), {
      message: `Order ${number()} was shipped.`,
      customer_message: `A change costs ${number()} euros once an order was shipped.`,
    }),
    caseOf(http(403), id(), { required_permission: `crm:scope-${number()}` }),
    caseOf(http(429, String(random.between(1, 600))), id()),
    caseOf({ kind: "bug" }, id(), undefined, [`no such table: ${table}`, path]),
    saidInside(http(500), id(), `INSERT INTO ${table} failed`, [table]),
  ];
}
