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
        "\nAnthropic's SDKs and Claude Code: set ANTHROPIC_BASE_URL to the address that it prints. " +
          "The Vercel\nAI SDK: the same with /v1 behind it. Any key will do.",
      );
  },

  async run(invocation: Command, terminal: Terminal): Promise<ExitCode> {
    const { port } = invocation.opts<{ port: number }>();
    const served = await serveMessagesApi(createRehearsal({ onMcp: () => {} }), port);
    terminal.print(served.url);
    terminal.say(
      "The rehearsed Messages API is at this address, for this machine only. Ctrl-C ends it.",
    );
    terminal.say(`Try it: ${curlLine(served.url)}`);
    terminal.say(
      "Anthropic's SDKs and Claude Code take the address in ANTHROPIC_BASE_URL. The Vercel AI SDK " +
        "wants /v1 behind it.",
    );
    return await untilStopped(async (signal) => {
      await stopped(signal);
      await served.close();
      return 0;
    });
  },
};

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
