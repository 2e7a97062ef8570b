import type { ServerEventBus } from "@modelcontextprotocol/server";
import type { ToolSurroundings } from "../../../subjects/tool-errors/register-tool.ts";
import type { Catalog } from "./catalog.ts";
import type { CrmClient } from "./client.ts";

/** What the CRM's tools and resources work with; one for all connections of a process. */
export interface CrmSurroundings extends ToolSurroundings {
  client: CrmClient;
  catalog: Catalog;
  /** Carries "this resource changed" from a write to all subscribers. */
  changes: ServerEventBus;
  /** Makes the key of a write for which the caller gave none. */
  newIdempotencyKey: () => string;
}
