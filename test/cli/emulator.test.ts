import { exec } from "node:child_process";
import { once } from "node:events";
import { createServer } from "node:net";
import { join } from "node:path";
import { promisify } from "node:util";
import { expect, it } from "vitest";
import { parsePort } from "../../lib/cli/port.ts";
import { lab } from "./lab.ts";
import { freePort } from "./listen.ts";
import { PROJECT, runNode } from "./temporary-project.ts";

it("serves the rehearsed API on the port that was asked for, until Ctrl-C", async () => {
  const port = String(await freePort());
  const main = join(PROJECT, "lib", "dist", "cli", "main.js");
  const run = runNode([main, "emulator", "--port", port], PROJECT, { PATH: process.env.PATH });
  const url = (await run.printed("stdout", /http:\S+\n/)).trim();
  expect(url).toBe(`http://127.0.0.1:${port}`);
  const response = await fetch(`${url}/v1/messages`, {
    method: "POST",
    headers: { "x-api-key": "any", "anthropic-version": "2023-06-01" },
    body: JSON.stringify({
      model: "claude-opus-4-7",
      max_tokens: 100,
      messages: [{ role: "user", content: "Hello" }],
    }),
  });
  await expect(response.text()).resolves.toContain("Rehearsal, not Claude");
  const line = await run.printed("stderr", /curl .*\n/);
  const { stdout } = await promisify(exec)(line.trim());
  expect(JSON.parse(stdout)).toMatchObject({ stop_reason: "end_turn" });
  await run.printed("stderr", /AI SDK wants \/v1 behind it/);
  run.child.kill("SIGINT");
  await expect(run.ended).resolves.toBe(0);
});

it("calls what was allowed by name and nothing else that may act", async () => {
  const port = String(await freePort());
  const main = join(PROJECT, "lib", "dist", "cli", "main.js");
  const words = [main, "emulator", "--port", port, "--allow-tool", "Bash", "--allow-tool", "Note"];
  const run = runNode(words, PROJECT, { PATH: process.env.PATH });
  const url = (await run.printed("stdout", /http:\S+\n/)).trim();
  const ask = async (name: string): Promise<string> => {
    const response = await fetch(`${url}/v1/messages`, {
      method: "POST",
      headers: { "x-api-key": "any", "anthropic-version": "2023-06-01" },
      body: JSON.stringify({
        model: "claude-opus-4-7",
        max_tokens: 1000,
        tools: [{ name, description: "Runs a command.", input_schema: { type: "object" } }],
        messages: [{ role: "user", content: `Which command does ${name} run?` }],
      }),
    });
    return await response.text();
  };
  await expect(ask("Bash")).resolves.toContain('"stop_reason":"tool_use"');
  await expect(ask("Note")).resolves.toContain('"stop_reason":"tool_use"');
  await expect(ask("Shell")).resolves.toContain("lab emulator --allow-tool Shell");
  run.child.kill("SIGINT");
  await expect(run.ended).resolves.toBe(0);
});

it("names a port that it takes when the one asked for is in use", async () => {
  const other = createServer().listen(0, "127.0.0.1");
  await once(other, "listening");
  const address = other.address();
  const port = typeof address === "object" && address !== null ? address.port : 0;
  const { code, stderr } = await lab(PROJECT, ["emulator", "--port", String(port)]);
  other.close();
  expect(code).toBe(2);
  const [, proposed] = /--port (\d+)/.exec(stderr) ?? [];
  expect(parsePort(String(proposed))).not.toBe(port);
});
