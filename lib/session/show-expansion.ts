import { expandConfig } from "../subjects/config/expand.ts";
import { fieldsOf } from "../subjects/config/fields.ts";
import type { McpConfig } from "../subjects/config/mcp-config.ts";

/** Variables by name. */
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Shows what Claude Code makes of a config in an environment: each text that holds a `$`, as it is
 * written and as the server gets it. Give it made-up values: it hides none.
 */
export function showExpansion(config: McpConfig, env: Environment): void {
  const { config: expanded, missing } = expandConfig(config, env, "claude-code");
  for (const [server, entry] of Object.entries(config.mcpServers)) {
    const after = fieldsOf(expanded.mcpServers[server] ?? {});
    for (const [index, { name, text }] of fieldsOf(entry).entries()) {
      if (!text.includes("$")) continue;
      console.log(`${server}.${name}`);
      console.log(`  written    ${text}`);
      console.log(`  passed on  ${after[index]?.text === "" ? "(empty)" : after[index]?.text}`);
      for (const { variable } of missing.filter(
        (one) => one.server === server && one.field === name,
      )) {
        console.log(`  warning    Missing environment variables: ${variable}`);
      }
    }
  }
}
