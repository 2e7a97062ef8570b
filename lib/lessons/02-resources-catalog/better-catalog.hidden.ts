import { shuffled } from "../../base/random.ts";
import type { HiddenVariants } from "../../exercises/examination.ts";
import { poorCatalogQuestions } from "../../subjects/resources/poor-catalog.ts";
import type { CatalogQuestion } from "../../subjects/resources/rank-entries.ts";
import { otherQuestions } from "./questions.ts";

/** Of each entry one of the questions about it, in another order and another sentence. */
export const hidden: HiddenVariants = {
  exercise: "02.4",
  generate: (random): CatalogQuestion[] => {
    const questions = [...poorCatalogQuestions, ...otherQuestions.flat()];
    const answers = new Set(questions.map(({ answer }) => answer));
    return shuffled(random, [...answers]).map((answer) => {
      const { question } = random.pick(questions.filter((one) => one.answer === answer));
      return { question: `${random.pick(["Please:", "Now.", "Again:"])} ${question}`, answer };
    });
  },
};
