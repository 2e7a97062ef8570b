import type { Anthropic } from "@anthropic-ai/sdk";
import { describe, expect, it } from "vitest";
import { judgeAnswer, openChecks } from "../judge-answer.ts";
import { type Call, summaryRight, summaryWrong } from "./summary-answers.ts";

describe("01.3 ask, and read the reply", () => {
  it.each(summaryRight)("passes for one that %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer("01.3", answer))).toEqual([]);
  });

  it.each(summaryWrong)("fails %s for one that %s", async (check, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("01.3", answer))).toEqual([check]);
  });

  it("fails every check for one that asks again whatever the reply, and ends", async () => {
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

  it("says what a request lacks that the API refuses", async () => {
    const { verdicts } = await judgeAnswer(
      "01.3",
      async (client: Anthropic, { betas: _betas, ...rest }: Call) => {
        return await client.beta.messages.create(rest);
      },
    );
    expect(verdicts.find(({ check }) => check === "01.3.continues")?.found).toBe(
      'the first request has no beta header with "mcp-client-2025-11-20"',
    );
  });
});
