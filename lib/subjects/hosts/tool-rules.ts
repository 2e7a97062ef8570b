import { offeredName } from "./names.ts";
import { NAME_LIMIT } from "./tool-limits.ts";

/** Whether Claude Code offers a tool under the server's own name for it, and the Messages API takes it. */
export function arrivesUnderItsName(server: string, tool: string): boolean {
  return /^[a-zA-Z0-9_-]+$/.test(tool) && offeredName(server, tool).length <= NAME_LIMIT;
}
