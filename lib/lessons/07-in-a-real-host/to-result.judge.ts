import type { z } from "zod";
import { RESULT_VIEWS, toolResult } from "../../subjects/hosts/result-views.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";
import { holds } from "../../subjects/tool-errors/facts.ts";

/** What a tool found, or why it failed. */
export type Found =
  | { rows: Record<string, string | number>[] }
  | { error: { code: string; message: string; hint?: string; retry_after_ms?: number } };

/** What `toResult` made of what tools found. */
export interface ToResultCase {
  found: Found;
  outcome: Outcome;
}

type Result = z.infer<typeof toolResult>;
type View = (typeof RESULT_VIEWS)[number];
type Fault = (result: Result, one: ToResultCase) => string | undefined;

/** For each host its check, in the order of the views. */
const HOST_CHECKS: readonly { check: string; advice: string }[] = [
  {
    check: "07.1.claude-code",
    advice:
      "Where a success has structuredContent, Claude Code hands on that and drops the text: it has to hold everything.",
  },
  {
    check: "07.1.helper",
    advice:
      "mcpTools hands on content, and throws at a resource_link: write an address into the text.",
  },
  {
    check: "07.1.connector",
    advice: "The connector hands on blocks of type text, and nothing of structuredContent.",
  },
];

export const judgeToResult: Judge<ToResultCase[]> = (cases) => {
  const filled = cases.filter(({ found }) => "rows" in found && found.rows.length > 0);
  const empty = cases.filter(({ found }) => "rows" in found && found.rows.length === 0);
  const failed = cases.filter(({ found }) => "error" in found);
  return [
    ...HOST_CHECKS.map((words, at) =>
      over(filled, inHosts(RESULT_VIEWS.slice(at, at + 1), faultOfFacts), {
        ...words,
        expected: `every value of every row is in what ${RESULT_VIEWS[at]?.host} hands on`,
      }),
    ),
    over(empty, inHosts(RESULT_VIEWS, faultOfSilence), {
      check: "07.1.empty",
      expected: "of no rows, every host hands on something that is not blank",
      advice: "The text of an empty list is easily empty, too. Say that there are none.",
    }),
    over(failed, inHosts(RESULT_VIEWS, faultOfFacts), {
      check: "07.1.failure",
      expected: "of a failure, every host hands on code, message, hint and wait",
      advice:
        "Where isError is true, Claude Code hands on the text and drops structuredContent. The others have only the text anyway.",
    }),
    over(cases, faultOfMark, {
      check: "07.1.marked",
      expected: "isError: true for a failure, and for nothing else",
      advice: "isError tells the model that it has to try something else.",
    }),
  ];
};

function over(
  cases: readonly ToResultCase[],
  fault: Fault,
  words: { check: string; expected: string; advice: string },
): Finding {
  const faultOf = (one: ToResultCase): string | undefined => {
    const { found, outcome } = one;
    const returned = outcome.status === "returned" ? outcome.value : undefined;
    const result = toolResult.safeParse(returned);
    const why = result.success ? fault(result.data, one) : describeOutcome(outcome);
    return why && `for ${show(found)}: ${why}`;
  };
  return firstFault(cases, faultOf, { ...words, none: "nothing was asked", all: "so it is" });
}

/** The first host in whose view of a result something is wrong. */
function inHosts(
  hosts: readonly View[],
  fault: (text: string, one: ToResultCase) => string | undefined,
): Fault {
  return (result, one) => {
    for (const { host, view } of hosts) {
      const { text } = view(result);
      const why = fault(text, one);
      if (why !== undefined) return `${host} hands on ${show(text)}, ${why}`;
    }
    return undefined;
  };
}

function faultOfFacts(text: string, { found }: ToResultCase): string | undefined {
  const facts =
    "rows" in found ? found.rows.flatMap((row) => Object.values(row)) : Object.values(found.error);
  const missing = facts.find((fact) => !says(text, fact));
  return missing === undefined ? undefined : `without ${show(missing)}`;
}

/** A wait of whole seconds may be told in seconds. */
function says(text: string, fact: string | number): boolean {
  return holds(text, fact) || (typeof fact === "number" && holds(text, fact / 1000));
}

function faultOfSilence(text: string): string | undefined {
  return text.trim() === "" ? "which is blank" : undefined;
}

function faultOfMark({ isError = false }: Result, { found }: ToResultCase): string | undefined {
  return isError === "error" in found ? undefined : `isError is ${isError}`;
}
