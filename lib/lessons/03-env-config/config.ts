import { inspectConfig } from "../../subjects/config/inspect.ts";
import { judgeConfig } from "./config.judge.ts";
import { type Examination, examination } from "../../exercises/examination.ts";

export const configExamination: Examination = examination({
  variants: [
    { CRM_API_KEY: "crm_test_NotARealKey0001", CRM_BASE_URL: "https://crm.example" },
    { CRM_API_KEY: "crm_live_NotARealKey0002", CRM_BASE_URL: "http://127.0.0.1:4321" },
  ],
  async drive(answer, _world, env) {
    const shape = await answer.shape();
    const value = shape.type === "value" ? shape.value : null;
    return { answer: value, findings: await inspectConfig(value), env };
  },
  judge: judgeConfig,
});
