import type { Database } from "../store/database.ts";
import type { ApiReply } from "./api-call.ts";

/** What a route gets to answer a request. */
export interface RouteCall {
  database: Database;
  /** Values of the pattern's `:names`. */
  path: Record<string, string>;
  /** Query parameters; the last one counts where a name is repeated. */
  query: Record<string, string>;
  /** Parsed JSON body; undefined for GET. */
  body: unknown;
  /** The Idempotency-Key header. */
  idempotencyKey: string | undefined;
  /** ISO 8601. */
  now: string;
}

/** One operation of the API. */
export interface Route {
  method: "GET" | "POST" | "PATCH";
  /** Path after /v1, with `:name` for a segment. */
  pattern: string;
  answer: (call: RouteCall) => ApiReply;
}
