/** The CRM's MCP server on the standard streams of this process. */
import { serveCrmStdio } from "../../../lib/services/crm/server/serve-stdio.ts";

await serveCrmStdio({ env: {} });
