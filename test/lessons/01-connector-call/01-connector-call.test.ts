import type { Anthropic } from "@anthropic-ai/sdk";
import { expect, it } from "vitest";
import { judgeAnswer } from "../judge-answer.ts";
import { answers as allowList } from "./allow-list.ts";

type Call = Anthropic.Beta.Messages.MessageCreateParamsNonStreaming;

/** What was found for each check, by its id. */
async function foundFor(id: string, answer: unknown): Promise<Record<string, string>> {
  const { verdicts } = await judgeAnswer(id, answer);
  return Object.fromEntries(verdicts.map(({ check, found }) => [check, found]));
}

it.each([
  [
    "throws",
    () => {
      throw new RangeError("no");
    },
    'it threw RangeError: "no"',
  ],
  ["returns nothing", () => {}, "it returned nothing"],
  ["returns a list of entries", () => [{ type: "url" }], 'it returned [{"type":"url"}]'],
])("01.1 says what happened for one that %s", async (_case, answer, found) => {
  expect(Object.values(await foundFor("01.1", answer))).toContain(found);
});

it("01.2 says which tool is exposed on which listing", async () => {
  const denyList = allowList.wrong.find(([, mistake]) => mistake === "denies what is known today");
  expect((await foundFor("01.2", denyList?.[2]))["01.2.nothing-else"]).toBe(
    "on a listing of huggingface with tools that were added later it also sees delete_repo, hub_repo_search_and_buy",
  );
});

it("01.3 fails every check for one that asks again whatever the reply, and ends", async () => {
  const { verdicts } = await judgeAnswer("01.3", async (client: Anthropic, request: Call) => {
    for (;;) await client.beta.messages.create(request);
  });
  expect(verdicts.map(({ check, status, found }) => [check, status, found])).toEqual([
    ["01.3.blocks", "fail", expect.stringContaining("The check answers 20 requests")],
    ["01.3.outcome", "fail", expect.stringContaining("The check answers 20 requests")],
    ["01.3.continues", "fail", "request 2 was sent, although the turn was not paused"],
    ["01.3.cap", "fail", "20 requests"],
  ]);
});

it("01.3 says what a request lacks that the API refuses", async () => {
  const found = await foundFor(
    "01.3",
    async (client: Anthropic, { betas: _betas, ...rest }: Call) =>
      await client.beta.messages.create(rest),
  );
  expect(found["01.3.continues"]).toBe(
    'the first request has no beta header with "mcp-client-2025-11-20"',
  );
});
