import { classify } from "../../subjects/tool-errors/classify.ts";
import type { Failure } from "../../subjects/tool-errors/failure.ts";
import { type ClassifiedFailure, judgeClassify } from "./classify.judge.ts";
import { toJson } from "../../wire/error-json.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { failureSets, generateFailures } from "./failures.ts";

/** 04.1: failures of every kind, in the CRM's words and in misleading ones. */
export const classifyExamination: Examination = examination<Failure[], ClassifiedFailure[]>({
  variants: failureSets,
  generate: generateFailures,
  drive: async (answer, _world, failures) =>
    await Promise.all(
      failures.map(async (failure) => ({
        failure,
        right: classify(failure, { correlationId: "c-1", isWrite: false, now: 0 }),
        outcome: await answer.call([{ type: "json", value: toJson(failure) ?? null }]),
      })),
    ),
  judge: judgeClassify,
});
