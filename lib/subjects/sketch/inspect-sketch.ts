import { type ConfigFinding, readMcpConfig } from "../config/mcp-config.ts";
import { inspectConfig } from "../config/inspect.ts";
import { findSecrets } from "../config/secrets.ts";
import { textsOf } from "./texts.ts";

/** What a look at the texts of a sketch brought up: faults of its config, and secrets anywhere. */
export async function inspectSketch(value: unknown): Promise<ConfigFinding[]> {
  if (typeof value !== "object" || value === null) return [];
  const { config, ...rest } = { config: undefined, ...value } as Record<string, unknown>;
  const inConfig = readMcpConfig(config).status === "valid" ? await inspectConfig(config) : [];
  return [...inConfig, ...(await secretsIn(rest))];
}

/** All texts are looked at in one go, a line each, since a look costs more than its text. */
async function secretsIn(value: unknown): Promise<ConfigFinding[]> {
  const texts = textsOf(value);
  const found = await findSecrets(texts.map(({ text }) => text.replaceAll(/\s+/g, " ")).join("\n"));
  return found.map(({ kind, line }) => ({
    code: "secret-literal",
    severity: "error",
    where: texts[line - 1]?.where ?? "",
    what: `This looks like a secret (${kind}).`,
    remedy: "Take it out of the sketch, and out of wherever it was copied from.",
  }));
}
