import type { Command } from "commander";
import { serveMessagesApi } from "../services/messages-api/serve.ts";
import { createRehearsal } from "../services/rehearsal.ts";
import type { ExitCode, LabCommand, Terminal } from "./command.ts";
import { parsePort } from "./port.ts";
import { stopped, untilStopped } from "./until-stopped.ts";

export const command: LabCommand = {
  configure(options) {
    options
      .option("--port <number>", "the port on 127.0.0.1", parsePort, 8787)
      .addHelpText(
        "after",
        "\nAny SDK works with it: set ANTHROPIC_BASE_URL to the address that it prints.",
      );
  },

  async run(invocation: Command, terminal: Terminal): Promise<ExitCode> {
    const { port } = invocation.opts<{ port: number }>();
    const served = await serveMessagesApi(createRehearsal({ onMcp: () => {} }), port);
    terminal.print(served.url);
    terminal.say(
      "The rehearsed Messages API is at this address, for this machine only. Ctrl-C ends it.",
    );
    return await untilStopped(async (signal) => {
      await stopped(signal);
      await served.close();
      return 0;
    });
  },
};
