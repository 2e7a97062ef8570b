/** The tools that Claude Code gives the model for the Resources of all servers. */
export const LIST_RESOURCES = "ListMcpResourcesTool";
export const READ_RESOURCE = "ReadMcpResourceTool";

/**
 * What Claude Code makes of a name: first what Unicode takes for the same becomes one (`ﬁ` is `fi`), and what
 * nobody sees goes; then what the Messages API does not take becomes `_`. Seen with 2.1.332 on 2026-11-30.
 */
export function fitName(name: string): string {
  const visible = name.normalize("NFKC").replaceAll(/\p{Cf}/gu, "");
  return visible.replaceAll(/[^a-zA-Z0-9_-]/g, "_");
}

/** The name under which Claude Code offers a server's tool to the model; without a tool, how it begins. */
export function offeredName(server: string, tool: string = ""): string {
  return `mcp__${fitName(server)}__${fitName(tool)}`;
}
