import { HUB_TOOLS } from "../base/hub-names.ts";
import { propertiesOf } from "./messages-api/json-schema.ts";
import { namesAct } from "./messages-api/rank-tools.ts";

/** The inputs, in order, of the lab's own tools that only read, and of those that lessons have one write. */
const READERS: Readonly<Record<string, string>> = {
  [HUB_TOOLS.whoami]: "",
  [HUB_TOOLS.search]: "author filters limit query repo_types sort",
  [HUB_TOOLS.details]: "config limit offset operations repo_ids repo_type split",
  [HUB_TOOLS.fs]: "operations",
  crm_search: "cursor kinds limit query response_format",
  crm_find_companies:
    "ai_maturity cursor industry_id limit max_employees min_employees only_on_hub region response_format status",
  crm_account_brief: "company_id response_format",
  crm_pipeline: "company_id cursor limit min_amount_eur owner_id response_format stage_id",
  crm_draft_outreach: "contact_id template_id",
  office_hours: "",
  find_companies: "limit region",
  account_brief: "company_id",
};

/**
 * Whether a tool is one of the lab's own that only read, as its name and the names of its inputs tell.
 * A client that offers it as a tool of its own leaves its annotations behind, and may put a server's
 * name before the tool's.
 */
export function isOwnReader(tool: { name: string; schema: Record<string, unknown> }): boolean {
  const { name, schema } = tool;
  const inputs = Object.keys(propertiesOf(schema)).toSorted().join(" ");
  return (
    !namesAct(name) &&
    Object.entries(READERS).some(
      ([own, known]) => (name === own || name.endsWith(`_${own}`)) && known === inputs,
    )
  );
}
