import type { Random } from "../../base/random.ts";
import type { HiddenVariants } from "../../exercises/examination.ts";
import { letters, madeUpToken, plainNames, toolNames } from "../made-up.ts";
import type { WantedServer } from "./server-entries.judge.ts";

/** Other servers, at least one in each scope, each with names that Claude Code changes. */
export const hidden: HiddenVariants = {
  exercise: "07.4",
  generate: (random): WantedServer[] =>
    plainNames(random, random.between(3, 5)).map((name, at) =>
      wantedServer(random, name, (["team", "me-here", "me"] as const)[at % 3] ?? "team"),
    ),
};

function wantedServer(random: Random, name: string, whom: WantedServer["for"]): WantedServer {
  const prefix = name.toUpperCase().replaceAll("-", "_");
  const [read = "", list = "", write = "", remove = ""] = toolNames(random, 4);
  const odd = (tool: string): string =>
    tool.replace("_", random.pick([".", "/", ":", " ", "ä", "+"]));
  return {
    name,
    for: whom,
    package: `@example/${name}-mcp`,
    reviewed: [random.between(0, 9), random.between(0, 30), random.between(1, 30)].join("."),
    env: {
      [`${prefix}_TOKEN`]: madeUpToken(random, `${name}_`),
      [`${prefix}_URL`]: `https://${name}.example:${random.between(1024, 9999)}`,
    },
    secrets: [`${prefix}_TOKEN`],
    tools: {
      [read]: "run",
      [odd(list)]: "run",
      [`${letters(random, 4)}-${letters(random, 3)}`]: "run",
      [odd(write)]: "ask",
      [`${odd(remove)}.all`]: "never",
    },
  };
}
