import { describe, expect, it } from "vitest";
import { findExercise } from "../../../lib/exercises/manifest/manifest.ts";
import { hide } from "../../../lib/lessons/03-env-config/mask-text.judge.ts";
import { judgeAnswer } from "../judge-answer.ts";
import { answers as config } from "./config.ts";
import { answers as expand } from "./expand.ts";
import { answers as files } from "./files.ts";
import { answers as mask } from "./mask.ts";
import { answers as start } from "./start.ts";

const throwsAll = (...args: unknown[]): never => {
  throw new Error(JSON.stringify(args));
};
const returnsAll = (...args: unknown[]): unknown => ({ status: "ready", message: args });

const nonsense: unknown[] = [{ mcpServers: { crm: null } }, { ".gitignore": 7 }];

describe.each([config, expand, files, start, mask])("$exercise", ({ exercise: id, wrong }) => {
  it("has three wrong answers for every check", () => {
    const few = findExercise(id).checks.filter(
      (check) => wrong.filter(([failed]) => failed === check.id).length < 3,
    );
    expect(few).toEqual([]);
  });

  it("shows no planted secret, whatever the answer", async () => {
    const answers = [throwsAll, returnsAll];
    for (const answer of [...answers, ...wrong.slice(0, 3).map(([, , one]) => one)]) {
      expect(JSON.stringify(await judgeAnswer(id, answer))).not.toContain("NotAReal");
    }
  });

  it.each(nonsense.map((answer) => ({ answer })))(
    "earns nothing for $answer",
    async ({ answer }) => {
      const given = findExercise(id).answer === "value" ? answer : () => answer;
      expect((await judgeAnswer(id, given)).earned).toBe(0);
    },
  );
});

const SECRET = "crm_test_NotARealKey0042";

it.each([
  ["whole", `{"key":"${SECRET}"}`, '{"key":"<the secret>"}'],
  ["twice", `${SECRET} ${SECRET}`, "<the secret> <the secret>"],
  ["cut at its end", `the key ${SECRET.slice(0, -1)}…`, "the key <the secret>…"],
  [
    "cut after a few letters",
    `the key ${SECRET.slice(0, 7)}…, which is not`,
    "the key <the secret>…, which is not",
  ],
  ["named by its kind alone", "a key like crm_t… or crm_test", "a key like crm_t… or crm_test"],
])("a secret that is %s is not shown", (_, text, expected) => {
  expect(hide(text, [SECRET])).toBe(expected);
});
