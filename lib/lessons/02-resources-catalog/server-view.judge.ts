import type { Json } from "../../base/json.ts";
import { type Fault, type Finding, firstFault, show, showWords } from "../../exercises/finding.ts";

/** The code of an error that no server sent: the client could not take the reply, or none came. */
export const NO_REPLY = 0;

/** How one request to the learner's server ended. */
export type Reply =
  | { status: "result"; result: Json }
  | { status: "error"; code: number; message: string; data: Json };

export function describeReply(reply: Reply): string {
  return reply.status === "error"
    ? `the error ${reply.code}: ${show(reply.message)}`
    : show(reply.result);
}

/** The result, or null where the request failed. */
export function resultOf(reply: Reply): Json {
  return reply.status === "result" ? reply.result : null;
}

/** What a client of one era saw of the learner's server. */
export type View<Seen> =
  | { era: string; status: "failed"; message: string }
  | (Seen & { era: string; status: "connected" });

/** The first fault over the clients of both eras, as a finding. */
export function firstFaultSeen<Seen, Evidence extends { views: readonly View<Seen>[] }>(
  evidence: Evidence,
  fault: (seen: Seen, evidence: Evidence) => Fault | undefined,
  words: Pick<Finding, "check" | "expected" | "advice">,
): Finding {
  const faultOf = (view: View<Seen>): Fault | undefined =>
    view.status === "failed" ? noConnection(view) : fault(view, evidence);
  return firstFault(evidence.views, faultOf, {
    ...words,
    about: ({ era }) => `${era} client: `,
    none: "nobody looked",
    all: "that, for clients of both eras",
  });
}

function noConnection({ message }: { message: string }): Fault {
  return {
    found: `no connection: ${showWords(message)}`,
    advice:
      "First the function has to return a new McpServer, each time it is called: fix what the message names, or see whether `return server;` is missing.",
  };
}
