import { createRandom } from "../../base/random.ts";
import { whoSaw } from "../../subjects/zdr/who-saw.ts";
import { judgeWho, type WhoCase, type WhoEvidence } from "./who.judge.ts";
import type { Answer } from "../../exercises/answer.ts";
import { toJson } from "../../wire/error-json.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { type RecordedTrace, recordedTraces, type RecordedTraces } from "./recorded-traces.ts";

/** 05.5: who got to see what, on traces of either path. */
export const whoExamination: Examination = examination<RecordedTraces, WhoEvidence>({
  variants: [recordedTraces(createRandom(505)), recordedTraces(createRandom(2055))],
  drive: async (answer, _world, { connector, direct }) => ({
    connector: await Promise.all(connector.map((trace) => ask(answer, trace))),
    direct: await Promise.all(direct.map((trace) => ask(answer, trace))),
  }),
  judge: judgeWho,
});

async function ask(answer: Answer, { about, events }: RecordedTrace): Promise<WhoCase> {
  return {
    about,
    expected: whoSaw(events),
    outcome: await answer.call([{ type: "json", value: toJson(events) ?? null }]),
  };
}
