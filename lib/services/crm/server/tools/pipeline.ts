import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { registerTool } from "../../../../subjects/tool-errors/register-tool.ts";
import { pageOf, stageSummary } from "../../api/replies.ts";
import { deal, stages } from "../../api/shapes.ts";
import { owners } from "../../store/seed/reference.ts";
import type { CrmSurroundings } from "../surroundings.ts";
import { companyId, cursor, limit, reads, responseFormat } from "./arguments.ts";
import { continuation, noted, notes } from "./paging.ts";

const name = "crm_pipeline";

const concise = z.object({
  id: z.string(),
  company_id: z.string(),
  title: z.string(),
  stage_id: z.enum(stages),
  amount_eur: z.number(),
});

/** Made once: zod compiles a schema at its first use. */
const dealPage = pageOf(deal);

const definition = {
  title: "Sales pipeline",
  description: `The pipeline: number and value of all deals at each stage, then the deals that fit the filters, the largest first. Stages in order: qualify, discover, propose, negotiate; won and lost are closed. Amounts are in euro; "weighted" means times the stage's chance of winning.`,
  input: z.strictObject({
    stage_id: z.enum(stages).optional().describe("Only deals at this stage."),
    owner_id: z
      .enum(owners.map(([id]) => id))
      .optional()
      .describe("Only deals of this colleague."),
    company_id: companyId.optional(),
    min_amount_eur: z
      .number()
      .int()
      .min(0)
      .optional()
      .describe("Only deals of at least this value."),
    limit,
    cursor,
    response_format: responseFormat,
  }),
  output: z.object({
    stages: z.array(stageSummary),
    deals: z.array(z.union([deal, concise])),
    next_cursor: z.string().optional(),
    notes,
  }),
  annotations: reads,
};

/** Registers crm_pipeline. */
export function registerPipeline(server: McpServer, surroundings: CrmSurroundings): void {
  registerTool(server, name, definition, surroundings, async (input, context) => {
    const { response_format, ...query } = input;
    const options = { signal: context.mcpReq.signal };
    const shape = z.array(stageSummary);
    const [summary, found] = await Promise.all([
      surroundings.client({ method: "GET", path: "/pipeline", shape }, options),
      surroundings.client({ method: "GET", path: "/deals", query, shape: dealPage }, options),
    ]);
    const detailed = response_format === "detailed";
    return {
      facts: {
        stages: summary,
        deals: detailed ? found.items : found.items.map((row) => concise.parse(row)),
        next_cursor: found.next,
        ...noted(continuation(name, found.next)),
      },
    };
  });
}
