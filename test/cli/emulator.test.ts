import { join } from "node:path";
import { expect, it } from "vitest";
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
