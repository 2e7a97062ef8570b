import { readFileSync } from "node:fs";
import { join } from "node:path";
import { expect, it } from "vitest";
import { observatory, publicObservatory } from "./own-sketch.ts";

/** Names that a learner chooses: servers, variables, headers, tools. */
const CHOSEN = new Set(["mcpServers", "env", "headers", "configs"]);

function fieldsOf(value: unknown): string[] {
  if (Array.isArray(value)) return value.flatMap(fieldsOf);
  if (typeof value !== "object" || value === null) return [];
  return Object.entries(value).flatMap(([name, item]) => [
    name,
    ...(CHOSEN.has(name) || name === "config" ? [] : fieldsOf(item)),
  ]);
}

it("tells of every field that a sketch has", () => {
  const source = readFileSync(
    join(import.meta.dirname, "..", "..", "..", "solutions", "06-self-driven-lab.ts"),
    "utf8",
  );
  const prose = source
    .split("\n")
    .filter((line) => line.startsWith("// "))
    .join("\n");
  const fields = new Set([...fieldsOf(observatory), ...fieldsOf(publicObservatory), "mcpServers"]);
  const untold = [...fields].filter((name) => !new RegExp(`\`${name}\\b`).test(prose));
  // What lesson 01 writes as `default_config: { enabled: false }`.
  expect(untold).toEqual(["enabled"]);
});
