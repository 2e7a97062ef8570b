import { isObject } from "../../base/json.ts";
import { referencesIn, REFERENCE } from "./expand.ts";
import { type Field, fieldsOf } from "./fields.ts";
import {
  type ConfigFinding,
  type McpServerEntry,
  readableServers,
  readMcpConfig,
} from "./mcp-config.ts";
import { otherClientsUrl, unknownFields } from "./unknown-fields.ts";

type Words = Omit<ConfigFinding, "severity" | "where">;

const TYPES = new Set(["stdio", "http", "streamable-http", "sse", "ws"]);

const RESERVED = new Set([
  "workspace",
  "claude-in-chrome",
  "computer-use",
  "Claude Preview",
  "Claude Browser",
  "__proto__",
]);

/**
 * What is wrong with a config, by its fields alone: the shape, and what Claude Code does not accept
 * (code.claude.com/docs/en/mcp, as of 2026-08-22, and 2.1.332, run 2026-11-30). A server that it leaves
 * out keeps no other's findings back.
 */
export function lintConfig(value: unknown): ConfigFinding[] {
  const read = readMcpConfig(value);
  const readable = new Map(readableServers(value));
  return [
    ...(read.status === "invalid" ? read.findings : []),
    ...namesIn(value).flatMap((server) => [
      ...nameFindings(server),
      ...entryFindings(server, readable.get(server)),
    ]),
  ];
}

/** The names of all servers, with one that a copy of the value would not have. */
function namesIn(value: unknown): string[] {
  const servers = isObject(value) ? value["mcpServers"] : undefined;
  return isObject(servers) ? Object.keys(servers) : [];
}

function error(where: string, words: Words): ConfigFinding {
  return { ...words, severity: "error", where };
}

function nameFindings(server: string): ConfigFinding[] {
  const code = "server-name";
  if (RESERVED.has(server)) {
    const what = `Claude Code keeps the name "${server}" for itself.`;
    return [error(server, { code, what, remedy: "Choose another name." })];
  }
  if (/^[A-Za-z0-9_-]+$/.test(server)) return [];
  const what = `Claude Code takes "${server}", and names its tools with _ for all but letters, digits, - and _.`;
  const remedy = "Use letters, digits, - and _.";
  return [{ code, severity: "warning", where: server, what, remedy }];
}

function entryFindings(server: string, entry: McpServerEntry | undefined): ConfigFinding[] {
  if (entry === undefined) return [];
  return [
    ...startFindings(entry, server).map((words) => error(server, words)),
    ...unknownFields(server, entry),
    ...fieldsOf(entry).flatMap((field) => fieldFindings(server, field)),
  ];
}

/** What keeps a server from being started or reached. */
function startFindings(entry: McpServerEntry, server: string): Words[] {
  const { type, command, url } = entry;
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
  const other = url === undefined && command === undefined ? otherClientsUrl(entry) : undefined;
  if (other !== undefined) {
    const what = `This server has no url: "${other}" is another client's word.`;
    return [
      { code: "url-missing", what, remedy: 'Write "type": "http", and the address as "url".' },
    ];
  }
  if (local && command === undefined) {
    const what = "Nothing says how to start this server.";
    return [
      { code: "command-missing", what, remedy: "Give it a command, and its args as a list." },
    ];
  }
  if (local && command?.trim() === "") {
    const what = "The command is empty.";
    return [{ code: "command-missing", what, remedy: "Name the program, such as node." }];
  }
  if (local && /^~[/\\]/.test(command ?? "")) {
    const what = "Claude Code does not replace ~.";
    return [{ code: "not-replaced", what, remedy: "Write ${HOME} for it, or the whole path." }];
  }
  if (local && isCommandLine(command ?? "")) {
    const what = "The command holds a whole command line; it is taken as the name of one program.";
    return [{ code: "command-line", what, remedy: "Put every word after the first into args." }];
  }
  if (!local && url === undefined) {
    const what = `A server of type "${type}" has no url.`;
    return [{ code: "url-missing", what, remedy: "Say where it is." }];
  }
  if (!local && url !== undefined && !isAddress(url)) {
    const what = /\s/.test(url)
      ? "The url holds a blank."
      : "The url does not begin with https://.";
    return [
      { code: "url", what, remedy: 'Write the whole address, such as "https://h.example/mcp".' },
    ];
  }
  if (/^(http|streamable-http|sse)$/.test(type ?? "") && /^wss?:/i.test(url ?? "")) {
    const what = `A server of type "${type}" is not reached over ${/^\w+/.exec(url ?? "")?.[0]}://.`;
    return [{ code: "url", what, remedy: 'Write https://, or "type": "ws".' }];
  }
  return [];
}

