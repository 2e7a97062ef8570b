import { type Command, Option } from "commander";
import { serveCrmHttp } from "../crm/server/serve-http.ts";
import { serveCrmStdio } from "../crm/server/serve-stdio.ts";
import { findProject } from "../project.ts";
import { loadEnvironment } from "../session/environment.ts";
import type { ExitCode, LabCommand, Terminal } from "./command.ts";
import { parsePort } from "./port.ts";
import { stopped, untilStopped } from "./until-stopped.ts";

export const command: LabCommand = {
  configure(options) {
    options
      .addOption(new Option("--stdio", "serve whoever starts this command").conflicts("port"))
      .option(
        "--port <number>",
        "serve over HTTP on this port of 127.0.0.1 (default: 8788)",
        parsePort,
      )
      .addHelpText(
        "after",
        "\nServes the CRM over MCP. CRM_API_KEY and CRM_BASE_URL name a CRM; with neither set it is a" +
          "\nsmall one of the lab's own, with sample data. See .mcp.json.example.",
      );
  },

  async run(invocation: Command, terminal: Terminal): Promise<ExitCode> {
    const { stdio, port = 8788 } = invocation.opts<{ stdio?: boolean; port?: number }>();
    const env = { ...loadEnvironment(findProject(terminal.cwd)), ...terminal.env };
    return await (stdio ? overStdio(env) : overHttp(env, port, terminal));
  },
};

type Environment = Readonly<Record<string, string | undefined>>;

async function overStdio(env: Environment): Promise<ExitCode> {
  const running = await serveCrmStdio({ env });
  return await untilStopped(async (signal) => {
    await Promise.race([running.closed, stopped(signal)]);
    await running.close();
    return 0;
  });
}

async function overHttp(env: Environment, port: number, terminal: Terminal): Promise<ExitCode> {
  const running = await serveCrmHttp({ env, port });
  terminal.print(running.url);
  terminal.say("The CRM's MCP server is at this address, for this machine only. Ctrl-C ends it.");
  return await untilStopped(async (signal) => {
    await stopped(signal);
    await running.close();
    return 0;
  });
}
