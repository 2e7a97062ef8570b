import type { McpServerEntry } from "./mcp-config.ts";

/** One text of a server entry in which variables are replaced. */
export interface Field {
  /** Such as `command`, `args[1]`, `env.CRM_API_KEY`, `headers.Authorization`. */
  name: string;
  text: string;
}

/**
 * A copy of the entry with `change` applied to each text in which Claude Code replaces variables:
 * command, args, env, url and headers (code.claude.com/docs/en/mcp, as of 2026-08-22). Names of
 * variables and headers, and every other field, stay as they are.
 */
export function mapFields(entry: McpServerEntry, change: (field: Field) => string): McpServerEntry {
  const one = (name: string, text: string): string => change({ name, text });
  const named = (group: string, texts: Record<string, string>): Record<string, string> =>
    Object.fromEntries(
      Object.entries(texts).map(([name, text]) => [name, one(`${group}.${name}`, text)]),
    );
  const { command, args, env, url, headers } = entry;
  return {
    ...entry,
    ...(command !== undefined && { command: one("command", command) }),
    ...(args && { args: args.map((text, index) => one(`args[${index}]`, text)) }),
    ...(env && { env: named("env", env) }),
    ...(url !== undefined && { url: one("url", url) }),
    ...(headers && { headers: named("headers", headers) }),
  };
}

/** Those texts, in the order in which {@link mapFields} comes to them. */
export function fieldsOf(entry: McpServerEntry): Field[] {
  const fields: Field[] = [];
  mapFields(entry, (field) => {
    fields.push(field);
    return field.text;
  });
  return fields;
}
