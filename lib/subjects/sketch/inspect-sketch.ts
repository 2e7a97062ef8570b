import { inspectConfig, inspectValue } from "../config/inspect.ts";
import { type ConfigFinding, readMcpConfig } from "../config/mcp-config.ts";

/** What a look at the texts of a sketch brought up: faults of its config, and secrets anywhere. */
export async function inspectSketch(value: unknown): Promise<ConfigFinding[]> {
  if (typeof value !== "object" || value === null) return [];
  const { config, ...rest } = { config: undefined, ...value } as Record<string, unknown>;
  // What its shape should be, the schema says.
  const inConfig =
    readMcpConfig(config).status === "valid"
      ? await inspectConfig(config)
      : await inspectValue(config, "config");
  const elsewhere = (await inspectValue(rest, "sentence")).map((finding) => ({
    ...finding,
    remedy: "Take it out of the sketch, and out of wherever it was copied from.",
  }));
  return [...inConfig, ...elsewhere];
}
