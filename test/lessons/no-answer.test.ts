import { expect, it } from "vitest";
import { lessons } from "../../lib/exercises/manifest/manifest.ts";
import { judgeAnswer } from "./judge-answer.ts";

const values = [null, {}, [], "text", 1];
const functions = [
  ...values.map((value) => () => value),
  () => undefined,
  () => {
    throw new Error("not today");
  },
];

const exercises = lessons.flatMap((lesson) => lesson.exercises);

it.each(exercises)("$id passes nothing for an answer that does nothing", async ({ id, answer }) => {
  for (const nothing of answer === "value" ? values : functions) {
    const { verdicts } = await judgeAnswer(id, nothing);
    const passed = verdicts.filter(({ status }) => status === "pass").map(({ check }) => check);
    expect([nothing, passed]).toEqual([nothing, []]);
  }
});
