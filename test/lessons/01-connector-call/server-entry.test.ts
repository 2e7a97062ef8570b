import { describe, expect, it } from "vitest";
import { judgeAnswer, openChecks } from "../judge-answer.ts";
import { hub, serverEntryRight, serverEntryWrong } from "./server-entry-answers.ts";

describe("01.1 the server's entry", () => {
  it.each(serverEntryRight)("passes for one that %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer("01.1", answer))).toEqual([]);
  });

  it.each(serverEntryWrong)("fails %s for one that %s", async (check, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("01.1", answer))).toEqual([check]);
  });

  it.each([
    [
      "throws",
      () => {
        throw new RangeError("no");
      },
      "it threw RangeError: no",
    ],
    ["returns nothing", () => {}, "it returned nothing"],
    ["returns a list of entries", () => [hub], `it returned ${JSON.stringify([hub])}`],
  ])("says what happened for one that %s", async (_case, answer, found) => {
    const { verdicts } = await judgeAnswer("01.1", answer);
    expect(verdicts.map((verdict) => verdict.found)).toContain(found);
  });
});
