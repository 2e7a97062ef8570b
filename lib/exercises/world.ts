import { tmpdir } from "node:os";
import type { Json } from "../base/json.ts";
import { type GitOptions, runGit } from "../notebook/git.ts";
import { errorResponse, invalid } from "../services/messages-api/api-error.ts";
import { createRehearsal, type Servers } from "../services/rehearsal.ts";
import { Trace } from "../wire/trace.ts";

/** What a drive gives to an answer to work with. Everything in it is new for each variant. */
export interface World {
  /** Answers the learner's requests to the Messages API, and records them. */
  fetch: (request: Request) => Promise<Response>;
  /** What was sent and what came back. */
  trace: Trace;
  workspace: Workspace;
  /** Who answers in the notebook; what is driven here is always answered by the rehearsal. */
  answeredBy: Trace["answeredBy"];
}

/** Where the files and programs are that a drive works with. */
export interface Workspace {
  /** An existing folder that the answer's process sees under the same path. */
  folder: string;
  /** Whether the answer's process is another user's. */
  isForeign: boolean;
  /**
   * Runs git on files that a learner wrote, and resolves with what it printed.
   *
   * @param folder the only one that git has to do with
   */
  git: (words: readonly string[], options: GitOptions) => Promise<string>;
}

/** As in the notebook: git is this machine's own, and folders are made where it keeps temporary ones. */
const here: Workspace = { folder: tmpdir(), isForeign: false, git: runGit };

/** How a world differs from the one that a notebook has. */
export interface WorldOptions {
  /** The MCP servers there are, by public address. Default: the rehearsed Hub. */
  servers?: Servers;
  /** MCP iterations per request before the rehearsed API pauses the turn. */
  iterationLimit?: number;
  /** Replaces the rehearsed Messages API, for replies that it never gives by itself. */
  api?: (request: Request) => Promise<Response>;
}

/** A fresh rehearsal world. */
export function createWorld(options: WorldOptions = {}, workspace: Workspace = here): World {
  const trace = new Trace("rehearsal");
  const { api, ...rehearsal } = options;
  const fetch = api ?? createRehearsal({ ...rehearsal, onMcp: (call) => trace.record(call) });
  return {
    fetch: untilEnough(trace.through(fetch)),
    trace,
    workspace,
    answeredBy: trace.answeredBy,
  };
}

/** More requests than any answer needs. */
const MOST_REQUESTS = 20;

/** The same, refusing after so many requests: an answer whose loop never ends is told at once. */
function untilEnough(fetch: World["fetch"]): World["fetch"] {
  let requests = 0;
  return async (request) => {
    if ((requests += 1) <= MOST_REQUESTS) return await fetch(request);
    const refusal = invalid(`The check answers ${MOST_REQUESTS} requests, and no more.`);
    return errorResponse(refusal, `req_check_${requests}`);
  };
}

/** The JSON bodies that reached `POST /v1/messages`. */
export function messagesRequests(trace: Trace): Json[] {
  return trace
    .of("api-request")
    .filter((request) => request.path.startsWith("/v1/messages"))
    .map((request) => request.body);
}
