import { resolve } from "node:path";
import { Option } from "commander";
import { type HttpOptions, serveCrmHttp } from "../services/crm/server/serve-http.ts";
import { serveCrmStdio, type StdioOptions } from "../services/crm/server/serve-stdio.ts";
import { aborted } from "../base/waiting.ts";
import { findProject } from "../base/project.ts";
import { loadEnvironment } from "../session/environment.ts";
import type { ExitCode, LabCommand, Terminal } from "./command.ts";
import { parsePort } from "./port.ts";
import { serveUntilStopped, untilStopped } from "./until-stopped.ts";

export const command: LabCommand = {
  configure(options) {
    options
      .addOption(new Option("--stdio", "serve over standard input and output").conflicts("port"))
      .option(
        "--port <number>",
        "serve over HTTP on this port of 127.0.0.1 (default: 8788)",
        parsePort,
      )
      .option(
        "--database <file>",
        "keep the lab's own CRM in this file, made when absent (default: in memory)",
      )
      .addHelpText(
        "after",
        "\nServes the CRM over MCP. CRM_API_KEY and CRM_BASE_URL name a CRM; with neither set it is a" +
          "\nsmall one of the lab's own, with sample data. See .mcp.json.example.",
      );
  },

  async run(invocation, terminal) {
    const { stdio, port = 8788, database } = invocation.opts<Options>();
    const env = { ...loadEnvironment(findProject(terminal.cwd)), ...terminal.env };
    const file = database === undefined ? {} : { file: resolve(terminal.cwd, database) };
    return await (stdio ? overStdio({ env, ...file }) : overHttp({ env, port, ...file }, terminal));
  },
};

interface Options {
  stdio?: boolean;
  port?: number;
  database?: string;
}

async function overStdio(options: StdioOptions): Promise<ExitCode> {
  const running = await serveCrmStdio(options);
  return await untilStopped(async (signal) => {
    await Promise.race([running.closed, aborted(signal)]);
    await running.close();
    return 0;
  });
}

async function overHttp(options: HttpOptions, terminal: Terminal): Promise<ExitCode> {
  const running = await serveCrmHttp(options);
  terminal.print(running.url);
  terminal.say("The CRM's MCP server is at this address, for this machine only. Ctrl-C ends it.");
  return await serveUntilStopped(running);
}
