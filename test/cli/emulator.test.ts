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
