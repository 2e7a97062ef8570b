import { expect, it } from "vitest";
import { judgeAnswer } from "../judge-answer.ts";

it.each([
  ["a text", "a catalog"],
  ["entries without priority", [{ uri: "crm://t/01", title: "", description: "" }]],
])("02.4 fails every check for %s, and says what is wrong", async (_case, answer) => {
  const { verdicts } = await judgeAnswer("02.4", answer);
  expect(new Set(verdicts.map(({ status }) => status))).toEqual(new Set(["fail"]));
  expect(verdicts[0]?.found).toMatch(/^at /u);
});

it.each(["02.1", "02.2", "02.3", "02.5"])(
  "%s fails every check, with what was thrown, when the answer throws",
  async (id) => {
    const { verdicts } = await judgeAnswer(id, () => {
      throw new RangeError("no such thing");
    });
    expect(verdicts.filter(({ status }) => status !== "fail")).toEqual([]);
    expect(verdicts[0]?.found).toContain("no such thing");
  },
);
