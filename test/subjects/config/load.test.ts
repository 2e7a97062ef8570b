import { mkdtempSync, rmSync, writeFileSync } from "node:fs";
import { tmpdir } from "node:os";
import { join } from "node:path";
import { expect, it, onTestFinished } from "vitest";
import { LabError } from "../../../lib/base/lab-error.ts";
import { loadMcpConfig } from "../../../lib/subjects/config/load.ts";

function file(text: string | Buffer): string {
  const folder = mkdtempSync(join(tmpdir(), "mcp-lab-config-"));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const path = join(folder, ".mcp.json");
  writeFileSync(path, text);
  return path;
}

it("loads a config, with or without a byte order mark", () => {
  const config = { mcpServers: { crm: { command: "node" } } };
  const text = JSON.stringify(config);
  expect([loadMcpConfig(file(text)), loadMcpConfig(file(`\uFEFF${text}`))]).toEqual([
    config,
    config,
  ]);
});

it.each([
  ["config-not-json", '{"mcpServers": planted-secret'],
  ["config-invalid", '{"mcpServers":{"crm":{"command":7,"env":{"KEY":"planted-secret"}}}}'],
])("says %s without showing what the file holds", (code, text) => {
  const load = (): unknown => loadMcpConfig(file(text));
  expect(load).toThrow(LabError);
  expect(load).toThrow(expect.objectContaining({ code }));
  expect(load).not.toThrow(/planted-secret/);
  expect(load).not.toThrow(expect.objectContaining({ cause: expect.anything() }));
});

it("says where a file is that cannot be read", () => {
  expect(() => loadMcpConfig("/nowhere/.mcp.json")).toThrow(
    expect.objectContaining({ code: "config-unreadable", where: "/nowhere/.mcp.json" }),
  );
});

it.each<[string | Buffer, string, RegExp]>([
  [Buffer.from('\uFEFF{"mcpServers": {}}', "utf16le"), "config-not-json", /UTF-16/],
  [Buffer.from('{"mcpServers": {}}', "utf16le"), "config-not-json", /UTF-16/],
  ["", "config-not-json", /empty/],
  ['{"mcpServers":\n {},}', "config-not-json", /comma/],
  ['{"mcpServers": {"a": {"command": "n"},\n "a": {"command": "n"}}}', "config-invalid", /twice/],
])("names the fault of %j, and its line", (text, code, what) => {
  const load = (): unknown => loadMcpConfig(file(text));
  const where = expect.stringMatching(/\.mcp\.json, line \d, column \d/);
  expect(load).toThrow(expect.objectContaining({ code, what: expect.stringMatching(what), where }));
});
