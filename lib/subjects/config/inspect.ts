import { fieldsOf } from "./fields.ts";
import { lintConfig } from "./lint.ts";
import { type ConfigFinding, readMcpConfig } from "./mcp-config.ts";
import { findSecrets } from "./secrets.ts";

/**
 * What is amiss in a `.mcp.json`, given as a value: its shape, what Claude Code does not accept, and
 * secrets, by the name of the place and by what they look like. Findings never show a secret.
 */
export async function inspectConfig(config: unknown): Promise<ConfigFinding[]> {
  const findings = lintConfig(config);
  const known = new Set(findings.filter(isSecret).map((finding) => finding.where));
  const read = readMcpConfig(config);
  if (read.status === "invalid") return findings;
  for (const [server, entry] of Object.entries(read.config.mcpServers)) {
    for (const { name, text } of fieldsOf(entry)) {
      const where = `${server}.${name}`;
      const [secret] = known.has(where) ? [] : await findSecrets(text);
      if (secret === undefined) continue;
      findings.push({
        code: "secret-literal",
        severity: "error",
        where,
        what: `This looks like a secret (${secret.kind}).`,
        remedy: "Write ${NAME} and keep the value in the environment.",
      });
    }
  }
  return findings;
}

const isSecret = ({ code }: ConfigFinding): boolean => code === "secret-literal";
