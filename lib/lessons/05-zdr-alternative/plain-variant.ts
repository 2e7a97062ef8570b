import type { ScriptedFault } from "../../services/crm/api/faults.ts";
import { maturities, regions } from "../../services/crm/api/shapes.ts";
import type { Random } from "../../base/random.ts";
import type { Json } from "../../base/json.ts";

/** What the CRM says to a path. */
export interface CrmReply {
  status: number;
  body: Json;
}

/** A call that the model makes of a tool of 05.4. */
export interface PlannedCall {
  name: string;
  input: { [field: string]: Json };
  /** The path that it has to lead to; undefined: the arguments do not fit. */
  path: string | undefined;
  /** Nothing counts but that path, whatever comes back. */
  onlyPath?: true;
  /** What goes wrong at the CRM. */
  fault?: ScriptedFault;
  /** What is replied in the CRM's place. */
  reply?: CrmReply;
}

/** What 05.4 is asked with. */
export interface PlainVariant {
  question: string;
  final: string;
  calls: readonly PlannedCall[];
}

const COMPANIES = ["northwind-robotics", "alderquay-motion", "cindervale-automation"];

const brief = (id: string): string => `/companies/${id}/brief`;
const account = (id: string): PlannedCall => ({
  name: "account_brief",
  input: { company_id: id },
  path: brief(id),
});
const find = (input: PlannedCall["input"], path: string | undefined): PlannedCall => ({
  name: "find_companies",
  input,
  path,
});

/** The lowest status that is an error; the CRM itself has no use for it here. */
const badRequest = (message: string): CrmReply => ({
  status: 400,
  body: { error: { code: "bad_request", message } },
});

/** Calls that are right, that do not fit, and that fail at the CRM. */
export function plainVariant(random: Random): PlainVariant {
  const region = random.pick(regions);
  const others = regions.filter((one) => one !== region);
  const limit = random.between(2, 9);
  const company = random.pick(COMPANIES);
  const other = random.pick(COMPANIES.filter((one) => one !== company));
  const third = COMPANIES.find((one) => one !== company && one !== other) ?? "";
  const unknown = `no-company-${random.between(100, 999)}`;
  const odd = `${other}/../${company}?x=`;
  const broken = random.pick([
    { kind: "unavailable" } as const,
    { kind: "forbidden" } as const,
    { kind: "rate-limited" } as const,
  ]);
  return {
    question: `Who are our robotics prospects in ${region}? (case ${random.between(100, 999)})`,
    final: `There are ${random.between(3, 99)} of them.`,
    calls: [
      find({ region, limit }, `/companies?limit=${limit}&region=${region}`),
      ...others.map((one) => find({ region: one }, `/companies?limit=10&region=${one}`)),
      ...[1, 50].map((edge) => find({ limit: edge }, `/companies?limit=${edge}`)),
      find({}, "/companies?limit=10"),
      // No error, though not 200: some gateway's copy.
      {
        ...find({ limit: 20 }, "/companies?limit=20"),
        reply: { status: 203, body: { items: [] } },
      },
      ...[0, 51, 2.5, "5"].map((unfit) => find({ limit: unfit }, undefined)),
      find({ region: random.pick(maturities) }, undefined),
      account(company),
      account(unknown),
      { ...account(odd), path: brief(encodeURIComponent(odd)), onlyPath: true },
      { ...account(other), fault: { ...broken, path: `/v1${brief(other)}` } },
      { ...account(third), reply: badRequest(`There is no brief of ${third}.`) },
    ],
  };
}
