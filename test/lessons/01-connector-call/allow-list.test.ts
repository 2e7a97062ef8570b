import { describe, expect, it } from "vitest";
import { judgeAnswer, openChecks } from "../judge-answer.ts";
import { allowListRight, allowListWrong, denyList, shown, toolset } from "./allow-list-answers.ts";

describe("01.2 an allow-list", () => {
  it.each(allowListRight)("passes for one that %s", async (_style, answer) => {
    expect(openChecks(await judgeAnswer("01.2", answer))).toEqual([]);
  });

  it.each(allowListWrong)("fails %s for one that %s", async (check, _mistake, answer) => {
    expect(openChecks(await judgeAnswer("01.2", answer))).toEqual([check]);
  });

  it("fails whoever writes down the toolset that the notebook shows", async () => {
    expect(openChecks(await judgeAnswer("01.2", shown))).toEqual(["01.2.named", "01.2.accepted"]);
  });

  it("says which tool is exposed on which listing", async () => {
    const { verdicts } = await judgeAnswer("01.2", denyList);
    expect(verdicts.find(({ check }) => check === "01.2.nothing-else")?.found).toBe(
      "on a listing with tools that were added later it also sees delete_repo, hub_repo_search_and_buy",
    );
  });

  it.each([
    [
      "throws",
      () => {
        throw new Error("no");
      },
    ],
    ["returns a list of toolsets", () => [toolset("huggingface", [])]],
    ["returns nothing", () => {}],
  ])("fails every check for one that %s", async (_case, answer) => {
    expect(openChecks(await judgeAnswer("01.2", answer))).toHaveLength(3);
  });
});
