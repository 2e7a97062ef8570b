import type { ConfigFinding, McpServerEntry } from "./mcp-config.ts";

const FIELDS = new Set(
  "type command args env url headers headersHelper oauth timeout alwaysLoad".split(" "),
);

type Words = readonly [what: string, remedy: string];

/** Other clients' words for `url`. */
const URLS = /^(serverUrl|httpUrl|server_url|uri|endpoint|baseUrl)$/;

/** What other clients read, and Claude Code 2.1.332 does not (run 2026-11-30). */
const OF_OTHERS: readonly (readonly [names: RegExp, words: Words])[] = [
  [
    /^(disabled|enabled|isActive|is_active)$/,
    [
      "Claude Code takes no notice of this field, and starts the server.",
      "Take the entry out, or turn the server off with /mcp in Claude Code.",
    ],
  ],
  [
    /^(cwd|workingDirectory|working_dir)$/,
    [
      "Claude Code takes no notice of this field: the server starts in the project's folder.",
      "Write paths from there, or whole ones, in command and args.",
    ],
  ],
  [
    /^(alwaysAllow|always_allow|autoApprove|trust|includeTools|excludeTools|allowedTools|disabledTools|enabled_tools|tools)$/,
    [
      "Claude Code takes no notice of this field: settings say which tools may run.",
      "Name them under permissions in .claude/settings.json.",
    ],
  ],
  [
    /^(envFile|env_file)$/,
    [
      "Claude Code reads no file of variables.",
      "Set them where you start Claude Code, and write ${NAME}.",
    ],
  ],
  [/^(environment|envs)$/, ["This is another client's word.", 'Write "env".']],
  [
    /^(transport|transportType|transport_type)$/,
    ["This is another client's word.", 'Write "type", such as "http".'],
  ],
  [URLS, ["This is another client's word.", 'Write "url".']],
];

const UNKNOWN: Words = ["Claude Code's documentation knows no such field.", "Check the spelling."];

/** The field in which an entry has its address in another client's word; undefined where there is none. */
export function otherClientsUrl(entry: McpServerEntry): string | undefined {
  return Object.keys(entry).find((name) => URLS.test(name));
}

/** Fields that Claude Code does not know, with what it does in their place where other clients know them. */
export function unknownFields(server: string, entry: McpServerEntry): ConfigFinding[] {
  return Object.keys(entry)
    .filter((name) => !FIELDS.has(name))
    .map((name) => {
      const [what, remedy] = OF_OTHERS.find(([names]) => names.test(name))?.[1] ?? UNKNOWN;
      const where = `${server}.${name}`;
      return { code: "unknown-field", severity: "warning", where, what, remedy };
    });
}
