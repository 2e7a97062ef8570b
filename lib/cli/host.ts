import { writeFileSync } from "node:fs";
import { resolve } from "node:path";
import { type Command, InvalidArgumentError } from "commander";
import { findProject } from "../base/project.ts";
import { loadEnvironment } from "../session/environment.ts";
import { type ExitCode, helpText, jsonOption, type LabCommand, type Terminal } from "./command.ts";
import { chooseServer, type ChosenServer, usualConfig } from "./host/choose-server.ts";
import {
  type ClaudeCode,
  claudeCodeFolder,
  installClaudeCode,
  requireClaudeCode,
} from "./host/claude-code.ts";
import { readWantedCall, type WantedCall } from "./host/plan.ts";
import { runHost } from "./host/run-host.ts";
import { untilStopped } from "./until-stopped.ts";

export const command: LabCommand = {
  configure(options) {
    options
      .option("--server <name>", "the server in the config (default: the only one)")
      .option("--config <file>", "a .mcp.json (default: the project's, else .mcp.json.example)")
      .option("--prompt <text>", "what the user asks", "What can you tell me?")
      .option("--tool <call>", "name, or name={…} with its input; repeatable", addCall)
      .option("--install", "fetch Claude Code into the lab first")
      .addOption(jsonOption());
  },
  async run(invocation: Command, terminal: Terminal): Promise<ExitCode> {
    const { install, config, server: name, prompt, tool: calls } = invocation.opts<Options>();
    const root = findProject(terminal.cwd);
    const claudeCode = install
      ? await installClaudeCode(claudeCodeFolder(root))
      : requireClaudeCode(root);
    const env = { ...loadEnvironment(root), ...terminal.env };
    const usual = usualConfig(root);
    const path = config === undefined ? usual.path : resolve(terminal.cwd, config);
    const server = chooseServer(path, name, { CRM_API_KEY: "", CRM_BASE_URL: "", ...env });
    return await untilStopped(async (signal) => {
      const outcome = await runHost({
        claudeCode,
        server,
        prompt,
        calls,
        signal,
        today: new Date().toISOString().slice(0, 10),
      });
      terminal.print(JSON.stringify(outcome.run, undefined, 2));
      return 0;
    });
  },
};
interface Options {
  server?: string;
  config?: string;
  prompt: string;
  tool?: WantedCall[];
  install?: true;
  json?: true;
}
function addCall(text: string, calls: readonly WantedCall[] = []): WantedCall[] {
  const call = readWantedCall(text);
  if (call === undefined)
    throw new InvalidArgumentError("Write a tool's name, or name={…} with a JSON object.");
  return [...calls, call];
}
