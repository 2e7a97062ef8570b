import {
  CATALOG_BUDGET,
  poorCatalog,
  poorCatalogQuestions,
} from "../../subjects/resources/poor-catalog.ts";
import { judgeBetterCatalog } from "./better-catalog.judge.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { otherQuestions } from "./questions.ts";

const [first, ...rest] = otherQuestions;

const asked = new Set(
  [...poorCatalogQuestions, ...otherQuestions.flat()].map(({ answer }) => answer),
);

export const betterCatalogExamination: Examination = examination({
  variants: [first, ...rest],
  async drive(answer, _world, others) {
    const shape = await answer.shape();
    return {
      answer: shape.type === "value" ? shape.value : null,
      uris: poorCatalog.map(({ uri }) => uri),
      unneeded: poorCatalog.map(({ uri }) => uri).filter((uri) => !asked.has(uri)),
      budget: CATALOG_BUDGET,
      shown: poorCatalogQuestions,
      others,
    };
  },
  judge: judgeBetterCatalog,
});
