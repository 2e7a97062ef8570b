import { expect, it } from "vitest";
import { serveAnswer } from "../../../lib/exercises/learner-side.ts";
import { examine } from "../../../lib/lessons/examine.ts";
import { judgeAsk } from "../../../lib/lessons/00-start-here/ask.judge.ts";
import { memoryPipe } from "../../../lib/wire/pipe.ts";
import { judgeAnswer, openChecks } from "../judge-answer.ts";

it("00.2 says what was thrown when the answer throws", async () => {
  const result = await judgeAnswer("00.2", () => {
    throw new RangeError("no such thing");
  });
  expect(result.verdicts.map((verdict) => verdict.found)).toEqual([
    'nothing was sent through the client that `ask` was given; it threw RangeError: "no such thing"',
    'it threw RangeError: "no such thing"',
  ]);
});

it.each([
  ["00.1", async () => await Promise.resolve({}), "a function"],
  ["00.2", "a text", "a value"],
  ["00.3", undefined, "undefined"],
])("%s says what it got instead of the right kind of answer", async (id, answer, found) => {
  const { verdicts } = await judgeAnswer(id, answer);
  expect(verdicts.every((verdict) => verdict.status === "fail" && verdict.found === found)).toBe(
    true,
  );
});

it.each([
  ["rehearsal", "rehearsal", []],
  ["rehearsal", "Claude", ["00.1.answered-by"]],
  ["Claude", "Claude", []],
  ["Claude", "rehearsal", ["00.1.answered-by"]],
] as const)("00.1, where %s answered and %s was read", async (answeredBy, read, open) => {
  const [learner, judge] = memoryPipe();
  serveAnswer(learner, { server: "huggingface", tool: "hub_repo_search", answeredBy: read });
  expect(openChecks(await examine("00.1", judge, { answeredBy }))).toEqual(open);
});

it("an exercise that does not exist is an error with a remedy", async () => {
  await expect(judgeAnswer("99.9", 1)).rejects.toMatchObject({ code: "unknown-exercise" });
});

it.each(["timed-out", "lost"] as const)("00.2 looks for the endless loop when %s", (status) => {
  const outcome = status === "lost" ? { status } : { status, afterMs: 10_000 };
  const [sends] = judgeAsk({ question: "Who?", outcome, requests: [], texts: [] });
  expect(sends?.advice).toMatch(/loop without an end/);
});
