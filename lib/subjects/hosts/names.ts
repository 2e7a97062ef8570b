/** The tools that Claude Code gives the model for the Resources of all servers. */
export const LIST_RESOURCES = "ListMcpResourcesTool";
export const READ_RESOURCE = "ReadMcpResourceTool";

/** What Claude Code makes of a name: what the Messages API does not take in one becomes `_`. */
export function fitName(name: string): string {
  return name.replaceAll(/[^a-zA-Z0-9_-]/g, "_");
}

/** The name under which Claude Code offers a server's tool to the model; without a tool, how it begins. */
export function offeredName(server: string, tool: string = ""): string {
  return `mcp__${fitName(server)}__${fitName(tool)}`;
}
