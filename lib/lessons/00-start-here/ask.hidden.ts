import type { HiddenVariants } from "../../exercises/examination.ts";
import { letters, plainNames } from "../made-up.ts";
import type { Question } from "./ask.ts";

/** Other questions, to a model that may think. */
export const hidden: HiddenVariants = {
  exercise: "00.2",
  generate: (random): Question => {
    const question = `How many letters has "${plainNames(random, 1).join()}"?`;
    if (random.next() < 0.5) return question;
    return { question, thoughts: letters(random, 20), answer: `There are ${letters(random, 3)}.` };
  },
};
