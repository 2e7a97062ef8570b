import type { HiddenVariants } from "../../exercises/examination.ts";
import { letters, plainNames } from "../made-up.ts";
import type { Question } from "./ask.ts";

/** Other questions, to a model that may think, or answer in two blocks. */
export const hidden: HiddenVariants = {
  exercise: "00.2",
  generate: (random): Question => {
    const question = `How many letters has "${plainNames(random, 1).join()}"?`;
    if (random.next() < 0.5) return question;
    const texts = [`There are ${letters(random, 3)}.`, `I counted ${letters(random, 4)}.`];
    return random.next() < 0.5
      ? { question, texts }
      : { question, thoughts: letters(random, 20), texts: texts.slice(0, 1) };
  },
};
