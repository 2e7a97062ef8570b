import { createRandom } from "../../base/random.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { toJson } from "../../wire/error-json.ts";
import { type LabelledRun, madeUpRun } from "./made-up-run.ts";
import { judgeWhereabouts, type WhereaboutsEvidence } from "./whereabouts.judge.ts";

/** 07.5: where each fact of a recorded run got to. */
export const whereaboutsExamination: Examination = examination<LabelledRun, WhereaboutsEvidence>({
  variants: [madeUpRun(createRandom(705)), madeUpRun(createRandom(7050))],
  async drive(answer, _world, { run, facts }) {
    const args = [toJson(run) ?? null, Object.keys(facts)];
    const outcome = await answer.call(args.map((value) => ({ type: "json", value })));
    return { facts, outcome };
  },
  judge: judgeWhereabouts,
});
