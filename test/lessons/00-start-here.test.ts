import { describe, expect, it } from "vitest";
import { todo } from "../../lib/exercises/todo.ts";
import { askRight, askWrong } from "./00-start-here/ask-answers.ts";
import { greeterRight, greeterWrong } from "./00-start-here/greeter-answers.ts";
import { rightReading, traceRight, traceWrong } from "./00-start-here/trace-answers.ts";
import { judgeAnswer, openChecks } from "./judge-answer.ts";

describe("00.1 read a trace", () => {
  it.each(Object.entries(traceRight))("passes for an answer that %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer("00.1", answer))).toEqual([]);
  });

  it.each(traceWrong)("fails %s for one that %s", async (check, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("00.1", answer))).toEqual([check]);
  });
});

describe("00.2 your first own call", () => {
  it.each(Object.entries(askRight))("passes for an answer that %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer("00.2", answer))).toEqual([]);
  });

  it.each(askWrong)("fails %s for an answer that %s", async (check, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("00.2", answer))).toEqual([check]);
  });

  it("says what was thrown when the answer throws", async () => {
    const result = await judgeAnswer("00.2", () => {
      throw new RangeError("no such thing");
    });
    expect(result.verdicts.map((verdict) => verdict.found)).toEqual([
      "nothing was sent through the client that `ask` was given; it threw RangeError: no such thing",
      "it threw RangeError: no such thing",
    ]);
  });
});

describe("00.3 a server of your own", () => {
  it.each(Object.entries(greeterRight))("passes for a server that %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer("00.3", answer))).toEqual([]);
  });

  it.each(greeterWrong)("fails %s for one that %s", async (check, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("00.3", answer))).toEqual([check]);
  });
});

describe("any exercise", () => {
  it.each(["00.1", "00.2", "00.3"])("%s is not started as long as it is todo()", async (id) => {
    const { verdicts } = await judgeAnswer(id, todo());
    expect(new Set(verdicts.map((verdict) => verdict.status))).toEqual(new Set(["not-started"]));
  });

  it.each([
    ["00.1", async () => await Promise.resolve(rightReading), "a function"],
    ["00.2", "a text", "a value"],
    ["00.3", undefined, "undefined"],
  ])("%s says what it got instead of the right kind of answer", async (id, answer, found) => {
    const { verdicts } = await judgeAnswer(id, answer);
    expect(verdicts.every((verdict) => verdict.status === "fail" && verdict.found === found)).toBe(
      true,
    );
  });

  it("that does not exist is an error with a remedy", async () => {
    await expect(judgeAnswer("99.9", 1)).rejects.toMatchObject({ code: "unknown-exercise" });
  });
});
