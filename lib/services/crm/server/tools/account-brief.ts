import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { registerTool } from "../../../../subjects/tool-errors/register-tool.ts";
import { type AccountBrief, accountBrief, accountOverview, openDeal } from "../../api/replies.ts";
import {
  activity,
  activityKinds,
  company,
  contact,
  maturities,
  statuses,
} from "../../api/shapes.ts";
import type { CrmSurroundings } from "../surroundings.ts";
import { uris } from "../uris.ts";
import { companyId, reads, responseFormat } from "./arguments.ts";
import { noted, notes } from "./paging.ts";

const shortCompany = z.object({
  id: z.string(),
  name: z.string(),
  status: z.enum(statuses),
  employees: z.number(),
  owner_id: z.string(),
  hub_namespace: z.string().nullable(),
  ai_maturity: z.enum(maturities),
  summary: z.string(),
});

const shortContact = z.object({ id: z.string(), name: z.string(), role: z.string() });

const shortActivity = z.object({
  id: z.string(),
  kind: z.enum(activityKinds),
  happened_on: z.string(),
  subject: z.string(),
  body: z.string(),
});

const definition = {
  title: "Account brief",
  description: `Everything to know before talking to a company, in one call: profile, people, open deals by value, and the newest activities. At most ten of each are returned; the counts under "overview" tell how many there are.
Use it instead of reading company, contacts and deals one by one.`,
  input: z.strictObject({ company_id: companyId, response_format: responseFormat }),
  output: z.object({
    company: z.union([company, shortCompany]),
    overview: accountOverview,
    contacts: z.array(z.union([contact, shortContact])),
    open_deals: z.array(openDeal),
    recent_activities: z.array(z.union([activity, shortActivity])),
    notes,
  }),
  annotations: reads,
};

/** The fields that are enough to decide what to do next. */
function shortened(brief: AccountBrief): z.input<typeof definition.output> {
  const { recent_activities: newest } = brief;
  return {
    ...brief,
    company: shortCompany.parse(brief.company),
    contacts: brief.contacts.map((row) => shortContact.parse(row)),
    recent_activities: newest.slice(0, 3).map((row) => shortActivity.parse(row)),
    ...noted(
      newest.length > 3
        ? 'Older activities: call again with response_format "detailed".'
        : undefined,
      moreDeals(brief),
    ),
  };
}

const moreDeals = ({ overview, open_deals: shown }: AccountBrief): string | undefined =>
  overview.open_deals > shown.length
    ? "More open deals: call crm_pipeline with this company_id."
    : undefined;

/** Registers crm_account_brief. */
export function registerAccountBrief(server: McpServer, surroundings: CrmSurroundings): void {
  registerTool(server, "crm_account_brief", definition, surroundings, async (input, context) => {
    const path = `/companies/${encodeURIComponent(input.company_id)}/brief`;
    const brief = await surroundings.client(
      { method: "GET", path, shape: accountBrief },
      { signal: context.mcpReq.signal, idArgument: "company_id" },
    );
    return {
      facts:
        input.response_format === "detailed"
          ? { ...brief, ...noted(moreDeals(brief)) }
          : shortened(brief),
      more: [
        {
          type: "resource_link",
          uri: uris.company(brief.company.id),
          name: `companies/${brief.company.id}`,
          title: brief.company.name,
          mimeType: "application/json",
        },
      ],
    };
  });
}
