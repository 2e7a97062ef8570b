import { readRequestBody } from "@modelcontextprotocol/server";
import type { Database } from "../store/database.ts";
import { ApiError } from "./api-error.ts";
import { type FaultScript, type Sleep, withFault } from "./faults.ts";
import { createKeyRing, type CrmKey, requireWrite } from "./keys.ts";
import { createRateLimiter, type RateLimit } from "./rate-limit.ts";
import { findRoute } from "./routes.ts";
import { sleep as realSleep } from "./sleep.ts";

/** The largest request body, in bytes. */
const MAX_BODY = 64 * 1024;

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
  now?: () => number;
  /** Default: a timer. */
  sleep?: Sleep;
  log?: (entry: ApiLogEntry) => void;
}

/**
 * The CRM's REST API as a function from request to reply; it listens nowhere. Every reply carries
 * `x-request-id`, and nothing that goes wrong inside is sent, only logged. `Response.error()` stands
 * for a connection that ends without a reply.
 */
export function createCrmApi(options: CrmApiOptions): (request: Request) => Promise<Response> {
  const { database, faults, now = Date.now, sleep = realSleep, log } = options;
  const keyOf = createKeyRing(options.keys);
  const limiter = options.rateLimit && createRateLimiter(options.rateLimit, now);
  let count = 0;

  const answer = async (request: Request, url: URL, key: CrmKey): Promise<Response> => {
    limiter?.(key.key);
    const { route, path } = findRoute(request.method, url.pathname.slice("/v1".length));
    if (route.method !== "GET") requireWrite(key);
    const query = Object.fromEntries(url.searchParams);
    const body = route.method === "GET" ? undefined : await readJson(request);
    const idempotencyKey = request.headers.get("idempotency-key") ?? undefined;
    const time = new Date(now()).toISOString();
    return route.answer({ database, path, query, body, idempotencyKey, now: time });
  };

  return async (request) => {
    const url = new URL(request.url);
    const requestId = `req-${String(++count).padStart(6, "0")}`;
    const entry: ApiLogEntry = { requestId, method: request.method, path: url.pathname, status: 0 };
    let response: Response;
    try {
      if (!url.pathname.startsWith("/v1/"))
        throw new ApiError("not_found", "The API is under /v1.");
      const key = keyOf(request);
      const fault = faults?.take(request.method, url.pathname) ?? { kind: "none" };
      response = await withFault(fault, () => answer(request, url, key), sleep, request.signal);
    } catch (error) {
      response = errorResponse(error);
      if (!(error instanceof ApiError)) entry.cause = error;
    }
    entry.status = response.status;
    log?.(entry);
    if (response.status !== 0) response.headers.set("x-request-id", requestId);
    return response;
  };
}

function errorResponse(error: unknown): Response {
  if (error instanceof ApiError) return error.toResponse();
  return new ApiError("internal", "Something went wrong inside the CRM.").toResponse();
}

async function readJson(request: Request): Promise<unknown> {
  if (!/^application\/json\b/.test(request.headers.get("content-type") ?? "")) {
    throw new ApiError("unsupported_media_type", "Send application/json.");
  }
  const body = await readRequestBody(request, MAX_BODY);
  if (body.tooLarge) {
    throw new ApiError("payload_too_large", `A body has at most ${MAX_BODY} bytes.`);
  }
  try {
    return JSON.parse(body.text);
  } catch {
    throw new ApiError("bad_request", "The body is not JSON.", { field: "body" });
  }
}
