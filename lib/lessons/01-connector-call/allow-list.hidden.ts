import { shuffled } from "../../base/random.ts";
import type { HiddenVariants } from "../../exercises/examination.ts";
import { plainNames, toolNames } from "../made-up.ts";
import type { Task } from "./allow-list.ts";

/** Other servers and tools. */
export const hidden: HiddenVariants = {
  exercise: "01.2",
  generate: (random): Task => {
    const [server = ""] = plainNames(random, 1);
    const names = toolNames(random, 8);
    const today = names.slice(0, random.between(3, 6));
    const tools = shuffled(random, today).slice(0, random.between(1, today.length - 1));
    return { server, tools, today, later: names.slice(6) };
  },
};
