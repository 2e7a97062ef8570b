import type { McpServer } from "@modelcontextprotocol/server";
import type { CrmSurroundings } from "./surroundings.ts";
import { registerAccountBrief } from "./tools/account-brief.ts";
import { registerDraftOutreach } from "./tools/draft-outreach.ts";
import { registerFindCompanies } from "./tools/find-companies.ts";
import { registerLogActivity } from "./tools/log-activity.ts";
import { registerMoveDeal } from "./tools/move-deal.ts";
import { registerPipeline } from "./tools/pipeline.ts";
import { registerSearch } from "./tools/search.ts";

/** Registers the CRM's tools, reads first, in an order that does not change. */
export function registerTools(server: McpServer, surroundings: CrmSurroundings): void {
  registerSearch(server, surroundings);
  registerFindCompanies(server, surroundings);
  registerAccountBrief(server, surroundings);
  registerPipeline(server, surroundings);
  registerDraftOutreach(server, surroundings);
  registerLogActivity(server, surroundings);
  registerMoveDeal(server, surroundings);
}
