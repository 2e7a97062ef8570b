import { describe, expect, it } from "vitest";
import { judgeAnswer, openChecks } from "../judge-answer.ts";
import { pinRight, pinWrong } from "./pin-answers.ts";

describe("01.6 pin the listing", () => {
  it.each(pinRight)("passes for one that %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer("01.6", answer))).toEqual([]);
  });

  it.each(pinWrong)("fails %s for one that %s", async (check, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("01.6", answer))).toEqual([check]);
  });
});
