import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { registerTool } from "../../../../subjects/tool-errors/register-tool.ts";
import { deal, stages } from "../../api/shapes.ts";
import type { CrmSurroundings } from "../surroundings.ts";
import { uris } from "../uris.ts";
import { idempotencyKey } from "./arguments.ts";

const definition = {
  title: "Move a deal",
  description: `Moves an open deal to another stage. Give the stage that it is at now, from crm_pipeline or crm_account_brief: when somebody has moved it meanwhile the call is refused with CONFLICT and nothing changes. Stages won and lost close the deal for good: moving it again is refused with BUSINESS_RULE. Stage lost needs a reason. Needs the permission crm:write.`,
  input: z.strictObject({
    deal_id: z.string().min(1).max(100).describe("Id, such as dl-0001."),
    from_stage_id: z.enum(stages).describe("Where it is now."),
    stage_id: z.enum(stages).describe("Where it is to go."),
    lost_reason: z.string().min(1).max(200).optional().describe("For stage lost only: why."),
    idempotency_key: idempotencyKey,
  }),
  output: z.object({ deal }),
  annotations: {
    readOnlyHint: false,
    // It overwrites the stage, and closing cannot be undone.
    destructiveHint: true,
    idempotentHint: true,
    openWorldHint: false,
  },
};

/** Registers crm_move_deal. */
export function registerMoveDeal(server: McpServer, surroundings: CrmSurroundings): void {
  registerTool(server, "crm_move_deal", definition, surroundings, async (input, context) => {
    const { idempotency_key, deal_id, ...body } = input;
    const row = await surroundings.client(
      {
        method: "PATCH",
        path: `/deals/${encodeURIComponent(deal_id)}`,
        body,
        idempotencyKey: idempotency_key ?? surroundings.newIdempotencyKey(),
        shape: deal,
      },
      { signal: context.mcpReq.signal, idArgument: "deal_id" },
    );
    for (const uri of [uris.deal(row.id), uris.company(row.company_id), uris.pipeline]) {
      surroundings.changes.publish({ kind: "resource_updated", uri });
    }
    return { facts: { deal: row } };
  });
}
