import { invalid, ownWording } from "./api-error.ts";
import type { MessagesRequest, SearchTool, ToolEntry, Toolset } from "./request-types.ts";

/** The toolset entries of `tools`. */
export function toolsetsOf(request: MessagesRequest): Toolset[] {
  return request.tools.filter((tool) => tool.type === "mcp_toolset");
}

/**
 * The connector's rules between `mcp_servers` and `tools`, and those among tools. An unknown tool
 * name in `configs` is none of them. Source: MCP connector page, "Validation rules".
 * @throws ApiError 400 on the first rule that is broken
 */
export function checkConnector(request: MessagesRequest): void {
  checkServers(request);
  const defined = new Set(request.mcp_servers.map(({ name }) => name));
  const referenced = new Set<string>();
  for (const { mcp_server_name: name } of toolsetsOf(request)) {
    if (!defined.has(name)) {
      throw invalid(ownWording(`tools: no entry of mcp_servers is named '${clip(name)}'.`));
    }
    if (referenced.has(name)) {
      throw invalid(ownWording(`tools: MCP server '${clip(name)}' has more than one mcp_toolset.`));
    }
    referenced.add(name);
  }
  for (const { name } of request.mcp_servers) {
    if (!referenced.has(name)) {
      throw invalid(
        `MCP server '${clip(name)}' is defined but not referenced by any mcp_toolset in tools`,
      );
    }
  }
  checkTools(request.tools);
  checkListings(request, defined);
}

function checkServers({ mcp_servers: servers }: MessagesRequest): void {
  const names = new Set<string>();
  for (const [index, { name, url }] of servers.entries()) {
    if (!URL.canParse(url) || new URL(url).protocol !== "https:") {
      throw invalid(ownWording(`mcp_servers.${index}.url: must start with https://.`));
    }
    if (names.has(name)) {
      throw invalid(ownWording(`mcp_servers: the name '${clip(name)}' is used twice.`));
    }
    names.add(name);
  }
}

function checkTools(tools: readonly ToolEntry[]): void {
  const names = new Set<string>();
  for (const [index, tool] of tools.entries()) {
    if (tool.type === "mcp_toolset") continue;
    if (names.has(tool.name)) throw invalid("tools: Tool names must be unique.");
    names.add(tool.name);
    if (tool.defer_loading === true && (tool.cache_control ?? null) !== null) {
      throw invalid(ownWording(`tools.${index}: a deferred tool cannot carry cache_control.`));
    }
  }
}

/** The tool search of a request; two of them have two names. */
export function searchToolOf({ tools }: MessagesRequest): SearchTool | undefined {
  return tools.find((tool) => tool.type !== "custom" && tool.type !== "mcp_toolset");
}

/** A listing that was sent back must be of a server that is still there. */
function checkListings(request: MessagesRequest, defined: ReadonlySet<string>): void {
  for (const [at, message] of request.messages.entries()) {
    for (const block of message.content) {
      if (block.type !== "mcp_tool_listing" || defined.has(block.mcp_server_name)) continue;
      throw invalid(
        ownWording(
          `messages.${at}: mcp_tool_listing of '${clip(block.mcp_server_name)}', which mcp_servers ` +
            "does not define.",
        ),
        { error_code: "tool_reference_unresolved" },
      );
    }
  }
}

function clip(text: string): string {
  return text.slice(0, 120);
}
