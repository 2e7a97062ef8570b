import type { Json } from "../json.ts";
import { createRehearsal, type Servers } from "../../rehearsal/rehearsal.ts";
import { Trace } from "../../session/trace.ts";

/** What a drive gives to an answer to work with. Everything in it is made anew for each variant. */
export interface World {
  /** Answers the learner's requests to the Messages API, and records them. */
  fetch: (request: Request) => Promise<Response>;
  /** What was sent and what came back. */
  trace: Trace;
}

/** How a world differs from the one that a notebook has. */
export interface WorldOptions {
  /** The MCP servers there are, by public address. Default: the rehearsed Hub. */
  servers?: Servers;
  /** MCP iterations per request before the rehearsed API pauses the turn. */
  iterationLimit?: number;
  /** Stands in for the rehearsed Messages API, for replies that it never gives by itself. */
  api?: (request: Request) => Promise<Response>;
}

/** A fresh rehearsal world. */
export function createWorld(options: WorldOptions = {}): World {
  const trace = new Trace("rehearsal");
  const { api, ...rehearsal } = options;
  const fetch = api ?? createRehearsal({ ...rehearsal, onMcp: (call) => trace.record(call) });
  return { fetch: trace.through(fetch), trace };
}

/** The JSON bodies that reached `POST /v1/messages`. */
export function messagesRequests(trace: Trace): Json[] {
  return trace
    .of("api-request")
    .filter((request) => request.path.startsWith("/v1/messages"))
    .map((request) => request.body);
}
