import { describe, expect, it } from "vitest";
import { Answer } from "../../lib/exercises/answer.ts";
import { serveAnswer } from "../../lib/exercises/learner-side.ts";
import { MAX_MESSAGE_LENGTH, memoryPipe } from "../../lib/wire/pipe.ts";
import { judgeAnswer } from "../lessons/judge-answer.ts";

const huge = "x".repeat(MAX_MESSAGE_LENGTH);

function answerOf(answer: unknown): Answer {
  const [learner, judge] = memoryPipe();
  serveAnswer(learner, answer);
  return new Answer(judge, () => async () => Response.error());
}

describe("an answer that does not fit through the pipe", () => {
  it("is unusable as a value", async () => {
    const shape = { type: "unusable", found: "a value that is too large" };
    await expect(answerOf([huge]).shape()).resolves.toEqual(shape);
  });

  it.each<[string, () => unknown, object]>([
    ["returns it", () => huge, { status: "not-json", found: "a value that is too large" }],
    [
      "throws it",
      () => {
        throw new RangeError(huge);
      },
      { status: "threw", error: { fields: { code: "pipe-message-too-large" } } },
    ],
  ])("as a function that %s: the call ends, and the next one works", async (_way, fail, end) => {
    let calls = 0;
    const answer = answerOf(() => ((calls += 1) === 1 ? fail() : calls));
    await expect(answer.call([])).resolves.toMatchObject(end);
    await expect(answer.call([])).resolves.toEqual({ status: "returned", value: 2 });
  });

  it.each([
    ["00.1", huge],
    ["00.2", () => huge],
    ["02.4", [huge]],
  ])("fails %s, and the verdict says so", async (id, answer) => {
    const { earned, verdicts } = await judgeAnswer(id, answer);
    expect(earned).toBe(0);
    expect(verdicts[0]?.found).toContain("too large");
  });
});
