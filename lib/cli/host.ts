import { relative, resolve } from "node:path";
import { InvalidArgumentError } from "commander";
import { LabError } from "../base/lab-error.ts";
import { findProject, writeWhole } from "../base/project.ts";
import { drawHost } from "../draw/host-run.ts";
import type { Drawing } from "../markup/drawing.ts";
import { escapeMarkup } from "../markup/theme.ts";
import { loadEnvironment } from "../session/environment.ts";
import { type ExitCode, jsonOption, type LabCommand, type Terminal } from "./command.ts";
import { chooseServer, type ChosenServer, usualConfig } from "./host/choose-server.ts";
import {
  type ClaudeCode,
  CLAUDE_CODE_VERSION,
  claudeCodeFolder,
  installClaudeCode,
  requireClaudeCode,
} from "./host/claude-code.ts";
import { readWantedCall, type WantedCall } from "./host/plan.ts";
import { type HostOutcome, runHost } from "./host/run-host.ts";
import { unreached } from "./host/unreached.ts";
import { untilStopped } from "./until-stopped.ts";

interface Options {
  server?: string;
  config?: string;
  prompt: string;
  tool?: WantedCall[];
  install?: true;
  html?: string;
  json?: true;
}

export const command: LabCommand = {
  help:
    "Runs the real Claude Code against a server and the rehearsed Messages API, and shows three " +
    "columns: what the server was asked, what Claude Code made of it, and what reached the model. " +
    "It works offline and without a key. Claude Code gets a home and a project of its own in a " +
    "temporary folder, PATH, and the variables that the config names; nothing of yours is read. " +
    "The server is really started, in the config's folder, and called.\n\n" +
    "The model's part is the rehearsal's: it calls each tool that says it only reads, lists the " +
    "Resources, reads the first one, and one that is not there. With --tool it makes these calls " +
    "in turn and no others; ListMcpResourcesTool and ReadMcpResourceTool are tools, too. Inputs " +
    "that are not given are made up.\n\n" +
    '  npm run lab -- host --tool \'crm_search={"query":"Northwind"}\'\n\n' +
    "Exit code 1 when Claude Code did not get through to the server.",

  configure(options) {
    options
      .option("--server <name>", "the server in the config (default: the only one)")
      .option("--config <file>", "a .mcp.json (default: the project's, else .mcp.json.example)")
      .option("--prompt <text>", "what the user asks", "What can you tell me?")
      .option(
        "--tool <call>",
        "a tool that is called, whatever it does: name, or name={…} with its input; repeatable",
        addCall,
      )
      .option("--install", `fetch Claude Code ${CLAUDE_CODE_VERSION} into the lab first (190 MB)`)
      .option("--html <file>", "write the drawing into a file, too")
      .addOption(jsonOption());
  },

  async run(invocation, terminal) {
    const options = invocation.opts<Options>();
    const root = findProject(terminal.cwd);
    const server = serverFor(options, root, terminal);
    const claudeCode = await claudeCodeFor(options, root, terminal);
    terminal.say(
      `Starting Claude Code ${claudeCode.version} with the server "${server.name}" (some seconds) …`,
    );
    return await untilStopped(async (signal) => {
      const { prompt, tool: calls } = options;
      const today = new Date().toISOString().slice(0, 10);
      const outcome = await runHost({ claudeCode, server, prompt, calls, signal, today });
      return report(outcome, server, options, terminal);
    });
  },
};

function addCall(text: string, calls: readonly WantedCall[] = []): WantedCall[] {
  const call = readWantedCall(text);
  if (call !== undefined) return [...calls, call];
  throw new InvalidArgumentError('Write a tool\'s name, or such as name={"id":"a1"}.');
}

/** The CRM of the example is the lab's own one where no variable names another. */
function serverFor({ config, server }: Options, root: string, terminal: Terminal): ChosenServer {
  const env = { ...loadEnvironment(root), ...terminal.env };
  if (config !== undefined) return chooseServer(resolve(terminal.cwd, config), server, env);
  const { path, isExample } = usualConfig(root);
  terminal.say(`Config: ${relative(terminal.cwd, path) || path}`);
  const own = isExample ? { CRM_API_KEY: "", CRM_BASE_URL: "" } : {};
  return chooseServer(path, server, { ...own, ...env });
}

async function claudeCodeFor(
  { install }: Options,
  root: string,
  terminal: Terminal,
): Promise<ClaudeCode> {
  if (install !== true) return requireClaudeCode(root);
  terminal.say(`Fetching Claude Code ${CLAUDE_CODE_VERSION}, unless it is there …`);
  return await installClaudeCode(claudeCodeFolder(root));
}

function report(
  outcome: HostOutcome,
  server: ChosenServer,
  { html, json }: Options,
  terminal: Terminal,
): ExitCode {
  const { run, ended, missing } = outcome;
  if (ended === "stopped") {
    terminal.say("Stopped. Nothing is left behind.");
    return 2;
  }
  if (missing.length > 0) {
    throw new LabError("host-tool-unknown", {
      what: `Claude Code did not offer ${missing.join(", ")}.`,
      where: `--tool, server "${run.server}"`,
      remedy: `It offered: ${run.offered.map(({ name }) => name).join(", ")}.`,
    });
  }
  const drawing = drawHost(run);
  if (html !== undefined) writeWhole(resolve(terminal.cwd, html), page(drawing));
  terminal.print(json === true ? JSON.stringify(run) : drawing.text);
  const reasons = unreached(outcome, server);
  for (const reason of reasons) terminal.say(reason);
  return reasons.length === 0 ? 0 : 1;
}

function page({ markup, text }: Drawing): string {
  const title = escapeMarkup(text.split("\n")[0] ?? "");
  return `<!doctype html>\n<html lang="en"><meta charset="utf-8"><title>${title}</title>\n${markup}\n</html>\n`;
}
