import type { Database } from "../store/database.ts";
import type { ApiCall, ApiReply, CrmApi } from "./api-call.ts";
import { ApiError } from "./api-error.ts";
import { type FaultScript, realSleep, type Sleep, withFault } from "./faults.ts";
import {
  createKeyRing,
  createRateLimiter,
  type CrmKey,
  type RateLimit,
  requireWrite,
} from "./keys.ts";
import { findRoute } from "./routes.ts";

/** One answered request, for a log. It holds no key and no body. */
export interface ApiLogEntry {
  requestId: string;
  method: string;
  path: string;
  /** HTTP status; 0 when the connection was dropped by a scripted fault. */
  status: number;
  /** What went wrong inside, for the operator; never sent. */
  cause?: unknown;
}

/** Options of {@link createCrmApi}. */
export interface CrmApiOptions {
  database: Database;
  keys: readonly CrmKey[];
  /** Left out: no limit. */
  rateLimit?: RateLimit;
  faults?: FaultScript;
  /** Milliseconds since 1970. Default: the system clock. */
  now?: (() => number) | undefined;
  /** Default: a timer. */
  sleep?: Sleep;
  log?: ((entry: ApiLogEntry) => void) | undefined;
}

/**
 * The CRM's REST API as a function from call to reply; `httpApi` puts HTTP around it. Every reply
 * carries `x-request-id`, and nothing that goes wrong inside is sent, only logged.
 */
export function createCrmApi(options: CrmApiOptions): CrmApi {
  const { database, faults, now = Date.now, sleep = realSleep, log } = options;
  const keyOf = createKeyRing(options.keys);
  const limiter = options.rateLimit && createRateLimiter(options.rateLimit, now);
  let count = 0;

  const answer = async (call: ApiCall, key: CrmKey): Promise<ApiReply> => {
    limiter?.(key.key);
    const { route, path } = findRoute(call.method, call.path.slice("/v1".length));
    if (route.method !== "GET") requireWrite(key);
    const body = route.method === "GET" ? undefined : await call.readBody();
    const { query, idempotencyKey } = call;
    const time = new Date(now()).toISOString();
    return route.answer({ database, path, query, body, idempotencyKey, now: time });
  };

  return async (call) => {
    const { method, path } = call;
    const requestId = `req-${String(++count).padStart(6, "0")}`;
    const entry: ApiLogEntry = { requestId, method, path, status: 0 };
    let reply: ApiReply;
    try {
      if (!path.startsWith("/v1/")) throw new ApiError("not_found", "The API is under /v1.");
      const key = keyOf(call.apiKey);
      const fault = faults?.take(method, path) ?? { kind: "none" };
      reply = await withFault(fault, () => answer(call, key), sleep, call.signal);
    } catch (error) {
      reply = errorReply(error);
      if (!(error instanceof ApiError)) entry.cause = error;
    }
    entry.status = reply.status;
    log?.(entry);
    reply.headers["x-request-id"] = requestId;
    return reply;
  };
}

function errorReply(error: unknown): ApiReply {
  if (error instanceof ApiError) return error.toReply();
  return new ApiError("internal", "Something went wrong inside the CRM.").toReply();
}
