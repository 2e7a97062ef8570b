import { type Random, shuffled } from "../../base/random.ts";
import type { HiddenVariants } from "../../exercises/examination.ts";
import { plainNames, toolNames } from "../made-up.ts";
import type { Task, Tasks } from "./allow-list.ts";

/** Other servers and tools: one server, or two that share the names of their tools. */
export const hidden: HiddenVariants = {
  exercise: "01.2",
  generate: (random): Tasks => {
    const [one = "", other = ""] = plainNames(random, 2);
    const names = toolNames(random, 8);
    const first = taskFor(random, one, names);
    return random.next() < 0.5 ? [first] : [first, taskFor(random, other, names)];
  },
};

function taskFor(random: Random, server: string, names: readonly string[]): Task {
  const today = names.slice(0, random.between(3, 6));
  const tools = shuffled(random, today).slice(0, random.between(1, today.length - 1));
  return { server, tools, today, later: names.slice(6) };
}
