import { describe, expect, it } from "vitest";
import { todo } from "../../lib/exercises/todo.ts";
import { configRight, configWrong } from "./03-env-config/config-answers.ts";
import { expandRight, expandWrong } from "./03-env-config/expand-answers.ts";
import { filesRight, filesWrong } from "./03-env-config/files-answers.ts";
import { maskRight, maskWrong } from "./03-env-config/mask-answers.ts";
import { startRight, startWrong } from "./03-env-config/start-answers.ts";
import { judgeAnswer, openChecks } from "./judge-answer.ts";

/** For one exercise: answers that are right, and answers that are one mistake away from it. */
const table: [id: string, right: Record<string, unknown>, wrong: [string, string, unknown][]][] = [
  ["03.1", configRight, configWrong],
  ["03.2", expandRight, expandWrong],
  ["03.3", filesRight, filesWrong],
  ["03.4", startRight, startWrong],
  ["03.5", maskRight, maskWrong],
];

const throwsAll = (...args: unknown[]): never => {
  throw new Error(JSON.stringify(args));
};
const returnsAll = (...args: unknown[]): unknown => ({ status: "ready", message: args });

/** What no exercise asks for. */
const nonsense: unknown[] = [
  null,
  1,
  "text",
  [],
  {},
  { mcpServers: { crm: null } },
  { ".gitignore": 7 },
];

describe.each(table)("%s", (id, right, wrong) => {
  it.each(Object.entries(right))(
    "passes for an answer that %s",
    async (_style, answer) => {
      expect(openChecks(await judgeAnswer(id, answer))).toEqual([]);
    },
    120_000,
  );

  it.each(wrong)(
    "fails %s for an answer that %s",
    async (check, _mistake, answer) => {
      expect(openChecks(await judgeAnswer(id, answer))).toEqual([check]);
    },
    120_000,
  );

  it("has three wrong answers for every check", async () => {
    const { verdicts } = await judgeAnswer(id, todo());
    for (const { check } of verdicts) {
      expect([check, wrong.filter(([failed]) => failed === check).length >= 3]).toEqual([
        check,
        true,
      ]);
    }
  });

  it("shows no planted secret, whatever the answer", async () => {
    const answers = [throwsAll, returnsAll];
    for (const answer of [...answers, ...wrong.slice(0, 3).map(([, , one]) => one)]) {
      expect(JSON.stringify(await judgeAnswer(id, answer))).not.toContain("NotAReal");
    }
  }, 120_000);

  it.each(nonsense.map((answer) => ({ answer })))(
    "earns nothing for $answer",
    async ({ answer }) => {
      const given = ["03.1", "03.3"].includes(id) ? answer : () => answer;
      expect((await judgeAnswer(id, given)).earned).toBe(0);
    },
    120_000,
  );
});
