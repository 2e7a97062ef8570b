import type { JsonObject } from "./request-types.ts";

/** A tool that the request offers. */
export interface OfferedTool {
  /** The MCP server's name; undefined for a tool that the caller runs. */
  server: string | undefined;
  name: string;
  description: string;
  schema: JsonObject;
  /** True where it is known to only read; undefined where nothing is said. */
  readOnly?: boolean | undefined;
  destructive?: boolean | undefined;
  /** The person who set the emulator up lets it be called, whatever it does. */
  allowed?: boolean | undefined;
}

/** Whether the planner may choose a tool by itself. */
export function mayBeCalled({ readOnly, allowed }: OfferedTool): boolean {
  return readOnly === true || allowed === true;
}

/** How a person allows a tool that is not known to only read. */
export function howToAllow({ name }: OfferedTool): string {
  const shown = name.slice(0, 120);
  return (
    "Rehearsal calls only tools that are known to only read. To allow this one: " +
    `\`lab emulator --allow-tool ${shown}\`, in a notebook \`openLab({ allowTools: ["${shown}"] })\`.`
  );
}

/** The name by which the API knows a tool: that of an MCP server's has the server's before it. */
export function composedName({ server, name }: OfferedTool): string {
  return server === undefined ? name : `${server}_${name}`;
}
