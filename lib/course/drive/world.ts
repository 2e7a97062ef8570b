import type { Json } from "../json.ts";
import { createRehearsal } from "../../rehearsal/rehearsal.ts";
import { Trace } from "../../session/trace.ts";

/** What a drive gives to an answer to work with. Everything in it is made anew for each variant. */
export interface World {
  /** Answers the learner's requests to the Messages API, and records them. */
  fetch: (request: Request) => Promise<Response>;
  /** What was sent and what came back. */
  trace: Trace;
}

/** A fresh rehearsal world. */
export function createWorld(): World {
  const trace = new Trace("rehearsal");
  const rehearsal = createRehearsal({ onMcp: (call) => trace.record(call) });
  return { fetch: trace.through(rehearsal), trace };
}

/** The JSON bodies that reached `POST /v1/messages`. */
export function messagesRequests(trace: Trace): Json[] {
  return trace
    .of("api-request")
    .filter((request) => request.path.startsWith("/v1/messages"))
    .map((request) => request.body);
}
