import { z } from "zod";
import { toolError } from "../../subjects/tool-errors/envelope.ts";
import { type Finding, firstFault, type Judge, show, showWords } from "../../exercises/finding.ts";
import type { Reply } from "../02-resources-catalog/server-view.judge.ts";
import { holds, textIn } from "../../subjects/tool-errors/facts.ts";

/** A call that has to end as an envelope, and what the envelope has to say. */
export interface FailedCall {
  /** What was wrong, in words. */
  about: string;
  code: string;
  field?: string;
  allowed?: readonly string[];
  reply: Reply;
}

/** What one client saw of the learner's server. */
export type CrmView =
  | { client: string; status: "failed"; message: string }
  | {
      client: string;
      status: "connected";
      list: Reply;
      moved: Reply;
      failures: FailedCall[];
      arguments: FailedCall[];
      /** How often the CRM was asked although the arguments did not fit. */
      askedInVain: number;
      unknown: Reply;
    };

/** What clients of both eras and one of the old SDK saw. */
export interface CrmServerEvidence {
  /** The values that the tool takes for its stage. */
  stages: readonly string[];
  /** The deal that was moved, as it is then. */
  deal: { id: string; stage_id: string; title: string; amount_eur: number };
  /** What the CRM said about the move. */
  note: string;
  /** Pieces of what the CRM throws. */
  internals: readonly string[];
  modern: CrmView;
  legacy: CrmView;
  old: CrmView;
}

type Connected = Extract<CrmView, { status: "connected" }>;
type Fault = (view: Connected, evidence: CrmServerEvidence) => string | undefined;

export const judgeCrmServer: Judge<CrmServerEvidence> = (evidence) => {
  const current = [evidence.modern, evidence.legacy];
  return [
    over(evidence, current, faultOfWorking, {
      check: "04.3.works",
      expected:
        "move_deal is listed with the stages it takes and an output schema that shows deal, note and error, and a deal that moved comes back as structuredContent.deal",
      advice:
        "inputSchema: shownInput(input) shows the schema. A tool with an output schema returns structuredContent.",
    }),
    over(evidence, current, faultOfFacts, {
      check: "04.3.same-facts",
      expected:
        "id, stage, title and amount of the deal and the note, each in the text and in structuredContent; the text of an error as toResult made it",
      advice:
        "One host drops the text of a success and the structured content of a failure, another shows text only. JSON.stringify is a fine text.",
    }),
    over(evidence, current, (view, { internals }) => faultOfCalls(view.failures, internals), {
      check: "04.3.failures",
      expected: "isError and the envelope, when the CRM says no and when moveDeal throws",
      advice:
        "What a handler throws reaches the client word for word. Catch it, and return await toResult(…).",
    }),
    over(evidence, current, faultOfArguments, {
      check: "04.3.arguments",
      expected:
        "the envelope VALIDATION with the field, and the allowed values where it takes few; the CRM is not asked",
      advice:
        "The SDK answers wrong arguments by itself, in plain text, unless its schema lets them through.",
    }),
    over(evidence, current, faultOfUnknown, {
      check: "04.3.protocol",
      expected: "calling a tool that is not there gives the JSON-RPC error -32602",
      advice: "McpServer does that by itself. Leave its handlers as they are.",
    }),
    over(evidence, [evidence.old], faultOfOld, {
      check: "04.3.old-client",
      expected:
        "a client of SDK v1, which checks structuredContent of errors too, sees every result",
      advice:
        "outputSchema has to fit both: an object with deal, note and error, all three optional.",
    }),
  ];
};

function over(
  evidence: CrmServerEvidence,
  views: readonly CrmView[],
  fault: Fault,
  words: { check: string; expected: string; advice: string },
): Finding {
  const faultOf = (view: CrmView): string | undefined => {
    const found =
      view.status === "connected"
        ? fault(view, evidence)
        : `no connection: ${showWords(view.message)}`;
    return found && `${view.client}: ${found}`;
  };
  return firstFault(views, faultOf, {
    ...words,
    none: "no client connected",
    all: "that, for every client",
  });
}

const anyObject = z.record(z.string(), z.unknown());
const listing = z.object({ tools: z.array(z.looseObject({ name: z.string() })) });
const deal = z.looseObject({ id: z.string(), stage_id: z.string() });
const success = z.looseObject({
  isError: z.literal(false).optional(),
  structuredContent: z.looseObject({ deal }),
});
const failure = z.looseObject({
  isError: z.literal(true),
  content: z.array(z.looseObject({ type: z.string() })).min(1),
  structuredContent: z.looseObject({ error: toolError }),
});

function describeReply(reply: Reply): string {
  return reply.status === "error"
    ? `the protocol error ${reply.code}: ${show(reply.message)}`
    : show(reply.result);
}