/** An address may begin with a variable, and what is put in may hold anything. */
function isAddress(url: string): boolean {
  const text = url.replaceAll(REFERENCE, "x");
  return !/\s/.test(text) && (url.startsWith("${") || /^(https?|wss?):\/\/[^/]/i.test(text));
}

/** Starters of other programs, and what follows a program's name and is no part of a path. */
const STARTERS =
  /^(.*[/\\])?(npx|npm|pnpm|yarn|bunx?|node|deno|uvx?|uv|pipx|python3?|docker|podman|java|dotnet|sh|bash|zsh|cmd|env|go|cargo|ruby|php)(\.exe|\.cmd)?$/i;

/** Whether a command holds more than the path of one program; that may hold blanks. */
function isCommandLine(command: string): boolean {
  const text = command.replaceAll(REFERENCE, "x").trim();
  const [first = "", ...rest] = text.split(/\s+/);
  if (rest.length === 0) return false;
  if (/^["']/.test(text) || STARTERS.test(first) || /^\w+=/.test(first)) return true;
  if (!/[/\\]/.test(first)) return true;
  // In `/opt/my tools/node` a later word goes on with the path; a flag, or a word that begins one, does not.
  return (
    rest.some((word) => /^(-|\/|\.{1,2}[/\\]|~|@|[A-Za-z]:[\\/]|https?:)/.test(word)) ||
    !/[/\\]|\.(exe|cmd|bat|sh|app)$/i.test(rest.at(-1) ?? "")
  );
}

/** What is in a text as if it were replaced: words of a shell, of Windows and of other clients. */
const OTHER_SYNTAX =
  /\$\{[^}]*\}|\$\([^)]*\)|\$env:\w+|\$[A-Za-z_]\w*|%[A-Za-z_][\w()]{2,}%|\{\{[^}]*\}\}|\{(env|file):[^}]*\}/g;

/** Of VS Code and Cursor; Claude Code takes them for variables that are not set. */
const CLIENTS_OWN = /^(workspaceFolder\w*|userHome|pathSeparator|cwd|file\w*)$/;

function fieldFindings(server: string, field: Field): ConfigFinding[] {
  return [...writtenFindings(server, field), ...replacedFindings(server, field)];
}

/** A path of Windows in which a lone backslash began `\n`, `\t` or another of JSON's own. */
const LONE_BACKSLASH = /^[A-Za-z]:(?:[\\/].*)?[\b\f\n\r\t]/s;

function writtenFindings(server: string, { name: field, text }: Field): ConfigFinding[] {
  const where = `${server}.${field}`;
  if (LONE_BACKSLASH.test(text)) {
    const what = "A backslash of this path became a line break, a tab or the like.";
    const remedy = String.raw`Write \\ for each one, or / in a path.`;
    return [{ code: "backslash", severity: "error", where, what, remedy }];
  }
  if (field === "url" || text === text.trim() || text.trim() === "") return [];
  const severity = field === "command" ? "error" : "warning";
  const what = "There is a blank before or behind it, which Claude Code passes on.";
  return [{ code: "blanks", severity, where, what, remedy: "Take the blank out." }];
}

function replacedFindings(server: string, { name: field, text }: Field): ConfigFinding[] {
  const inUrl = field === "url";
  return [...text.matchAll(OTHER_SYNTAX)]
    .filter(([written]) => {
      const [reference] = referencesIn(written);
      if (reference !== undefined) return CLIENTS_OWN.test(reference.name);
      // In an address %XX is a letter.
      return !(inUrl && written.startsWith("%"));
    })
    .map(([written]) => ({
      code: "not-replaced",
      severity: "warning",
      where: `${server}.${field}`,
      what: `Claude Code does not replace ${shown(written)}.`,
      remedy: "Write ${NAME} or ${NAME:-default}; a name has letters, digits and _.",
    }));
}

/** Without a default and a command: they may be or hold a secret. */
const shown = (written: string): string =>
  written.replace(/^\$\(.*\)$/s, "$(…)").replace(/:[-=?+].*(?=\})/s, "");
