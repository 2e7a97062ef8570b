import { z } from "zod";
import type { TextPosition } from "./json-text.ts";

/** Fields by name, such as `env` and `headers`. */
const texts = z.record(z.string(), z.string());

const entry = z.looseObject({
  type: z.string().optional(),
  command: z.string().optional(),
  args: z.array(z.string()).optional(),
  env: texts.optional(),
  url: z.string().optional(),
  headers: texts.optional(),
});

const config = z.looseObject({ mcpServers: z.record(z.string(), entry) });

/** One server of a `.mcp.json`. Other fields of it are kept as they are. */
export type McpServerEntry = z.infer<typeof entry>;

/** What a `.mcp.json` holds. */
export type McpConfig = z.infer<typeof config>;

/** What is wrong in a config, where, and what to do: a LabError's words as data. */
export interface ConfigFinding {
  /** For programs, such as `secret-literal`. */
  code: string;
  /** An `error` keeps the server from working or gives a secret away; a `warning` may be meant. */
  severity: "error" | "warning";
  /** Server and field, such as `crm.env.CRM_API_KEY`; empty for the whole file. */
  where: string;
  /** Where in the text of the file, each counted from 1; missing when only its value is known. */
  at?: TextPosition;
  what: string;
  remedy: string;
}

/** A value that was read as a config. */
export type ReadConfig =
  | { status: "valid"; config: McpConfig }
  | { status: "invalid"; findings: ConfigFinding[] };

/** Reads any value as a config: the types of its fields, not yet what they mean. */
export function readMcpConfig(value: unknown): ReadConfig {
  const parsed = config.safeParse(value);
  if (parsed.success) return { status: "valid", config: parsed.data };
  return {
    status: "invalid",
    findings: parsed.error.issues.map((issue) => ({
      code: "shape",
      severity: "error",
      where: whereOf(issue.path.map((step) => (typeof step === "number" ? step : String(step)))),
      what: issue.path.length <= 1 ? topLevel(value) : `${issue.message}.`,
      remedy: SHAPE,
    })),
  };
}

/** A place in a config in words, such as `crm.args[1]`; empty for the whole. */
export function whereOf(path: readonly (string | number)[]): string {
  return (path[0] === "mcpServers" ? path.slice(1) : path)
    .map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`))
    .join("");
}

const SHAPE =
  'A server is under "mcpServers", with a text as command, a list of texts as args, and texts by name as env and headers.';

function topLevel(value: unknown): string {
  return typeof value === "object" && value !== null && "servers" in value
    ? 'The servers are under "servers", which is VS Code\'s word; this file says "mcpServers".'
    : 'There are no servers under "mcpServers".';
}
