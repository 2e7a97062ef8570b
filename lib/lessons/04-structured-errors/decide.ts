import type { RetryPolicy } from "../../subjects/tool-errors/decide.ts";
import { runScript, type Timeline } from "../../subjects/tool-errors/run-script.ts";
import { type DecideEvidence, type DecideRun, judgeDecide } from "./decide.judge.ts";
import { faultOfOutcome } from "../../exercises/outcome.ts";
import type { Answer } from "../../exercises/answer.ts";
import { toJson } from "../../wire/error-json.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { type DecidePlan, justInTime, type PlannedRun, plans } from "./scripts.ts";

/** 04.4: the answer decides, on a virtual clock, what is done against backends that fail on a script. */
export const decideExamination: Examination = examination<DecidePlan, DecideEvidence>({
  variants: plans,
  async drive(answer, _world, plan) {
    const { policy } = plan;
    const all = async (runs: readonly PlannedRun[]): Promise<DecideRun[]> =>
      await Promise.all(runs.map((run) => drive(answer, policy, run)));
    const backoff = await all(plan.backoff);
    const edge = justInTime(policy, firstWait(backoff) ?? policy.baseMs);
    return {
      policy,
      waits: await all(plan.waits),
      backoff,
      stops: await all(plan.stops),
      attempts: await all(plan.attempts),
      time: await all([...plan.time, edge]),
      writes: await all(plan.writes),
    };
  },
  judge: judgeDecide,
});

/** How long the answer itself waits after a first call, where nothing is named. */
function firstWait([run]: readonly DecideRun[]): number | undefined {
  return run?.timeline.events.flatMap((event) => (event.kind === "wait" ? [event.waitMs] : []))[0];
}

const nothing: Timeline = { events: [], end: "no-decision", done: 0 };

async function drive(answer: Answer, policy: RetryPolicy, run: PlannedRun): Promise<DecideRun> {
  let error: DecideRun["error"];
  const timeline = await runScript(run.script, async (state) => {
    const outcome = await answer.call([
      { type: "json", value: toJson(state) ?? null },
      { type: "json", value: toJson(policy) ?? null },
    ]);
    if (outcome.status === "returned") return outcome.value;
    error = faultOfOutcome(outcome, "Return a decision for every state.");
    return undefined;
  });
  return error === undefined ? { ...run, timeline } : { ...run, timeline: nothing, error };
}
