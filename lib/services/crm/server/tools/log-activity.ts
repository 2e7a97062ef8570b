import type { McpServer } from "@modelcontextprotocol/server";
import { z } from "zod";
import { registerTool } from "../../../../subjects/tool-errors/register-tool.ts";
import { activity, activityKinds } from "../../api/shapes.ts";
import type { CrmSurroundings } from "../surroundings.ts";
import { uris } from "../uris.ts";
import { companyId, idempotencyKey } from "./arguments.ts";

const definition = {
  title: "Log an activity",
  description: `Records a conversation or note with a company, so that colleagues see it in the account brief. It adds a record and changes no other. The subject says what happened, the body what was agreed. Needs the permission crm:write.`,
  input: z.strictObject({
    company_id: companyId,
    contact_id: z
      .string()
      .max(100)
      .optional()
      .describe("With whom; one of the company's contacts."),
    deal_id: z.string().max(100).optional().describe("About which of the company's deals."),
    kind: z.enum(activityKinds).describe("What happened."),
    happened_on: z.iso.date().describe("Day, YYYY-MM-DD."),
    subject: z.string().min(1).max(200).describe("One line."),
    body: z.string().max(4000).default("").describe("What was said or agreed."),
    idempotency_key: idempotencyKey,
  }),
  output: z.object({ activity }),
  annotations: {
    readOnlyHint: false,
    destructiveHint: false,
    // Without a key a second call adds a second record.
    idempotentHint: false,
    openWorldHint: false,
  },
};

/** Registers crm_log_activity. */
export function registerLogActivity(server: McpServer, surroundings: CrmSurroundings): void {
  registerTool(server, "crm_log_activity", definition, surroundings, async (input, context) => {
    const { idempotency_key, ...body } = input;
    const key = idempotency_key ?? surroundings.newIdempotencyKey();
    const row = await surroundings.client(
      { method: "POST", path: "/activities", body, idempotencyKey: key, shape: activity },
      { signal: context.mcpReq.signal },
    );
    surroundings.changes.publish({ kind: "resource_updated", uri: uris.company(row.company_id) });
    return { facts: { activity: row } };
  });
}
