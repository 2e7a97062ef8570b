import { z } from "zod";
import { type Json, parseJson } from "../../base/json.ts";
import type { Outcome } from "../../exercises/answer.ts";
import { type Finding, type Judge, show } from "../../exercises/finding.ts";
import { describeOutcome } from "../../exercises/outcome.ts";
import { connectorIn, historyFault, offeredIn, resultsIn, type SentRequest } from "./wire.judge.ts";

/** A call that the model made, and what has to come of it. */
export interface ModelCall {
  id: string;
  name: string;
  input: { [field: string]: Json };
  /** What the CRM says to it; `refused`: it must never get there; `any`: only its path counts. */
  expected:
    | { kind: "result"; body: Json }
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

/** What is wrong with the calls of a kind, in words; undefined where nothing is. */
function faultOfCalls(
  { calls, requests, outcome }: PlainToolsEvidence,
  kind: ModelCall["expected"]["kind"],
  fault: (call: ModelCall, isError: boolean, text: string) => string | undefined,
): string | undefined {
  const results = resultsIn(requests);
  if (requests.length === 0) return `no request reached the API: ${describeOutcome(outcome)}`;
  const offered = new Set(requests.flatMap(offeredIn));
  for (const call of calls.filter(({ expected }) => expected.kind === kind)) {
    if (!offered.has(call.name)) return `no tool is called ${call.name}`;
    const result = results.get(call.id);
    const made = `${call.name}(${JSON.stringify(call.input)})`;
    if (result === undefined) return `no result of ${made} came back`;
    const found = fault(call, result.isError, result.text);
    if (found !== undefined) return `${made} ${found}`;
  }
  return undefined;
}

function judgeResults(evidence: PlainToolsEvidence): Finding {
  const { outcome, final } = evidence;
  const returned = outcome.status === "returned" ? outcome.value : undefined;
  const answered = typeof returned === "string" && returned.includes(final);
  const fault =
    faultOfCalls(evidence, "result", ({ expected }, isError, text) => {
      if (isError) return `came back as an error: ${text.slice(0, 160)}`;
      const same = expected.kind === "result" && holds(jsonIn(text), expected.body);
      return same ? undefined : `came back as ${show(text)}`;
    }) ?? (answered ? undefined : describeOutcome(outcome));
  return {
    check: "05.4.results",
    passed: fault === undefined,
    expected: "what the CRM replied comes back as JSON, and the model's answer is returned",
    found: fault ?? "it does",
    advice:
      "find_companies asks /companies?region=…&limit=…, account_brief asks /companies/ID/brief.",
  };
}

function judgeArguments(evidence: PlainToolsEvidence): Finding {
  const [stray] = evidence.stray;
  const fault =
    faultOfCalls(evidence, "refused", (_call, isError, text) =>
      isError ? undefined : `came back as a result: ${show(text)}`,
    ) ?? (stray === undefined ? undefined : `the CRM was asked for ${stray}`);
  return {
    check: "05.4.arguments",
    passed: fault === undefined,
    expected:
      "arguments that do not fit come back as an error, and the CRM is asked for no other path",
    found: fault ?? "so it is",
    advice:
      "Say it in inputSchema: an enum for region, whole numbers from 1 to 50 for limit. And encodeURIComponent the id: the model may write anything.",
  };
}

const envelope = z.looseObject({ error: z.record(z.string(), z.json()) });

function judgeErrors(evidence: PlainToolsEvidence): Finding {
  const fault = faultOfCalls(evidence, "error", ({ expected }, isError, text) => {
    if (!isError) return `came back without is_error: ${show(text)}`;
    const said = envelope.safeParse(jsonIn(text)).data?.error;
    const wanted = expected.kind === "error" ? expected.error : {};
    return said !== undefined && holds(said, wanted)
      ? undefined
      : `failed, and came back as ${show(text)}`;
  });
  return {
    check: "05.4.errors",
    passed: fault === undefined,
    expected: "an error of the CRM comes back with is_error and with every field of its body",
    found: fault ?? "it does",
    advice: "throw new ToolError(JSON.stringify(body)): an Error would carry its message only.",
  };
}

function judgePath(evidence: PlainToolsEvidence): Finding {
  const { requests, question } = evidence;
  const used = requests.flatMap((request) => connectorIn(request) ?? [])[0];
  const fault = used === undefined ? historyFault(requests, question) : `a request has ${used}`;
  return {
    check: "05.4.direct",
    passed: fault === undefined,
    expected: "no connector, no message threads, the history in each request",
    found: fault ?? "so it is",
    advice: "As in 05.3: thread: false.",
  };
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
