import { z } from "zod";
import { toolError } from "../../subjects/tool-errors/envelope.ts";
import { type Finding, firstFault, type Judge, show } from "../../exercises/finding.ts";
import type { Reply } from "../02-resources-catalog/server-view.judge.ts";

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
  deal: { id: string; stage_id: string };
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
        "move_deal is listed with the stages it takes and with an output schema, and a deal that moved comes back as structuredContent.deal",
      advice:
        "inputSchema: shownInput(input) shows the schema. A tool with an output schema returns structuredContent.",
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
        "a client of SDK v1, which checks structuredContent of errors too, sees every envelope",
      advice: "outputSchema has to fit both: an object with deal and error, both optional.",
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
      view.status === "connected" ? fault(view, evidence) : `no connection: ${view.message}`;
    return found && `${view.client}: ${found}`;
  };
  return firstFault(views, faultOf, {
    ...words,
    none: "no client connected",
    all: "that, for every client",
  });
}

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
  const result = success.safeParse(view.moved.status === "result" ? view.moved.result : null);
  const moved = result.data?.structuredContent.deal;
  const same = moved?.id === right.id && moved.stage_id === right.stage_id;
  return same ? undefined : `moving ${right.id} gives ${describeReply(view.moved)}`;
};

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

/** What the failures are is judged by the other checks; here only that they arrive. */
const faultOfOld: Fault = ({ list, failures }) => {
  if (list.status === "error") return `it cannot list the tools: ${list.message}`;
  const lost = failures.find(({ reply }) => reply.status === "error");
  return lost === undefined ? undefined : `${lost.about}: ${describeReply(lost.reply)}`;
};
