import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { registerTool } from "../../../../subjects/tool-errors/register-tool.ts";
import { pageOf } from "../../api/replies.ts";
import { company, maturities, regions, statuses } from "../../api/shapes.ts";
import { industries } from "../../store/seed/reference.ts";
import type { CrmSurroundings } from "../surroundings.ts";
import { cursor, limit, reads, responseFormat } from "./arguments.ts";
import { continuation, noted, notes } from "./paging.ts";

const name = "crm_find_companies";

const concise = z.object({
  id: z.string(),
  name: z.string(),
  industry_id: z.string(),
  status: z.enum(statuses),
  employees: z.number(),
  hub_namespace: z.string().nullable(),
  ai_maturity: z.enum(maturities),
});

/** Made once: zod compiles a schema at its first use. */
const companyPage = pageOf(company);

const definition = {
  title: "Find companies",
  description: `Lists companies by what is known of them, in order of name: to scope prospects, or to find who fits an offer. All filters given must hold. For names and topics use crm_search.
hub_namespace is the company's organisation on the Hugging Face Hub; use it as author there. Null means that we know of none, not that there is none.`,
  input: z.strictObject({
    industry_id: z
      .enum(industries.map(([id]) => id))
      .optional()
      .describe("Industry."),
    region: z.enum(regions).optional().describe("Region of the head office."),
    status: z.enum(statuses).optional().describe("Prospect, customer or former customer."),
    ai_maturity: z.enum(maturities).optional().describe("What we know of their use of AI."),
    only_on_hub: z.boolean().default(false).describe("Only companies with a hub_namespace."),
    min_employees: z.number().int().min(0).optional().describe("Smallest headcount."),
    max_employees: z.number().int().min(0).optional().describe("Largest headcount."),
    limit,
    cursor,
    response_format: responseFormat,
  }),
  output: z.object({
    companies: z.array(z.union([company, concise])),
    next_cursor: z.string().optional(),
    notes,
  }),
  annotations: reads,
};

/** Registers crm_find_companies. */
export function registerFindCompanies(server: McpServer, surroundings: CrmSurroundings): void {
  registerTool(server, name, definition, surroundings, async (input, context) => {
    const { only_on_hub, response_format, ...filter } = input;
    const query = { ...filter, ...(only_on_hub && { on_hub: "yes" }) };
    const found = await surroundings.client(
      { method: "GET", path: "/companies", query, shape: companyPage },
      { signal: context.mcpReq.signal },
    );
    const detailed = response_format === "detailed";
    const companies = detailed ? found.items : found.items.map((row) => concise.parse(row));
    const none = companies.length === 0 ? "No company fits. Drop a filter." : undefined;
    return {
      facts: {
        companies,
        next_cursor: found.next,
        ...noted(none, continuation(name, found.next)),
      },
    };
  });
}
