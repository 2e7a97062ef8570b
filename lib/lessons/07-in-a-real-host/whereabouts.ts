import { createRandom } from "../../base/random.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { toJson } from "../../wire/error-json.ts";
import { type LabelledRun, madeUpRun } from "./made-up-run.ts";
import { judgeWhereabouts, type WhereaboutsEvidence } from "./whereabouts.judge.ts";

/** Facts of the recorded run that the notebook draws. */
const RECORDED: LabelledRun["facts"] = {
  "Said in the link.": { fate: "seen", said: ["tools/call"] },
  "in the structured content": { fate: "seen", said: ["tools/call"] },
  "Success in three forms": { fate: "dropped", said: ["tools/list"] },
  SAID_IN_THE_STRUCTURED_CONTENT: { fate: "dropped", said: ["tools/call"] },
  "There is no such method.": { fate: "dropped", said: ["server/discover"] },
  "Sentence 300 of many.": { fate: "unsaid", said: [] },
};

/** 07.5: where each fact of a run got to. A recording is loaded when it is needed: it is large. */
export const whereaboutsExamination: Examination = examination<
  LabelledRun | "recorded",
  WhereaboutsEvidence
>({
  variants: ["recorded", madeUpRun(createRandom(705)), madeUpRun(createRandom(7050))],
  async drive(answer, _world, variant) {
    const { run, facts } = variant === "recorded" ? await recorded() : variant;
    const args = [toJson(run) ?? null, Object.keys(facts)];
    const outcome = await answer.call(args.map((value) => ({ type: "json", value })));
    return { facts, outcome };
  },
  judge: judgeWhereabouts,
});

async function recorded(): Promise<LabelledRun> {
  const { recordedRuns } = await import("../../subjects/hosts/recorded.ts");
  return { run: recordedRuns.shapes, facts: RECORDED };
}
