import { expandConfig } from "../../subjects/config/expand.ts";
import type { ConfigFinding, McpServerEntry } from "../../subjects/config/mcp-config.ts";
import { readMcpConfig } from "../../subjects/config/mcp-config.ts";
import type { Json } from "../../base/json.ts";
import { type Fault, type Finding, type Judge, show } from "../../exercises/finding.ts";

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
      advice: adviceOnStart(written, errors),
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
      found: faults.map(({ found }) => found).join("; ") || "both",
      advice: faults[0]?.advice ?? "",
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

function adviceOnStart(entry: McpServerEntry | undefined, errors: ConfigFinding[]): string {
  const [first] = errors;
  if (entry === undefined) return "Write { mcpServers: { crm: { command, args, env } } }.";
  if (first !== undefined) return first.remedy;
  if (entry.command !== "node")
    return 'The command is one word, "node"; the words after it are args.';
  return (entry.args ?? []).some((word) => word.includes(" "))
    ? "Each word of the command line is an item of args, and no shell takes them apart."
    : 'args are "lib/dist/cli/main.js", "crm" and "--stdio", in this order and no others.';
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
    advice: finding?.remedy ?? "Begin with { mcpServers: { crm: … } }.",
  };
}

type VariableFault = Exclude<Fault, string>;

function variableFaults(
  written: McpServerEntry | undefined,
  used: McpServerEntry | undefined,
  env: ConfigEvidence["env"],
  literals: readonly string[],
): VariableFault[] {
  return (["CRM_API_KEY", "CRM_BASE_URL"] as const).flatMap((name): VariableFault[] => {
    const text = written?.env?.[name];
    if (text === undefined) {
      return [
        {
          found: `${name} is not in env, or is undefined there`,
          advice: `The server reads ${name}. Write the text "\${${name}}" as its value: the host replaces it when it starts the server. process.env.${name} is read now, and is undefined where nobody has set it.`,
        },
      ];
    }
    // A secret that is written out is another check's matter.
    if (literals.includes(`crm.env.${name}`) || used?.env?.[name] === env[name]) return [];
    return [
      {
        found: `${name} does not get the value of \${${name}}, but ${show(text)}`,
        advice: adviceOnText(name, text),
      },
    ];
  });
}

function adviceOnText(name: string, text: string): string {
  const right = `"\${${name}}"`;
  if (text.includes(`\${${name}`)) return `Write ${right}, with nothing around it.`;
  if (new RegExp(`[$%]\\(?${name}|\\{+ *(env[:.])?${name}|process\\.env`).test(text)) {
    return `The host replaces \${NAME}, with braces and with nothing but the name in them: ${right}.`;
  }
  return text.includes("${")
    ? `That is another variable. Both come under the server's own names: ${right}.`
    : `A value that is written out is the same for everybody. Write ${right}: the host puts in what each has set.`;
}
