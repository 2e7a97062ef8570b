import { writeFileSync } from "node:fs";
import { join } from "node:path";
import { chooseServer } from "../../lib/cli/host/choose-server.ts";
import { type ClaudeCode, requireClaudeCode } from "../../lib/cli/host/claude-code.ts";
import { readWantedCall, type WantedCall } from "../../lib/cli/host/plan.ts";
import { type HostOptions, type HostOutcome, runHost } from "../../lib/cli/host/run-host.ts";
import type { HostRun } from "../../lib/subjects/hosts/host-run.ts";
import type { McpServerEntry } from "../../lib/subjects/config/mcp-config.ts";
import type { WhenOver } from "../cli/clean-ups.ts";
import { PROJECT, temporaryFolder } from "../cli/temporary-project.ts";

/** The config of the server that answers in each shape. */
export const SHAPES: string = join(PROJECT, "lib", "maintain", "drift", "shapes.mcp.json");

/** The pinned Claude Code, without which these tests are left out (`test/machine.ts`). */
export const claudeCode = (): ClaudeCode => requireClaudeCode(PROJECT);

/** Writes a config with one server into a folder of its own. */
export function configFor(name: string, entry: McpServerEntry, whenOver?: WhenOver): string {
  const path = join(temporaryFolder(undefined, whenOver), ".mcp.json");
  writeFileSync(path, JSON.stringify({ mcpServers: { [name]: entry } }));
  return path;
}

/** Runs the real Claude Code against the server of a config. */
export async function hostRun(
  path: string,
  calls: readonly string[] = [],
  { env = {}, ...options }: Partial<HostOptions> & { env?: Record<string, string> } = {},
): Promise<HostOutcome> {
  return await runHost({
    claudeCode: claudeCode(),
    server: chooseServer(path, undefined, env),
    prompt: "What can you tell me?",
    calls: calls.length === 0 ? undefined : calls.map(wanted),
    signal: new AbortController().signal,
    today: "2026-11-30",
    ...options,
  });
}

function wanted(text: string): WantedCall {
  const call = readWantedCall(text);
  if (call === undefined) throw new Error(`${text} is no call`);
  return call;
}

/** What the model got for a tool, in the last of its calls. */
export function textsFor(tool: string, { seen }: HostRun): string {
  return seen.findLast((one) => one.tool.endsWith(`__${tool}`))?.content.join("\n") ?? "";
}

/**
 * The script of a server of the older era.
 *
 * @param tools what it lists
 * @param call what it answers a call with, as an expression in which `name` is the tool's name
 * @param resources what it answers `resources/list` with, as an expression in which there is a `cursor`
 */
export function serverScript(
  tools: readonly object[],
  call: string,
  resources = "{ resources: [] }",
): string {
  return `
    const answers = {
      initialize: ({ protocolVersion }) => ({
        protocolVersion,
        capabilities: { tools: {}, resources: {} },
        serverInfo: { name: "fixture", version: "1.0.0" },
      }),
      "tools/list": () => (${JSON.stringify({ tools })}),
      "tools/call": ({ name }) => (${call}),
      "resources/list": ({ cursor } = {}) => (${resources}),
    };
    require("readline").createInterface({ input: process.stdin }).on("line", (line) => {
      const { id, method, params } = JSON.parse(line);
      if (id === undefined) return;
      const known = Object.hasOwn(answers, method);
      const error = { code: -32601, message: "There is no such method." };
      const answer = known ? { result: answers[method](params) } : { error };
      console.log(JSON.stringify({ jsonrpc: "2.0", id, ...answer }));
    });`;
}
