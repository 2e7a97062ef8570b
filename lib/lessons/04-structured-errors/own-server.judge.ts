import { countText } from "../../base/counted.ts";
import { z } from "zod";
import {
  type Fault,
  type Finding,
  firstFault,
  type Judge,
  showWords,
} from "../../exercises/finding.ts";
import {
  adviseOnArguments,
  adviseOnFailure,
  describeReply,
  type FailedCall,
  faultOfCalls,
} from "./failed-call.judge.ts";
import type { Reply } from "../02-resources-catalog/server-view.judge.ts";
import { faultOfListing } from "./listed-tool.judge.ts";
import { factsIn, faultOfFacts } from "./same-facts.judge.ts";

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
      /** How often the CRM was asked beyond once for each call whose arguments fit. */
      askedAgain: number;
      /** How often the CRM was asked although the arguments did not fit. */
      askedWrongly: number;
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
type FaultOf = (view: Connected, evidence: CrmServerEvidence) => Fault | undefined;

export const judgeCrmServer: Judge<CrmServerEvidence> = (evidence) => {
  const current = [evidence.modern, evidence.legacy];
  return [
    over(evidence, current, faultOfWorking, {
      check: "04.3.works",
      expected:
        "move_deal is listed with the stages it takes and an output schema that shows deal, note and error, and a deal that moved comes back as structuredContent.deal",
      advice: "A tool with an output schema returns structuredContent: here deal and note.",
    }),
    over(evidence, current, faultOfSameFacts, {
      check: "04.3.same-facts",
      expected:
        "id, stage, title and amount of the deal and the note, each in the text and in structuredContent; the text of an error as toResult made it",
      advice:
        "One host drops the text of a success and the structured content of a failure, another shows text only: each has to hold everything.",
    }),
    over(
      evidence,
      current,
      (view, { internals }) => faultOfCalls(view.failures, internals, adviseOnFailure),
      {
        check: "04.3.failures",
        expected: "isError and the envelope, when the CRM says no and when moveDeal throws",
        advice: "Whatever goes wrong, the tool returns await toResult(failure), and that as it is.",
      },
    ),
    over(evidence, current, faultOfArguments, {
      check: "04.3.arguments",
      expected:
        "the envelope VALIDATION with the field, and the allowed values where it takes few; all fields where several are wrong; the CRM is not asked",
      advice: 'Wrong arguments end as toResult({ kind: "invalid-arguments", issues }).',
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
        "outputSchema has to fit a success and an error, whole: an object with deal, note and error, all three optional.",
    }),
  ];
};

function over(
  evidence: CrmServerEvidence,
  views: readonly CrmView[],
  fault: FaultOf,
  words: { check: string; expected: string; advice: string },
): Finding {
  const faultOf = (view: CrmView): Fault | undefined =>
    view.status === "connected" ? fault(view, evidence) : noConnection(view.message);
  return firstFault(views, faultOf, {
    ...words,
    about: ({ client }) => `${client}: `,
    none: "no client connected",
    all: "that, for every client",
  });
}

const noConnection = (message: string): Fault => ({
  found: `no connection: ${showWords(message)}`,
  advice: "The factory has to return the McpServer that it made.",
});

const deal = z.looseObject({ id: z.string(), stage_id: z.string() });
const success = z.looseObject({
  isError: z.literal(false).optional(),
  structuredContent: z.looseObject({ deal }),
});

const faultOfWorking: FaultOf = (view, { stages, deal: right }) =>
  faultOfListing(view.list, stages) ?? movedFault(view.moved, right) ?? againFault(view.askedAgain);

function movedFault(reply: Reply, right: CrmServerEvidence["deal"]): string | undefined {
  const result = success.safeParse(reply.status === "result" ? reply.result : null);
  const moved = result.data?.structuredContent.deal;
  const same = moved?.id === right.id && moved.stage_id === right.stage_id;
  return same ? undefined : `moving ${right.id} gives ${describeReply(reply)}`;
}

const againFault = (times: number): Fault | undefined =>
  times <= 0
    ? undefined
    : {
        found: `moveDeal was called ${countText(times, "time")} more than the tool`,
        advice: "Call moveDeal once and keep what it says: each call may move the deal.",
      };

const faultOfSameFacts: FaultOf = ({ moved, failures }, { deal: right, note }) =>
  faultOfFacts(moved, [...factsIn(right), note], failures);

const faultOfArguments: FaultOf = (view) => {
  const fault = faultOfCalls(view.arguments, [], adviseOnArguments);
  if (fault !== undefined || view.askedWrongly === 0) return fault;
  return {
    found: `moveDeal was called ${countText(view.askedWrongly, "time")} with arguments that do not fit`,
    advice: "input.safeParse(args) comes first; moveDeal is called with what it gave.",
  };
};

const faultOfUnknown: FaultOf = ({ unknown }) =>
  unknown.status === "error" && unknown.code === -32_602 ? undefined : describeReply(unknown);

/** What the results are is judged by the other checks; here only that they arrive. */
const faultOfOld: FaultOf = ({ list, moved, failures }) => {
  if (list.status === "error") return `it cannot list the tools: ${showWords(list.message)}`;
  if (moved.status === "error")
    return {
      found: `when a deal moved: ${describeReply(moved)}`,
      advice: "What comes back of a deal that moved does not fit your outputSchema.",
    };
  const lost = failures.find(({ reply }) => reply.status === "error");
  return lost === undefined ? undefined : `${lost.about}: ${describeReply(lost.reply)}`;
};
