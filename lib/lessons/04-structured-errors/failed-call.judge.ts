import { z } from "zod";
import { type Fault, show } from "../../exercises/finding.ts";
import { toolError } from "../../subjects/tool-errors/envelope.ts";
import type { Reply } from "../02-resources-catalog/server-view.judge.ts";

/** A call that has to end as an envelope, and what the envelope has to say. */
export interface FailedCall {
  /** What was wrong, in words. */
  about: string;
  code: string;
  field?: string;
  allowed?: readonly string[];
  /** Each argument that did not fit. */
  issues?: readonly string[];
  reply: Reply;
}

/** A result that is an error with its envelope. */
export const failedResult = z.looseObject({
  isError: z.literal(true),
  content: z.array(z.looseObject({ type: z.string() })).min(1),
  structuredContent: z.looseObject({ error: toolError }),
});

/** What a client was told, in words. */
export function describeReply(reply: Reply): string {
  return reply.status === "error"
    ? `the protocol error ${reply.code}: ${show(reply.message)}`
    : show(reply.result);
}

/** What is wrong with a call that has to end as an envelope. */
type CallFault = "no-envelope" | "code" | "field" | "allowed" | "issues" | "leak";

/** The first of some calls that did not end as it has to. */
export function faultOfCalls(
  calls: readonly FailedCall[],
  internals: readonly string[],
  advise: (fault: CallFault, call: FailedCall) => string,
): Fault | undefined {
  for (const call of calls) {
    const fault = faultOfCall(call, internals);
    if (fault !== undefined) return { found: fault.found, advice: advise(fault.kind, call) };
  }
  return calls.length === 0 ? "nothing failed" : undefined;
}

function faultOfCall(
  { about, code, field, allowed = [], issues = [], reply }: FailedCall,
  internals: readonly string[],
): { kind: CallFault; found: string } | undefined {
  const given = failedResult.safeParse(reply.status === "result" ? reply.result : null).data;
  const leaked = internals.find((piece) => JSON.stringify(reply).includes(piece));
  if (leaked !== undefined) return { kind: "leak", found: `${about} shows ${show(leaked)}` };
  if (given === undefined)
    return { kind: "no-envelope", found: `${about}: ${describeReply(reply)}` };
  const { error } = given.structuredContent;
  if (error.code !== code)
    return { kind: "code", found: `${about} has the code ${error.code}, not ${code}` };
  if (field !== undefined && error.field !== field)
    return { kind: "field", found: `${about}: field ${show(error.field)}` };
  if (allowed.some((value) => error.allowed?.includes(value) !== true))
    return { kind: "allowed", found: `${about}: allowed is ${show(error.allowed)}` };
  const named = error.issues?.map((issue) => issue.field) ?? [];
  const unnamed = issues.find((name) => !named.includes(name));
  return unnamed === undefined
    ? undefined
    : { kind: "issues", found: `${about}: the issues name ${show(named)}, not ${unnamed}` };
}

/** What to do where the CRM failed, and the call did not end as it has to. */
export function adviseOnFailure(fault: CallFault, { code }: FailedCall): string {
  if (fault === "leak")
    return 'What a handler throws reaches the client word for word. Catch it, and return await toResult({ kind: "bug" }).';
  if (code === "INTERNAL")
    return 'Put the call of moveDeal into try: what it throws is a failure of kind "bug".';
  return fault === "code"
    ? "moved.failure says what failed: hand that to toResult, and nothing else."
    : "Where moved.status is failed, return await toResult(moved.failure), and that as it is.";
}

/** What to do where the arguments did not fit, and the call did not end as it has to. */
export function adviseOnArguments(fault: CallFault, { field = "" }: FailedCall): string {
  switch (fault) {
    case "field":
      return `An issue's field is the path of the argument, here ${field}: argumentIssues(parsed.error) gives it.`;
    case "allowed":
      return "An issue has allowed: the values that the argument takes. argumentIssues(parsed.error) gives them.";
    case "issues":
      return "Hand on every issue: a model that reads of one argument at a time needs a call for each.";
    case "code":
      return 'The kind of the failure is "invalid-arguments".';
    default:
      return "The SDK answers wrong arguments by itself, in plain text, unless its schema lets them through: shownInput(input) does. Then check them in the handler.";
  }
}
