import {
  lookAlikeQuestions,
  lookAlikes,
  TOOLS_BUDGET,
} from "../../subjects/resources/look-alikes.ts";
import { judgeClearTools } from "./clear-tools.judge.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { otherToolQuestions } from "./tool-questions.ts";

export const clearToolsExamination: Examination = examination({
  variants: otherToolQuestions,
  async drive(answer, _world, others) {
    const shape = await answer.shape();
    return {
      answer: shape.type === "value" ? shape.value : null,
      given: lookAlikes,
      budget: TOOLS_BUDGET,
      shown: lookAlikeQuestions,
      others,
    };
  },
  judge: judgeClearTools,
});
