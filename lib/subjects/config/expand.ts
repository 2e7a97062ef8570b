import { LabError } from "../../base/lab-error.ts";
import { type Field, mapFields } from "./fields.ts";
import type { McpConfig } from "./mcp-config.ts";

/** Variables by name; a variable that is not set is missing or undefined. */
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * How variables are replaced. `claude-code`: as Claude Code 2.1.332 was seen to do it on 2026-11-30, which
 * passes a variable that is not set on as the text `${NAME}` and warns. `strict`: the same, but a variable
 * that is not set is an error.
 */
export type Dialect = "claude-code" | "strict";

/** A variable that is not set and has no default, and the place that asks for it. */
export interface MissingVariable {
  variable: string;
  server: string;
  /** Such as `env.CRM_API_KEY`. */
  field: string;
}

/** A config with its variables replaced. */
export interface Expansion {
  config: McpConfig;
  /** In the order of the file; always empty in the strict dialect. */
  missing: MissingVariable[];
}

/** What a text asks for: a variable, and the default that replaces it. */
export interface Reference {
  name: string;
  fallback: string | undefined;
}

/** `${NAME}` or `${NAME:-default}`: a name is an identifier, and a default runs to the first `}`. */
export const REFERENCE: RegExp = /\$\{([A-Za-z_][A-Za-z0-9_]*)(?::-([^}]*))?\}/g;

/** What a text asks for, in its order. */
export function referencesIn(text: string): Reference[] {
  return [...text.matchAll(REFERENCE)].map(([, name = "", fallback]) => ({ name, fallback }));
}

/**
 * Replaces the variables of one text, once: what was put in is not looked at again, `$NAME` and
 * `${no name}` stay, a backslash escapes nothing, and a variable that is set but empty counts as set.
 */
function expandText(text: string, env: Environment, onMissing: (variable: string) => void): string {
  return text.replace(REFERENCE, (reference: string, name: string, fallback?: string) => {
    const value = Object.hasOwn(env, name) ? env[name] : undefined;
    if (value === undefined && fallback === undefined) onMissing(name);
    return value ?? fallback ?? reference;
  });
}

/** Claude Code expands a header a second time: a value that is put in may ask for another variable. */
const passesOf = (field: string): number => (field.startsWith("headers.") ? 2 : 1);

/**
 * Replaces the variables of a config. Throws LabError `config-variable-missing` in the strict
 * dialect, which names every variable, server and field and no value.
 */
export function expandConfig(config: McpConfig, env: Environment, dialect: Dialect): Expansion {
  const missing: MissingVariable[] = [];
  const servers = Object.entries(config.mcpServers).map(([server, entry]) => {
    const expand = ({ name: field, text }: Field): string => {
      const lacking = new Set<string>();
      let expanded = text;
      for (let pass = passesOf(field); pass > 0; pass -= 1) {
        expanded = expandText(expanded, env, (variable) => lacking.add(variable));
      }
      missing.push(...[...lacking].map((variable) => ({ variable, server, field })));
      return expanded;
    };
    return [server, mapFields(entry, expand)];
  });
  if (dialect === "strict" && missing.length > 0) throw missingError(missing);
  return { config: { ...config, mcpServers: Object.fromEntries(servers) }, missing };
}

function missingError(missing: readonly MissingVariable[]): LabError {
  const places = missing.map(
    ({ variable, server, field }) => `${variable} (server "${server}", field ${field})`,
  );
  return new LabError("config-variable-missing", {
    what: `Not set: ${places.join(", ")}.`,
    where: ".mcp.json",
    remedy: "Set the variable in the environment that starts the server, or give it a default.",
  });
}
