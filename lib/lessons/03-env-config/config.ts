import { inspectConfig } from "../../subjects/config/inspect.ts";
import { judgeConfig } from "./config.judge.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { madeUpToken, plainNames } from "../made-up.ts";

export const configExamination: Examination = examination({
  variants: [
    { CRM_API_KEY: "crm_test_NotARealKey0001", CRM_BASE_URL: "https://crm.example" },
    { CRM_API_KEY: "crm_live_NotARealKey0002", CRM_BASE_URL: "http://127.0.0.1:4321" },
  ],
  generate: (random) => ({
    CRM_API_KEY: madeUpToken(random, "crm_live_"),
    CRM_BASE_URL: `https://${plainNames(random, 1).join()}.example:${random.between(1024, 9999)}`,
  }),
  async drive(answer, _world, env) {
    const shape = await answer.shape();
    const value = shape.type === "value" ? shape.value : null;
    return { answer: value, findings: await inspectConfig(value), env };
  },
  judge: judgeConfig,
});
