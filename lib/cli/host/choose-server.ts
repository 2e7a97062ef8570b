import { existsSync } from "node:fs";
import { dirname, join, resolve } from "node:path";
import { LabError } from "../../base/lab-error.ts";
import { expandConfig, referencesIn } from "../../subjects/config/expand.ts";
import { fieldsOf, mapFields } from "../../subjects/config/fields.ts";
import { loadMcpConfig } from "../../subjects/config/load.ts";
import type { McpConfig, McpServerEntry } from "../../subjects/config/mcp-config.ts";
import { secretsIn } from "../../wire/mask.ts";

/** The server of a config that a host is run with. */
export interface ChosenServer {
  name: string;
  /** As the config has it, variables and all. */
  entry: McpServerEntry;
  /** With its variables replaced. */
  expanded: McpServerEntry;
  /** The config's folder, in which the server is started. */
  folder: string;
  /** The variables that the entry asks for and that are set. */
  variables: Record<string, string>;
  /** The variables that it asks for, that are not set and have no default. */
  missing: string[];
  /** What must not be seen of all this. */
  secrets: string[];
}

type Environment = Readonly<Record<string, string | undefined>>;

/** The config that is used where none is named: the project's own, else the one with the CRM. */
export function usualConfig(root: string): { path: string; isExample: boolean } {
  const own = join(root, ".mcp.json");
  if (existsSync(own)) return { path: own, isExample: false };
  return { path: `${own}.example`, isExample: true };
}

/**
 * Reads a config and chooses the server.
 *
 * @param name left out: the only one
 * @param env where the variables come from
 * @throws LabErrors of `loadMcpConfig`, and `host-which-server`
 */
export function chooseServer(
  path: string,
  name: string | undefined,
  env: Environment,
): ChosenServer {
  const config = loadMcpConfig(path);
  const chosen = nameIn(config, path, name);
  const entry = config.mcpServers[chosen] ?? {};
  const { config: replaced, missing } = expandConfig(
    { mcpServers: { [chosen]: entry } },
    env,
    "claude-code",
  );
  const expanded = replaced.mcpServers[chosen] ?? {};
  const variables = variablesOf(entry, env);
  return {
    name: chosen,
    entry,
    expanded,
    folder: dirname(resolve(path)),
    variables,
    missing: [...new Set(missing.map(({ variable }) => variable))],
    secrets: secretsOf(variables, expanded).filter((secret) => referencesIn(secret).length === 0),
  };
}

/** What is a secret of an entry; a text that nothing was put into is none. */
function secretsOf(variables: Record<string, string>, { env, headers }: McpServerEntry): string[] {
  const keys = Object.entries(headers ?? {}).flatMap(([name, value]) =>
    /^(authorization|cookie)$/i.test(name) ? [value, value.replace(/^\w+ +/, "")] : [],
  );
  return [...secretsIn({ ...variables, ...env }), ...secretsIn(headers ?? {}), ...keys];
}

function nameIn(config: McpConfig, path: string, name: string | undefined): string {
  const names = Object.keys(config.mcpServers);
  const [only] = names;
  if (name === undefined && only !== undefined && names.length === 1) return only;
  if (name !== undefined && names.includes(name)) return name;
  const list = names.map((one) => `"${one}"`).join(", ");
  throw new LabError("host-which-server", {
    what:
      name === undefined
        ? `There are ${names.length} servers: ${list || "none"}.`
        : `There is no server "${name}".`,
    where: path,
    remedy:
      names.length === 0
        ? "Put a server into it, as .mcp.json.example does."
        : `Choose one with --server: ${list}.`,
  });
}

/** A header is expanded a second time, so what a value asks for is passed on, too. */
function variablesOf(entry: McpServerEntry, env: Environment): Record<string, string> {
  const found = new Map<string, string>();
  const look = (text: string): void => {
    for (const { name } of referencesIn(text)) {
      const value = Object.hasOwn(env, name) ? env[name] : undefined;
      if (value === undefined || found.has(name)) continue;
      found.set(name, value);
      look(value);
    }
  };
  for (const { text } of fieldsOf(entry)) look(text);
  return Object.fromEntries(found);
}

/** The entry with some variables replaced, and every other one as it was. */
export function replaceVariables(
  entry: McpServerEntry,
  values: Readonly<Record<string, string>>,
): McpServerEntry {
  return mapFields(entry, ({ text }) =>
    text.replaceAll(/\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-[^}]*)?\}/g, (reference, name: string) =>
      Object.hasOwn(values, name) ? (values[name] ?? reference) : reference,
    ),
  );
}
