import { createRequire } from "node:module";
import { expect, it } from "vitest";
import { limitRequests } from "../../lib/session/live-reach.ts";

const { Anthropic }: typeof import("@anthropic-ai/sdk") = createRequire(import.meta.url)(
  "@anthropic-ai/sdk",
);

it("a live session stops at its limit with an error that the SDK neither retries nor hides", async () => {
  let sent = 0;
  const limited = limitRequests(async () => {
    sent += 1;
    return Response.json({ type: "message", content: [] });
  }, 2);
  const client = new Anthropic({
    apiKey: "test",
    fetch: (input, init) => limited(new Request(input, init)),
  });
  const ask = async (): Promise<unknown> =>
    await client.messages.create({
      model: "claude-opus-4-7",
      max_tokens: 10,
      messages: [{ role: "user", content: "Hello" }],
    });
  await ask();
  await ask();
  await expect(ask()).rejects.toMatchObject({
    status: 400,
    message: expect.stringContaining("a limit of the lab, not of Claude"),
  });
  expect(sent).toBe(2);
});
