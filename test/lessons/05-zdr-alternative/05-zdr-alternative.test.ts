import { betaStandardSchemaTool } from "@anthropic-ai/sdk/helpers/beta/standard-schema";
import { betaZodTool } from "@anthropic-ai/sdk/helpers/beta/zod";
import { describe, expect, it } from "vitest";
import { z } from "zod";
import { todo } from "../../../lib/exercises/todo.ts";
import { allAnswers } from "../exercise-answers.ts";
import { judgeAnswer } from "../judge-answer.ts";

const throws = (): never => {
  throw new Error("not today");
};
const nonsense: unknown[] = [() => null, () => 1, () => "text", () => [], () => ({}), throws];

const own = (await allAnswers()).filter(({ exercise }) => exercise.startsWith("05."));

describe.each(own)("$exercise", ({ exercise, wrong }) => {
  it("has two wrong answers and more for every check", async () => {
    const { verdicts } = await judgeAnswer(exercise, todo());
    const counts = verdicts.map(({ check }) => wrong.filter(([failed]) => failed === check).length);
    expect(Math.min(...counts)).toBeGreaterThanOrEqual(2);
  });

  it("shows no secret to nonsense", async () => {
    for (const answer of nonsense) {
      expect(JSON.stringify(await judgeAnswer(exercise, answer))).not.toContain("NotAReal");
    }
  });
});

const tool = {
  name: "office_hours",
  description: "Says when an office is open.",
  inputSchema: z.object({ city: z.string(), day: z.string().default("weekday") }),
  run: ({ city, day }: { city: string; day: string }) => `${city}, ${day}`,
};

describe("a tool of the SDK whose schema has a default", () => {
  it.each([
    ["betaStandardSchemaTool", betaStandardSchemaTool(tool), ["city"]],
    ["betaZodTool", betaZodTool(tool), ["city", "day"]],
  ])("made by %s tells Claude what is required as the lesson says", async (_, made, required) => {
    expect(made).toMatchObject({ type: "custom", input_schema: { required } });
    expect(await made.run(made.parse({ city: "Lyon" }))).toBe("Lyon, weekday");
  });
});
