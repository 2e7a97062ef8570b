import { describe, expect, it } from "vitest";
import { judgeAnswer, openChecks } from "../judge-answer.ts";
import { published, repairRight, repairWrong } from "./repair-answers.ts";

describe("01.4 repair the published example", () => {
  it.each(repairRight)("passes for one that %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer("01.4", answer))).toEqual([]);
  });

  it.each(repairWrong)("fails %s for one that %s", async (check, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("01.4", answer))).toEqual([check]);
  });

  it("finds every fault of the example as it was published", async () => {
    // The names do no harm as long as everything is exposed: that fault shows once it denies.
    expect(openChecks(await judgeAnswer("01.4", published))).toEqual([
      "01.4.token",
      "01.4.deny",
      "01.4.guard",
    ]);
  });
});
