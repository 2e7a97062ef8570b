import type { JsonObject } from "./request-types.ts";

/** A tool the planner may call. */
export interface OfferedTool {
  /** The MCP server's name; undefined for a tool that the caller runs. */
  server: string | undefined;
  name: string;
  description: string;
  schema: JsonObject;
  /** What the server's annotations say; undefined where nothing is said. */
  readOnly?: boolean | undefined;
  destructive?: boolean | undefined;
}

/** The name by which the API knows a tool: that of an MCP server's has the server's before it. */
export function composedName({ server, name }: OfferedTool): string {
  return server === undefined ? name : `${server}_${name}`;
}
