import { describe, expect, it } from "vitest";
import { judgeAnswer, openChecks } from "../judge-answer.ts";
import { diagnosisRight, diagnosisWrong } from "./diagnosis-answers.ts";

describe("01.5 who has to act?", () => {
  it.each(diagnosisRight)("passes for one that %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer("01.5", answer))).toEqual([]);
  });

  it.each(diagnosisWrong)("fails %s for one that %s", async (check, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("01.5", answer))).toEqual([check]);
  });
});
