import { z } from "zod";
import { type Json, parseJson } from "../../base/json.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Fault, type Finding, findingOf, type Judge, show } from "../../exercises/finding.ts";
import { faultOfOutcome } from "../../exercises/outcome.ts";
import {
  connectorFault,
  historyFault,
  offeredIn,
  resultsIn,
  returnFault,
  type SentRequest,
  silence,
} from "./wire.judge.ts";

/** A call that the model made, and what has to come of it. */
export interface ModelCall {
  id: string;
  name: string;
  input: { [field: string]: Json };
  /** What the CRM says to it; `refused`: it must never get there; `any`: only its path counts. */
  expected:
    | { kind: "result"; status: number; body: Json }
    | { kind: "error"; status: number; error: { [field: string]: Json } }
    | { kind: "refused" }
    | { kind: "any" };
}

/** What an answer to 05.4 sent to the API, and what it asked of the CRM. */
export interface PlainToolsEvidence {
  question: string;
  final: string;
  outcome: Outcome;
  calls: readonly ModelCall[];
  requests: readonly SentRequest[];
  /** The paths that were asked of the CRM and that no good call leads to. */
  stray: readonly string[];
}

export const judgePlainTools: Judge<PlainToolsEvidence> = (evidence) => [
  judgeResults(evidence),
  judgeArguments(evidence),
  judgeErrors(evidence),
  judgePath(evidence),
];

/** What is wrong with the calls of a kind; undefined where nothing is. */
function faultOfCalls(
  { calls, requests, outcome }: PlainToolsEvidence,
  kind: ModelCall["expected"]["kind"],
  faultOf: (call: ModelCall, isError: boolean, text: string) => Exclude<Fault, string> | undefined,
): Fault | undefined {
  const results = resultsIn(requests);
  if (requests.length === 0) return silence(requests, outcome);
  const offered = new Set(requests.flatMap(offeredIn));
  for (const call of calls.filter(({ expected }) => expected.kind === kind)) {
    if (!offered.has(call.name))
      return {
        found: `no tool is called ${call.name}`,
        advice: "The names are those in the task: find_companies and account_brief.",
      };
    const result = results.get(call.id);
    const made = `${call.name}(${JSON.stringify(call.input)})`;
    if (result === undefined)
      return {
        found: `no result of ${made} came back`,
        advice:
          "Each tool_use is answered by a tool_result in the next request: toolRunner does that.",
      };
    const fault = faultOf(call, result.isError, result.text);
    if (fault !== undefined) return { ...fault, found: `${made} ${fault.found}` };
  }
  return undefined;
}

function judgeResults(evidence: PlainToolsEvidence): Finding {
  const { outcome, final } = evidence;
  const fault = faultOfCalls(evidence, "result", ({ expected, name }, isError, text) => {
    if (isError)
      return {
        found: `came back as an error: ${text.slice(0, 160)}`,
        advice:
          expected.kind === "result" && expected.status !== 200
            ? `Only a status of 400 or more is an error; this one was ${expected.status}.`
            : `These arguments fit. ${PATHS[name] ?? ""}`.trim(),
      };
    if (expected.kind === "result" && holds(jsonIn(text), expected.body)) return undefined;
    return {
      found: `came back as ${show(text)}`,
      advice:
        jsonIn(text) === undefined
          ? "run returns a text: JSON.stringify of the reply's body."
          : `All of the body comes back, and that of the right path. ${PATHS[name] ?? ""}`.trim(),
    };
  });
  return findingOf(fault ?? returnFault(outcome, final), {
    check: "05.4.results",
    expected: "what the CRM replied comes back as JSON, and the model's answer is returned",
    advice: "run asks get, and returns the reply's body as JSON.",
    all: "it does",
  });
}

const PATHS: Record<string, string> = {
  find_companies:
    "It asks /companies?limit=…&region=…, with limit 10 where none is given, and without region where none is.",
  account_brief: "It asks /companies/ID/brief, with the id encoded.",
};

function judgeArguments(evidence: PlainToolsEvidence): Finding {
  const [stray] = evidence.stray;
  const unfit = faultOfCalls(evidence, "refused", ({ input }, isError, text) =>
    isError
      ? undefined
      : {
          found: `came back as a result: ${show(text)}`,
          advice:
            "limit" in input
              ? 'Say it in inputSchema: limit is a whole number from 1 to 50, and "5" is a text. What it refuses never reaches run.'
              : "Say it in inputSchema: region is one of three texts. What it refuses never reaches run.",
        },
  );
  const fault =
    stray === undefined
      ? undefined
      : {
          found: `the CRM was asked for ${stray}`,
          advice: /\/companies\//.test(stray)
            ? "The model may write anything for an id: encodeURIComponent keeps it one part of the path."
            : "What does not fit must not reach the CRM, and what is missing must not be in the path: say it in inputSchema, with a default for limit.",
        };
  return findingOf(unfit ?? fault, {
    check: "05.4.arguments",
    expected:
      "arguments that do not fit come back as an error, and the CRM is asked for no other path",
    advice: "Say it in inputSchema.",
    all: "so it is",
  });
}

const envelope = z.looseObject({ error: z.record(z.string(), z.json()) });

function judgeErrors(evidence: PlainToolsEvidence): Finding {
  const fault = faultOfCalls(evidence, "error", ({ expected }, isError, text) => {
    if (!isError)
      return {
        found: `came back without is_error: ${show(text)}`,
        advice:
          expected.kind === "error" && expected.status === 400
            ? "A status of 400 is an error, too: from there on throw."
            : "Look at status before you return: what run throws comes back with is_error.",
      };
    const said = envelope.safeParse(jsonIn(text)).data?.error;
    const wanted = expected.kind === "error" ? expected.error : {};
    if (said !== undefined && holds(said, wanted)) return undefined;
    return {
      found: `failed, and came back as ${show(text)}`,
      advice:
        "throw new ToolError(JSON.stringify(body)): of an Error only the message comes back, so all of the body has to be in what you throw.",
    };
  });
  return findingOf(fault, {
    check: "05.4.errors",
    expected: "an error of the CRM comes back with is_error and with every field of its body",
    advice: "Throw a ToolError.",
    all: "it does",
  });
}

function judgePath(evidence: PlainToolsEvidence): Finding {
  const { requests, question, outcome } = evidence;
  const silent = requests.length === 0 ? faultOfOutcome(outcome, "Send the question.") : undefined;
  return findingOf(silent ?? connectorFault(requests) ?? historyFault(requests, question), {
    check: "05.4.direct",
    expected: "no connector, no message threads, the history in each request",
    advice: "As in 05.3: thread: false.",
    all: "so it is",
  });
}

/** The JSON in a text, also with words around it. */
function jsonIn(text: string): Json | undefined {
  for (const part of [text, text.slice(text.indexOf("{"), text.lastIndexOf("}") + 1)]) {
    try {
      return parseJson(part);
    } catch {
      continue;
    }
  }
  return undefined;
}

/** Whether a value holds all of another one: every field, every entry of a list. */
function holds(value: Json | undefined, wanted: Json): boolean {
  if (Array.isArray(wanted)) {
    return (
      Array.isArray(value) &&
      value.length === wanted.length &&
      wanted.every((entry, index) => holds(value[index], entry))
    );
  }
  if (typeof wanted !== "object" || wanted === null) return value === wanted;
  if (typeof value !== "object" || value === null || Array.isArray(value)) return false;
  return Object.entries(wanted).every(([key, part]) => holds(value[key], part));
}
