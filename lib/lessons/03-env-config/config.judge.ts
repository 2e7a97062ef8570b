import { expandConfig } from "../../subjects/config/expand.ts";
import type { ConfigFinding, McpServerEntry } from "../../subjects/config/mcp-config.ts";
import { readMcpConfig } from "../../subjects/config/mcp-config.ts";
import type { Json } from "../../base/json.ts";
import { type Finding, type Judge, show } from "../../exercises/finding.ts";

/** A config that the learner wrote, what was found in it, and an environment to try it in. */
export interface ConfigEvidence {
  answer: Json;
  findings: ConfigFinding[];
  env: { CRM_API_KEY: string; CRM_BASE_URL: string };
}

const SECRETS = new Set(["secret-literal", "secret-default"]);

/** A placeholder is as good as a key: the person who copies the file writes one there. */
const WRITTEN = ["secret-literal", "placeholder"];

export const judgeConfig: Judge<ConfigEvidence> = ({ answer, findings, env }) => {
  const read = readMcpConfig(answer);
  const written = read.status === "valid" ? read.config.mcpServers.crm : undefined;
  const used =
    read.status === "valid"
      ? expandConfig(read.config, env, "claude-code").config.mcpServers.crm
      : undefined;
  const errors = findings.filter(
    ({ code, severity }) => severity === "error" && !SECRETS.has(code),
  );
  const starts = written !== undefined && errors.length === 0 && startsCrm(used);
  const literals = findings.flatMap(({ code, where }) => (WRITTEN.includes(code) ? [where] : []));
  const faults = variableFaults(written, used, env, literals);
  const secretFinding = (codes: readonly string[]): ConfigFinding | undefined =>
    findings.find((finding) => codes.includes(finding.code));
  return [
    {
      check: "03.1.valid",
      passed: starts,
      expected: "a server crm that is started as node lib/dist/cli/main.js crm --stdio",
      found: describeStart(written, errors),
      advice:
        "Write { mcpServers: { crm: { command, args, env } } }. The command is one word, node; each word after it is an item of args.",
    },
    secretCheck(
      "03.1.no-secret",
      "nothing in the file is a secret",
      written,
      secretFinding(WRITTEN),
    ),
    secretCheck(
      "03.1.no-default",
      "no secret has a default",
      written,
      secretFinding(["secret-default"]),
    ),
    {
      check: "03.1.variables",
      passed: faults.length === 0,
      expected: "env hands on CRM_API_KEY and CRM_BASE_URL, each from the variable of that name",
      found: faults.join("; ") || "both",
      advice:
        "The server reads these two names. Write the text ${NAME} as the value of each: the host replaces it, not process.env here.",
    },
  ];
};

/** Whether the entry, its variables replaced, starts the lab's CRM. */
export function startsCrm(entry: McpServerEntry | undefined): boolean {
  const [script = "", ...words] = entry?.args ?? [];
  return (
    entry?.command === "node" &&
    /(^|\/)lib\/dist\/cli\/main\.js$/.test(script) &&
    words.join(" ") === "crm --stdio"
  );
}

function describeStart(entry: McpServerEntry | undefined, errors: ConfigFinding[]): string {
  const [first] = errors;
  if (first !== undefined) return [first.where, first.what].filter(Boolean).join(": ");
  if (entry === undefined) return "no server named crm";
  return `command ${show(entry.command)}, args ${show(entry.args)}`;
}

function secretCheck(
  check: string,
  expected: string,
  entry: McpServerEntry | undefined,
  finding: ConfigFinding | undefined,
): Finding {
  const found = finding === undefined ? "none" : `${finding.where}: ${finding.what}`;
  return {
    check,
    passed: entry !== undefined && finding === undefined,
    expected,
    found: entry === undefined ? "no server crm to look at" : found,
    advice: finding?.remedy ?? "Begin with a server named crm.",
  };
}

function variableFaults(
  written: McpServerEntry | undefined,
  used: McpServerEntry | undefined,
  env: ConfigEvidence["env"],
  literals: readonly string[],
): string[] {
  return (["CRM_API_KEY", "CRM_BASE_URL"] as const).flatMap((name) => {
    const text = written?.env?.[name];
    if (text === undefined) return [`${name} is not in env`];
    // A secret that is written out is another check's matter.
    if (literals.includes(`crm.env.${name}`)) return [];
    return used?.env?.[name] === env[name] ? [] : [`${name} does not get the value of \${${name}}`];
  });
}
