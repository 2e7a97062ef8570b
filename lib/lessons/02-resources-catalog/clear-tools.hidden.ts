import type { HiddenVariants } from "../../exercises/examination.ts";
import { shuffled } from "../../base/random.ts";
import type { ToolQuestion } from "../../subjects/resources/look-alikes.ts";

const TOPICS = ["volcanoes", "poems", "traffic", "bees", "invoices", "faces"];
const NAMES = ["tarn", "ferro", "willow", "ostrea", "kestrel", "lumen"];

/** What is asked of each tool, and what none of them can do, with a topic or a name for the star. */
const ASKED: readonly [tool: string | null, about: readonly string[], ways: readonly string[]][] = [
  [
    "search",
    TOPICS,
    ["Find models about *.", "List datasets about *.", "Is there a model about *?"],
  ],
  [
    "lookup",
    NAMES,
    ["How many downloads has the model */maps?", "Read the size of the files of */maps."],
  ],
  [
    "find_company",
    NAMES,
    ["Find a company with the name *.", "What is the id of the company with the name *?"],
  ],
  [
    "get_info",
    NAMES,
    ["Who are the contacts of *?", "Which deals are open at *?", "Read the activities with *."],
  ],
  [null, NAMES, ["Send an email to all contacts at *.", "Change the stage of the deal with *."]],
  [null, NAMES, ["Delete the model */maps.", "Rename the dataset */maps."]],
];

/** Two questions to each tool about other things, and four that none can answer, in any order. */
export const hidden: HiddenVariants = {
  exercise: "02.6",
  generate: (random): ToolQuestion[] =>
    shuffled(
      random,
      ASKED.flatMap(([tool, about, ways]) =>
        shuffled(random, ways)
          .slice(0, 2)
          .map((way) => ({ question: way.replace("*", random.pick(about)), tool })),
      ),
    ),
};
