import { readFileSync } from "node:fs";
import { join } from "node:path";
import { describe, expect, it } from "vitest";
import { decideRetry } from "../../../lib/subjects/tool-errors/decide.ts";
import type { Caught } from "../../../lib/lessons/04-structured-errors/tool-error-cases.judge.ts";
import { todo } from "../../../lib/exercises/todo.ts";
import { allAnswers } from "../exercise-answers.ts";
import { judgeAnswer, openChecks } from "../judge-answer.ts";

const own = (await allAnswers()).filter(({ exercise }) => exercise.startsWith("04."));

describe.each(own)("$exercise", ({ exercise, wrong }) => {
  it("has three wrong answers for every check", async () => {
    const { verdicts } = await judgeAnswer(exercise, todo());
    const few = verdicts.filter(
      ({ check }) => wrong.filter(([failed]) => failed === check).length < 3,
    );
    expect(few.map(({ check }) => check)).toEqual([]);
  });

  it.each([{ code: null }, { content: 7 }])("earns nothing for %j", async (value) => {
    expect((await judgeAnswer(exercise, () => value)).earned).toBe(0);
  });

  it("says what is wrong for an answer that throws", async () => {
    const { verdicts } = await judgeAnswer(exercise, () => {
      throw new Error("not today");
    });
    expect(JSON.stringify(verdicts)).toContain("not today");
  });
});

it("names what leaked also where there is no envelope", async () => {
  const { verdicts } = await judgeAnswer("04.2", ({ ruling, cause }: Caught) => ({
    isError: true,
    content: [{ type: "text", text: cause?.message ?? ruling.message }],
  }));
  const quiet = verdicts.find(({ check }) => check === "04.2.quiet");
  expect(quiet?.advice).toContain("caught.cause, which belongs in the log");
});

it("tells of a decision without an end only the beginning", async () => {
  const { verdicts } = await judgeAnswer("04.4", () => ({ action: "wait", waitMs: 1000 }));
  const attempts = verdicts.find(({ check }) => check === "04.4.attempts");
  expect(attempts?.found).toMatch(/^503, for ever: 15 calls, not 6: .*, and so on$/);
  expect(attempts?.found.match(/UNAVAILABLE/g)).toHaveLength(6);
});

const theLibrarys = (...[state, policy]: Parameters<typeof decideRetry>) =>
  decideRetry(state, policy, () => 0.5);

describe("the lesson", () => {
  it("has answers whose decisions are the library's own", async () => {
    expect(openChecks(await judgeAnswer("04.4", theLibrarys))).toEqual([]);
  });

  it("imports no reference answer", () => {
    const root = join(import.meta.dirname, "..", "..", "..");
    const index = readFileSync(join(root, "lib", "index.ts"), "utf8");
    expect(index).not.toMatch(/\b(classify|decideRetry|errorResult|tallyCalls|registerTool)\b/);
  });
});