const faultOfWorking: Fault = (view, { stages, deal: right }) => {
  const listed = listing.safeParse(view.list.status === "result" ? view.list.result : null);
  const tool = listed.data?.tools.find(({ name }) => name === "move_deal");
  if (tool === undefined) return `the listing has no move_deal: ${describeReply(view.list)}`;
  const shown = JSON.stringify(tool.inputSchema ?? null);
  const hidden = ["deal_id", "stage_id", ...stages].find((word) => !shown.includes(`"${word}"`));
  if (hidden !== undefined) return `its input schema does not show ${show(hidden)}: ${shown}`;
  if (tool.outputSchema === undefined) return "it is listed without an output schema";
  const names = propertiesIn(tool.outputSchema);
  const unnamed = ["deal", "note", "error", "id", "stage_id"].find((name) => !names.includes(name));
  if (unnamed !== undefined) return `its output schema shows no ${unnamed}`;
  const result = success.safeParse(view.moved.status === "result" ? view.moved.result : null);
  const moved = result.data?.structuredContent.deal;
  const same = moved?.id === right.id && moved.stage_id === right.stage_id;
  return same ? undefined : `moving ${right.id} gives ${describeReply(view.moved)}`;
};

/** The names of all properties that a JSON Schema shows, at any depth. */
function propertiesIn(schema: unknown): string[] {
  if (Array.isArray(schema)) return schema.flatMap(propertiesIn);
  const parts = anyObject.safeParse(schema).data ?? {};
  const own = Object.keys(anyObject.safeParse(parts.properties).data ?? {});
  return [...own, ...Object.values(parts).flatMap(propertiesIn)];
}

/** The texts and numbers in a value, at any depth. */
function factsIn(value: unknown): (string | number)[] {
  if (typeof value === "string" || typeof value === "number") return [value];
  return typeof value === "object" && value !== null ? Object.values(value).flatMap(factsIn) : [];
}

/** A result that is no result, or has no envelope, is another check's matter, but one is needed. */
const faultOfFacts: Fault = (view, { deal: right, note }) => {
  if (view.moved.status === "error") return describeReply(view.moved);
  const facts = [...factsIn(right), note];
  const missing = missingFact(view.moved.result, facts);
  if (missing !== undefined) return `when a deal moved, ${missing}`;
  const failed = view.failures.flatMap(({ about, reply }) => {
    const given = failure.safeParse(reply.status === "result" ? reply.result : null).data;
    return given === undefined ? [] : [{ about, given }];
  });
  if (failed.length === 0) return "no failure came as an envelope";
  for (const { about, given } of failed) {
    const lost = missingFact(given, factsIn(given.structuredContent));
    if (lost !== undefined) return `${about}, ${lost}`;
  }
  return undefined;
};

function missingFact(result: unknown, facts: readonly (string | number)[]): string | undefined {
  const { content, structuredContent } = anyObject.safeParse(result).data ?? {};
  const text = textIn(content);
  const unsaid = facts.find((fact) => !holds(text, fact));
  if (unsaid !== undefined) return `the text has no ${show(unsaid)}: ${show(text)}`;
  const structured = factsIn(structuredContent);
  const left = facts.find((fact) => !structured.includes(fact));
  if (structuredContent === undefined || left === undefined) return undefined;
  return `structuredContent has no ${show(left)}`;
}

function faultOfCalls(
  calls: readonly FailedCall[],
  internals: readonly string[],
): string | undefined {
  for (const { about, code, field, allowed = [], reply } of calls) {
    const said = `${about}: ${describeReply(reply)}`;
    const given = failure.safeParse(reply.status === "result" ? reply.result : null).data;
    if (given === undefined) return said;
    const { error } = given.structuredContent;
    if (error.code !== code) return `${about} has the code ${error.code}, not ${code}`;
    if (field !== undefined && error.field !== field) return `${about}: field ${show(error.field)}`;
    if (allowed.some((value) => error.allowed?.includes(value) !== true)) {
      return `${about}: allowed is ${show(error.allowed)}`;
    }
    const leaked = internals.find((piece) => JSON.stringify(reply).includes(piece));
    if (leaked !== undefined) return `${about} shows ${show(leaked)}`;
  }
  return calls.length === 0 ? "nothing failed" : undefined;
}

const faultOfArguments: Fault = (view) => {
  const fault = faultOfCalls(view.arguments, []);
  if (fault !== undefined) return fault;
  return view.askedInVain === 0 ? undefined : `the CRM was asked ${view.askedInVain} times`;
};

const faultOfUnknown: Fault = ({ unknown }) =>
  unknown.status === "error" && unknown.code === -32_602 ? undefined : describeReply(unknown);

/** What the results are is judged by the other checks; here only that they arrive. */
const faultOfOld: Fault = ({ list, moved, failures }) => {
  if (list.status === "error") return `it cannot list the tools: ${showWords(list.message)}`;
  if (moved.status === "error") return `when a deal moved: ${describeReply(moved)}`;
  const lost = failures.find(({ reply }) => reply.status === "error");
  return lost === undefined ? undefined : `${lost.about}: ${describeReply(lost.reply)}`;
};
