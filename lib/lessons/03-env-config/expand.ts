import { expandConfig } from "../../subjects/config/expand.ts";
import { type ExpandCase, judgeExpand } from "./expand.judge.ts";
import type { Answer } from "../../exercises/answer.ts";
import { toJson } from "../../wire/error-json.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { CASE_TABLES, type CaseInput } from "./expand-cases.ts";

export const expandExamination: Examination = examination({
  variants: CASE_TABLES,
  async drive(answer, _world, table) {
    const all = async (inputs: CaseInput[]): Promise<ExpandCase[]> =>
      await Promise.all(inputs.map((input) => run(answer, input)));
    return {
      variables: await all(table.variables),
      defaults: await all(table.defaults),
      literal: await all(table.literal),
      fields: await all(table.fields),
      missing: await all(table.missing),
    };
  },
  judge: judgeExpand,
});

async function run(answer: Answer, { about, config, env, advice }: CaseInput): Promise<ExpandCase> {
  const args = [config, env].map(
    (value) => ({ type: "json", value: toJson(value) ?? null }) as const,
  );
  const outcome = await answer.call(args);
  const expansion = expandConfig(config, env, "claude-code");
  const [missing] = expansion.missing;
  return {
    about,
    ...(advice !== undefined && { advice }),
    given: { config: toJson(config) ?? null, env },
    outcome,
    expected:
      missing === undefined
        ? { status: "config", config: toJson(expansion.config) ?? null }
        : { status: "missing", missing },
    secrets: Object.values(env).filter((value) => /NotAReal/.test(value)),
  };
}
