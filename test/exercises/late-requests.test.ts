import type { Anthropic } from "@anthropic-ai/sdk";
import { expect, it } from "vitest";
import { Answer } from "../../lib/exercises/answer.ts";
import { serveAnswer } from "../../lib/exercises/learner-side.ts";
import { message, replay, text } from "../../lib/lessons/recorded-reply.ts";
import { memoryPipe } from "../../lib/wire/pipe.ts";

/** A Messages API that counts what it is asked. */
function countedApi(): { fetch: (request: Request) => Promise<Response>; asked: string[] } {
  const asked: string[] = [];
  const reply = replay(() => message("end_turn", [text("Yes.")]));
  return {
    asked,
    fetch: async (request) => {
      asked.push(await request.clone().text());
      return await reply(request);
    },
  };
}

const params = (content: string): Anthropic.MessageCreateParamsNonStreaming => ({
  model: "claude-opus-5-5",
  max_tokens: 4096,
  messages: [{ role: "user", content }],
});

it("keeps the late requests of a call that timed out in the world of that call", async () => {
  const gates: (() => void)[] = [];
  const [learner, judge] = memoryPipe();
  serveAnswer(learner, async (client: Anthropic, question: string) => {
    if (question === "slow") await new Promise<void>((resolve) => gates.push(resolve));
    return (await client.messages.create(params(question))).stop_reason;
  });
  const worlds = [countedApi(), countedApi()] as const;
  let world = worlds[0];
  const answer = new Answer(judge, () => world.fetch);

  const slow = answer.call([{ type: "anthropic" }, { type: "json", value: "slow" }], 5);
  await expect(slow).resolves.toMatchObject({ status: "timed-out" });
  await expect.poll(() => gates.length).toBe(1);
  world = worlds[1];
  for (const open of gates) open();
  await expect(
    answer.call([{ type: "anthropic" }, { type: "json", value: "next" }]),
  ).resolves.toEqual({ status: "returned", value: "end_turn" });
  await expect.poll(() => worlds.map(({ asked }) => asked.length)).toEqual([1, 1]);
  expect(worlds[1].asked[0]).toContain("next");
});

it("waits two seconds for the calls after one that timed out, as for one that never ends", async () => {
  const [learner, judge] = memoryPipe();
  serveAnswer(learner, () => new Promise<never>(() => {}));
  const answer = new Answer(judge, () => countedApi().fetch);
  await expect(answer.call([], 5)).resolves.toEqual({ status: "timed-out", afterMs: 5 });
  await expect(answer.call([])).resolves.toEqual({ status: "timed-out", afterMs: 2_000 });
});
