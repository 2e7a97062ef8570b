import { z } from "zod";
import { RESULT_VIEWS, toolResult } from "../../subjects/hosts/result-views.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Fault, type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import { faultOfOutcome } from "../../exercises/outcome.ts";
import { holds, saidOfNothing } from "../../subjects/tool-errors/facts.ts";

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
type FaultOf = (result: Result, one: ToResultCase) => Fault | undefined;

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
    over(filled, faultOfHalves, {
      check: "07.1.halves",
      expected: "a success with rows fills both halves: the text, and structuredContent",
      advice: "The text alone reaches every model, and no program. The other half is an object.",
    }),
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
  faultOf: FaultOf,
  words: { check: string; expected: string; advice: string },
): Finding {
  const told = (one: ToResultCase): Fault | undefined => {
    const { outcome } = one;
    const returned = outcome.status === "returned" ? outcome.value : undefined;
    const result = toolResult.safeParse(returned);
    return result.success
      ? faultOf(result.data, one)
      : faultOfOutcome(outcome, adviceOnShape(returned));
  };
  return firstFault(cases, told, {
    ...words,
    about: ({ found }) => `for ${show(found)}: `,
    none: "nothing was asked",
    all: "so it is",
  });
}

function adviceOnShape(returned: unknown): string {
  const { structuredContent } = z.looseObject({}).catch({}).parse(returned);
  return Array.isArray(structuredContent)
    ? "structuredContent is an object, never a list: { rows }."
    : 'A result has content, a list of blocks such as { type: "text", text }.';
}

/** The first host in whose view of a result something is wrong. */
function inHosts(
  hosts: readonly View[],
  faultIn: (text: string, one: ToResultCase) => Fault | undefined,
): FaultOf {
  return (result, one) => {
    for (const { host, view } of hosts) {
      const { text } = view(result);
      const why = faultIn(text, one);
      if (why === undefined) continue;
      const handed = `${host} hands on ${show(text)}, `;
      return typeof why === "string" ? handed + why : { ...why, found: handed + why.found };
    }
    return undefined;
  };
}

const missingIn = (text: string, { found }: ToResultCase): string | number | undefined => {
  const facts =
    "rows" in found ? found.rows.flatMap((row) => Object.values(row)) : Object.values(found.error);
  return facts.find((fact) => !says(text, fact));
};

function faultOfFacts(text: string, one: ToResultCase): Fault | undefined {
  const missing = missingIn(text, one);
  if (missing === undefined) return faultOfNothing(text, one);
  const without = `without ${show(missing)}`;
  const isWait = "error" in one.found && missing === one.found.error.retry_after_ms;
  return isWait
    ? {
        found: without,
        advice: "The text of a failure says how long to wait, in ms or in seconds.",
      }
    : without;
}

function faultOfNothing(text: string, { found }: ToResultCase): Fault | undefined {
  const nothing = saidOfNothing(text, found);
  if (nothing === undefined) return undefined;
  return {
    found: `which says ${nothing}`,
    advice: "A model takes that for a value. Leave out what is not there: rows and errors differ.",
  };
}

/** What is in a half that is there, the hosts' checks say. */
const faultOfHalves: FaultOf = ({ structuredContent }) =>
  structuredContent === undefined ? "it has no structuredContent" : undefined;

/** A wait of whole seconds may be told in seconds. */
function says(text: string, fact: string | number): boolean {
  return holds(text, fact) || (typeof fact === "number" && holds(text, fact / 1000));
}

function faultOfSilence(text: string): string | undefined {
  return text.trim() === "" ? "which is blank" : undefined;
}

function faultOfMark({ isError = false }: Result, { found }: ToResultCase): Fault | undefined {
  if (isError === "error" in found) return undefined;
  return {
    found: `isError is ${isError}`,
    advice: isError
      ? "Rows are a success, also where there are none."
      : "By isError the model knows that it has to try something else.",
  };
}
