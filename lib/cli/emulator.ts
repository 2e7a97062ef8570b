import { findProject } from "../base/project.ts";
import { serveMessagesApi } from "../services/messages-api/serve.ts";
import { createRehearsal } from "../services/rehearsal.ts";
import { loadEnvironment } from "../session/environment.ts";
import { readHosts } from "../session/mode.ts";
import type { LabCommand } from "./command.ts";
import { parsePort } from "./port.ts";
import { serveUntilStopped } from "./until-stopped.ts";

export const command: LabCommand = {
  help:
    "Anthropic's SDKs and Claude Code: set ANTHROPIC_BASE_URL to the address that it prints. The " +
    "Vercel AI SDK: the same with /v1 behind it. Any key will do. It calls only tools that are " +
    "known to only read: an MCP server's with readOnlyHint, and the lab's own. Others are called " +
    "when tool_choice or --allow-tool names them, with arguments that are made up. MCP servers " +
    "are contacted on hosts of MCP_LAB_REHEARSE_HOSTS only.",

  configure(options) {
    options
      .option("--port <number>", "the port on 127.0.0.1", parsePort, 8787)
      .option(
        "--allow-tool <name>",
        "a tool that may be called whatever it does; repeatable",
        addTo,
        [],
      );
  },

  async run(invocation, terminal) {
    const { port, allowTool } = invocation.opts<{ port: number; allowTool: string[] }>();
    const env = { ...loadEnvironment(findProject(terminal.cwd)), ...terminal.env };
    const allowances = { allowTools: allowTool, hosts: readHosts(env) };
    const served = await serveMessagesApi(
      createRehearsal({ onMcp: () => {}, ...allowances }),
      port,
    );
    terminal.print(served.url);
    terminal.say(
      "The rehearsed Messages API is at this address, for this machine only. Ctrl-C ends it.",
    );
    terminal.say(`Try it: ${curlLine(served.url)}`);
    terminal.say(
      "Anthropic's SDKs and Claude Code take the address in ANTHROPIC_BASE_URL. The Vercel AI SDK " +
        "wants /v1 behind it.",
    );
    return await serveUntilStopped(served);
  },
};

function addTo(name: string, names: readonly string[]): string[] {
  return [...names, name];
}

/** A request for any shell: Windows' quotes only with double quotes. */
function curlLine(url: string): string {
  const body = JSON.stringify({
    model: "claude-opus-5-5",
    max_tokens: 1024,
    messages: [{ role: "user", content: "Hello" }],
  });
  return (
    `curl -s ${url}/v1/messages -H "x-api-key: any" -H "anthropic-version: 2023-06-01" ` +
    `-d "${body.replaceAll('"', String.raw`\"`)}"`
  );
}
