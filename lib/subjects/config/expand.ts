import { LabError } from "../../base/lab-error.ts";
import { mapFields } from "./fields.ts";
import type { McpConfig } from "./mcp-config.ts";

/** Variables by name; a variable that is not set is missing or undefined. */
type Environment = Readonly<Record<string, string | undefined>>;

/**
 * How variables are replaced. `claude-code`: as Claude Code 2.1.197 was seen to do it on 2026-11-22,
 * which passes a variable that is not set on as the text `${NAME}` and warns. `strict`: the same, but
 * a variable that is not set is an error.
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

/** `${NAME}` or `${NAME:-default}`; either runs to the first `}`. */
export const REFERENCE: RegExp = /\$\{([^}]+)\}/g;

/** The name and the default of what stands between `${` and `}`. */
export function readReference(inner: string): { name: string; fallback: string | undefined } {
  const at = inner.indexOf(":-");
  return at < 0
    ? { name: inner, fallback: undefined }
    : { name: inner.slice(0, at), fallback: inner.slice(at + 2) };
}

/**
 * Replaces the variables of one text, once: what was put in is not looked at again, `$NAME` stays,
 * a backslash escapes nothing, and a variable that is set but empty counts as set.
 */
function expandText(text: string, env: Environment, onMissing: (variable: string) => void): string {
  return text.replace(REFERENCE, (reference: string, inner: string) => {
    const { name, fallback } = readReference(inner);
    const value = Object.hasOwn(env, name) ? env[name] : undefined;
    if (value !== undefined) return value;
    if (fallback === undefined) onMissing(name);
    return fallback ?? reference;
  });
}

/**
 * Replaces the variables of a config. Throws LabError `config-variable-missing` in the strict
 * dialect, which names every variable, server and field and no value.
 */
export function expandConfig(config: McpConfig, env: Environment, dialect: Dialect): Expansion {
  const missing: MissingVariable[] = [];
  const servers = Object.entries(config.mcpServers).map(([server, entry]) => [
    server,
    mapFields(entry, ({ name: field, text }) =>
      expandText(text, env, (variable) => missing.push({ variable, server, field })),
    ),
  ]);
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
