import { z } from "zod";
import type { TextPosition } from "./json-text.ts";

/** Fields by name, such as `env` and `headers`. */
const texts = z.record(z.string(), z.string());

const aboveZero = z.int().positive();

/** Claude Code 2.1.332 leaves a server out where one of these is of another type (run 2026-11-30). */
const entry = z.looseObject({
  type: z.string().optional(),
  command: z.string().optional(),
  args: z.array(z.string()).optional(),
  env: texts.optional(),
  url: z.string().optional(),
  headers: texts.optional(),
  headersHelper: z.string().optional(),
  timeout: aboveZero.optional(),
  alwaysLoad: z.boolean().optional(),
  oauth: z
    .looseObject({
      clientId: z.string().optional(),
      callbackPort: aboveZero.optional(),
      scopes: z.string().optional(),
      authServerMetadataUrl: z.string().startsWith("https://").optional(),
    })
    .optional(),
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
      ...(issue.path.length <= 1 ? topLevel(value) : wrongType(issue, value)),
    })),
  };
}

/** The servers whose fields are of the right types, whatever the others are. */
export function readableServers(value: unknown): [name: string, entry: McpServerEntry][] {
  const file = z.object({ mcpServers: z.record(z.string(), z.unknown()) }).safeParse(value);
  return Object.entries(file.data?.mcpServers ?? {}).flatMap(([name, written]) => {
    const { data } = entry.safeParse(written);
    return data === undefined ? [] : [[name, data]];
  });
}

/** A place in a config in words, such as `crm.args[1]`; empty for the whole. */
export function whereOf(path: readonly (string | number)[]): string {
  return (path[0] === "mcpServers" ? path.slice(1) : path)
    .map((step, at) => (typeof step === "number" ? `[${step}]` : at === 0 ? step : `.${step}`))
    .join("");
}

const SHAPE =
  'A server is under "mcpServers", with a text as command, a list of texts as args, and texts by name as env and headers.';

type Words = Pick<ConfigFinding, "what" | "remedy">;

const WANTED: Readonly<Record<string, string>> = {
  string: "a text",
  array: "a list of texts",
  record: "texts by name, in { }",
  object: "names with values, in { }",
  boolean: "true or false",
};

function wrongType(issue: z.core.$ZodIssue, value: unknown): Words {
  if (issue.code === "invalid_format")
    return { what: "This has to be an address with https://.", remedy: "Write the whole of it." };
  const wanted = issue.code === "invalid_type" ? WANTED[issue.expected] : undefined;
  const what = `This has to be ${wanted ?? "a whole number above 0"}.`;
  const isTyped = /^(number|boolean)$/.test(typeof at(value, issue.path));
  const remedy = wanted === undefined ? "Write it without quotes, such as 60000." : SHAPE;
  return { what, remedy: wanted === WANTED.string && isTyped ? 'Put " around it.' : remedy };
}

const at = (value: unknown, path: readonly PropertyKey[]): unknown =>
  path.reduce<unknown>((inside, step) => membersOf(inside)[String(step)], value);

/** What is in an object or a list, by name. */
function membersOf(value: unknown): Record<string, unknown> {
  return typeof value === "object" && value !== null ? { ...value } : {};
}

/** Where other clients have servers, and what people write for `mcpServers`. */
const OTHER_NAMES = /^(servers|context_servers|extensions|mcp|mcp[_-]?servers?)$/i;

function topLevel(value: unknown): Words {
  const members = membersOf(value);
  const other = Object.keys(members).find((name) => OTHER_NAMES.test(name));
  if (other !== undefined && !Object.hasOwn(members, "mcpServers")) {
    const whose = other === "servers" ? "VS Code's" : "another";
    const what = `The servers are under "${other}", which is ${whose} word; this file says "mcpServers".`;
    return { what, remedy: SHAPE };
  }
  const isServer = (one: unknown): boolean =>
    ["command", "url"].some((name) => Object.hasOwn(membersOf(one), name));
  if (isServer(value)) {
    const what = "This is the entry of one server, without a name.";
    return { what, remedy: 'Write { "mcpServers": { "name": … } } around it.' };
  }
  if (!Array.isArray(value) && Object.values(members).some(isServer)) {
    const what = 'The servers are at the top; this file has them under "mcpServers".';
    return { what, remedy: 'Write { "mcpServers": … } around all.' };
  }
  return { what: 'There are no servers under "mcpServers".', remedy: SHAPE };
}
