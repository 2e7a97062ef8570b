import type { ListedTool, ToolOptions, Toolset } from "./request-types.ts";

/** A listed tool with the options that hold for it. */
export interface ConfiguredTool<Tool extends ListedTool = ListedTool> {
  tool: Tool;
  enabled: boolean;
  deferred: boolean;
}

/**
 * Applies a toolset to a server's listing: `configs[name]` before `default_config` before the
 * system's defaults (enabled, not deferred), field by field. A name in `configs` that the server
 * does not list changes nothing, and nobody is told. Source: MCP connector page, "Configuration
 * merging".
 */
export function configureTools<Tool extends ListedTool>(
  toolset: Toolset,
  listing: readonly Tool[],
): ConfiguredTool<Tool>[] {
  const fallback = toolset.default_config ?? {};
  return listing.map((tool) => {
    const own = ownOptions(toolset, tool.name);
    return {
      tool,
      enabled: own.enabled ?? fallback.enabled ?? true,
      deferred: own.defer_loading ?? fallback.defer_loading ?? false,
    };
  });
}

/** A tool may be named like a property of every object, such as `constructor`. */
function ownOptions(toolset: Toolset, name: string): ToolOptions {
  const configs = toolset.configs ?? {};
  return Object.hasOwn(configs, name) ? (configs[name] ?? {}) : {};
}
