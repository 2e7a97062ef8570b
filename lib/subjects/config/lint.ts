import { readReference, REFERENCE } from "./expand.ts";
import { type Field, fieldsOf } from "./fields.ts";
import { type ConfigFinding, type McpServerEntry, readMcpConfig } from "./mcp-config.ts";
import { namesSecret } from "./secret-names.ts";

type Words = Omit<ConfigFinding, "severity" | "where">;

const TYPES = new Set(["stdio", "http", "streamable-http", "sse", "ws"]);

const FIELDS = new Set(
  "type command args env url headers headersHelper oauth timeout alwaysLoad".split(" "),
);

const RESERVED = new Set([
  "workspace",
  "claude-in-chrome",
  "computer-use",
  "Claude Preview",
  "Claude Browser",
]);

const PASSWORD_IN_URL = /\/\/[^/@\s]*:[^/@\s]+@/;

/**
 * What is amiss in a config, by its fields alone: the shape, what Claude Code does not accept
 * (code.claude.com/docs/en/mcp, as of 2026-08-22), and secrets in places that are named after one.
 */
export function lintConfig(value: unknown): ConfigFinding[] {
  const read = readMcpConfig(value);
  if (read.status === "invalid") return read.findings;
  return Object.entries(read.config.mcpServers).flatMap(([server, entry]) => [
    ...nameFindings(server).map((words) => error(server, words)),
    ...entryFindings(server, entry).map((words) => error(server, words)),
    ...unknownFields(server, entry),
    ...fieldsOf(entry).flatMap((field) => fieldFindings(server, field)),
  ]);
}

function error(where: string, words: Words): ConfigFinding {
  return { ...words, severity: "error", where };
}

function nameFindings(server: string): Words[] {
  if (RESERVED.has(server)) {
    const what = `Claude Code keeps the name "${server}" for itself.`;
    return [{ code: "server-name", what, remedy: "Choose another name." }];
  }
  if (/^[A-Za-z0-9_-]+$/.test(server)) return [];
  const what = `"${server}" is no name for a server.`;
  return [{ code: "server-name", what, remedy: "Use letters, digits, - and _." }];
}

function entryFindings(server: string, { type, command, url }: McpServerEntry): Words[] {
  if (url !== undefined && type === undefined) {
    // Claude Code's own words.
    const what = `MCP server "${server}" has a "url" but no "type".`;
    return [{ code: "url-without-type", what, remedy: 'Add "type": "http" to this entry.' }];
  }
  if (type !== undefined && !TYPES.has(type)) {
    const what = `There is no type "${type}".`;
    return [{ code: "type", what, remedy: 'Use "stdio" for a command, "http" for an address.' }];
  }
  const local = type === undefined || type === "stdio";
  if (local && command === undefined) {
    const what = "Nothing says how to start this server.";
    return [
      { code: "command-missing", what, remedy: "Give it a command, and its args as a list." },
    ];
  }
  if (local && /\s/.test(command ?? "") && !/[/\\]/.test(command ?? "")) {
    const what = "The command holds a whole command line; it is taken as the name of one program.";
    return [{ code: "command-line", what, remedy: "Put every word after the first into args." }];
  }
  if (!local && url === undefined) {
    const what = `A server of type "${type}" has no url.`;
    return [{ code: "url-missing", what, remedy: "Say where it is." }];
  }
  return [];
}

function unknownFields(server: string, entry: McpServerEntry): ConfigFinding[] {
  return Object.keys(entry)
    .filter((name) => !FIELDS.has(name))
    .map((name) => ({
      code: "unknown-field",
      severity: "warning",
      where: `${server}.${name}`,
      what: "Claude Code's documentation knows no such field.",
      remedy: "Check the spelling.",
    }));
}

function fieldFindings(server: string, field: Field): ConfigFinding[] {
  const where = `${server}.${field.name}`;
  const findings: ConfigFinding[] = [];
  const secretField = namesSecret(field.name.slice(field.name.indexOf(".") + 1));
  const references = [...field.text.matchAll(REFERENCE)].map((match) =>
    readReference(match[1] ?? ""),
  );
  const rest = field.text.replaceAll(REFERENCE, "").replace(/^(Bearer|Basic|Token) */i, "");
  if ((secretField && rest.trim() !== "") || PASSWORD_IN_URL.test(rest)) {
    findings.push(
      error(where, {
        code: "secret-literal",
        what: "A secret is written out here.",
        remedy: "Write ${NAME} and keep the value in the environment.",
      }),
    );
  }
  for (const { name, fallback } of references) {
    if (fallback !== undefined && (secretField || namesSecret(name))) {
      findings.push(
        error(where, {
          code: "secret-default",
          what: `${name} has a default: a secret that is not set has to be missed, not replaced.`,
          remedy: `Write \${${name}}.`,
        }),
      );
    }
    if (/^(env|input):/.test(name)) findings.push(otherSyntax(where, `\${${name}}`));
  }
  const bare = /\$[A-Za-z_]\w*/.exec(field.text)?.[0];
  if (bare !== undefined) findings.push(otherSyntax(where, bare));
  return findings;
}

function otherSyntax(where: string, written: string): ConfigFinding {
  return {
    code: "not-replaced",
    severity: "warning",
    where,
    what: `Claude Code does not replace ${written}.`,
    remedy: "Write ${NAME} or ${NAME:-default}.",
  };
}
