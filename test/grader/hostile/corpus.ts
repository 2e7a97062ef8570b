import { inTurn } from "../../turns.ts";
import {
  type CodeCase,
  forgingCases,
  handingCases,
  networkCases,
  pipeCases,
  readingCases,
} from "./code-cases.ts";
import { compilerCases, hoardingCases, lingeringCases, lookingCases } from "./machine-cases.ts";
import { resourceCases, tryingCases } from "./resource-cases.ts";
import {
  madeUpCases,
  nestedCases,
  partingCases,
  tellingCases,
  wireCases,
} from "./telling-cases.ts";

/** Cases that share a notebook, since they leave its process as it was, and those that need one each. */
interface Cases {
  sharing: CodeCase[];
  apart: CodeCase[];
}

/**
 * Every case, by the file that describes it.
 *
 * @param places of this machine that a case must not read
 * @param port of a server of this machine that a case must not reach
 */
export function casesBy(
  places: Parameters<typeof readingCases>[0],
  port: number,
): Readonly<Record<string, Cases>> {
  return {
    "code-cases.ts": {
      sharing: [...readingCases(places), ...networkCases(port), ...handingCases],
      apart: [...forgingCases, ...pipeCases],
    },
    "machine-cases.ts": {
      sharing: lookingCases(places.class),
      apart: [...compilerCases, ...hoardingCases, ...lingeringCases],
    },
    "resource-cases.ts": { sharing: tryingCases, apart: resourceCases },
    "telling-cases.ts": {
      sharing: [...tellingCases, ...nestedCases, ...wireCases],
      apart: [...partingCases, ...madeUpCases],
    },
  };
}

/** Those whose turn it is, of each file; of what never ends there is always some. */
export function inTurnOf(corpus: ReturnType<typeof casesBy>, how: keyof Cases): CodeCase[] {
  return Object.entries(corpus).flatMap(([file, cases]) => {
    const files = (): string[] => [`test/grader/hostile/${file}`];
    const others = cases[how].filter((one) => !isEndless(one));
    return [
      ...inTurn(others, { name: `${file}, ${how}`, of: 8, files }),
      ...inTurn(cases[how].filter(isEndless), { name: `${file}, endless`, of: 4, files }),
    ];
  });
}

/** Whether it is ended by a limit of time, at the earliest. */
export function isEndless({ said, hangs = false }: CodeCase): boolean {
  return hangs || (said?.source.includes("time-limit") ?? false);
}
