import { describe, expect, it } from "vitest";
import { expandConfig } from "../../../lib/subjects/config/expand.ts";
import type { McpConfig, McpServerEntry } from "../../../lib/subjects/config/mcp-config.ts";

type Env = Record<string, string | undefined>;

function configWith(text: string): McpConfig {
  return { mcpServers: { crm: { command: "node", env: { X: text } } } };
}

function expanded(text: string, env: Env): string | undefined {
  return expandConfig(configWith(text), env, "claude-code").config.mcpServers.crm?.env?.X;
}

// Observed with Claude Code 2.1.197, 2026-11-22: the started server's argv and environment were logged.
const observed: [about: string, text: string, env: Env, result: string][] = [
  ["a value", "${A}", { A: "a" }, "a"],
  ["a value inside of a text", "x-${A}-${B}", { A: "a", B: "b" }, "x-a-b"],
  ["a variable that is not set, as it is", "${A}", {}, "${A}"],
  ["a default", "${A:-d}", {}, "d"],
  ["a value instead of a default", "${A:-d}", { A: "a" }, "a"],
  ["an empty value instead of a default", "${A:-d}", { A: "" }, ""],
  ["a default to the first brace, once", "${A:-${B}}", { B: "b" }, "${B}"],
  ["no name without braces", "$A", { A: "a" }, "$A"],
  ["a reference after a backslash", String.raw`\${A}`, { A: "a" }, String.raw`\a`],
  ["the name env:A, which is not set", "${env:A}", { A: "a" }, "${env:A}"],
];

// What one pass over the text implies; not observed by itself.
const implied: typeof observed = [
  ["an empty default", "[${A:-}]", {}, "[]"],
  ["a value with replacement patterns as it is", "${A}", { A: "$& $1 $$" }, "$& $1 $$"],
  ["a value that holds a reference as it is", "${A}", { A: "${B}", B: "b" }, "${B}"],
  ["nothing inherited from Object", "${constructor}", {}, "${constructor}"],
  ["no empty name", "${}", {}, "${}"],
];

const entry = (value: string): McpServerEntry => ({
  type: "http",
  command: value,
  args: ["a", value],
  env: { "${A}": value },
  url: value,
  headers: { "${A}": value },
});

describe("the claude-code dialect puts in", () => {
  it.each([...observed, ...implied])("%s: %s", (_about, text, env, result) => {
    expect(expanded(text, env)).toBe(result);
  });

  it("values in five fields, not in names and not in others", () => {
    const kept = { headersHelper: "${A}", timeout: 5, oauth: { clientId: "${A}" } };
    const { config } = expandConfig(
      { mcpServers: { "${A}": { ...entry("${A}"), ...kept } } },
      { A: "a" },
      "claude-code",
    );
    expect(config).toEqual({ mcpServers: { "${A}": { ...entry("a"), ...kept } } });
  });

  it("and says which variable is missing where, in the order of the file", () => {
    const { missing } = expandConfig(
      {
        mcpServers: {
          crm: { command: "node", args: ["x", "${B}"], env: { KEY: "${A}" } },
          hub: { type: "http", url: "https://h", headers: { Authorization: "Bearer ${C}" } },
        },
      },
      {},
      "claude-code",
    );
    expect(missing).toEqual([
      { variable: "B", server: "crm", field: "args[1]" },
      { variable: "A", server: "crm", field: "env.KEY" },
      { variable: "C", server: "hub", field: "headers.Authorization" },
    ]);
  });
});

describe("the strict dialect", () => {
  it("is the same where nothing is missing", () => {
    for (const [, text, env] of [...observed, ...implied]) {
      const lenient = expandConfig(configWith(text), env, "claude-code");
      if (lenient.missing.length > 0) continue;
      expect(expandConfig(configWith(text), env, "strict")).toEqual(lenient);
    }
  });

  it("names every missing variable with server and field, and shows no value", () => {
    const config: McpConfig = {
      mcpServers: { crm: { command: "node", env: { KEY: "${A}", OTHER: "${B} ${C}" } } },
    };
    const expand = (): unknown => expandConfig(config, { B: "planted-secret" }, "strict");
    expect(expand).toThrow(
      expect.objectContaining({
        code: "config-variable-missing",
        what: 'Not set: A (server "crm", field env.KEY), C (server "crm", field env.OTHER).',
      }),
    );
    expect(expand).not.toThrow(/planted-secret/);
  });
});
