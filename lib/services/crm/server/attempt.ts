import type { z } from "zod";
import { compiled } from "../../../subjects/tool-errors/compiled.ts";
import type { Failure } from "../../../subjects/tool-errors/failure.ts";
import { errorBody } from "../api/replies.ts";

/** A request to the REST API. */
export interface BackendRequest<T> {
  method: "GET" | "POST" | "PATCH";
  /** Path after /v1, with a slash in front. */
  path: string;
  query?: Record<string, string | number | undefined>;
  body?: unknown;
  idempotencyKey?: string;
  /** What a good reply looks like. */
  shape: z.ZodType<T>;
}

/** A request's query as it is in a URL: everything is text, and what is undefined is not there. */
export function queryOf({ query = {} }: BackendRequest<unknown>): Record<string, string> {
  const given: Record<string, string> = {};
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) given[name] = String(value);
  }
  return given;
}

/** What a backend answered. */
interface BackendReply {
  /** HTTP status. */
  status: number;
  /** The body's JSON; undefined when it is none, or too long. */
  json: unknown;
  /** The header of this name, in lower case. */
  header: (name: string) => string | null;
}

/**
 * Where requests go: over HTTP, or to a backend in this process. `send` throws when there is no
 * answer; it need not heed its signal at once.
 */
export interface Backend {
  /** The key that `send` shows; it appears nowhere else. */
  apiKey: string;
  send: (request: BackendRequest<unknown>, signal: AbortSignal) => Promise<BackendReply>;
}

/** What came of one attempt. `requestId` is the backend's own, for its log. */
export type Attempt<T> =
  | { status: "ok"; value: T }
  | { status: "failed"; failure: Failure; requestId?: string; cause?: unknown };

/**
 * Sends one request, once, and never throws: what can go wrong comes back as a failure. `signal` is
 * the caller's; `timeoutMs` is how long the backend may take.
 */
export async function attempt<T>(
  backend: Backend,
  request: BackendRequest<T>,
  timeoutMs: number,
  signal?: AbortSignal,
): Promise<Attempt<T>> {
  if (signal?.aborted) return { status: "failed", failure: { kind: "aborted" } };
  const controller = new AbortController();
  const giveUp = (): void => controller.abort();
  const timer = setTimeout(giveUp, timeoutMs);
  signal?.addEventListener("abort", giveUp, { once: true });
  try {
    return read(request, await backend.send(request, controller.signal));
  } catch (cause) {
    if (signal?.aborted) return { status: "failed", failure: { kind: "aborted" }, cause };
    const failure: Failure = controller.signal.aborted
      ? { kind: "timeout", afterMs: timeoutMs }
      : { kind: "unreachable" };
    return { status: "failed", failure, cause };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
  }
}

function read<T>(request: BackendRequest<T>, { status, json, header }: BackendReply): Attempt<T> {
  const id = header("x-request-id") ?? "";
  const named = /^[\w-]{1,64}$/.test(id) ? { requestId: id } : {};
  if (status >= 200 && status < 300) {
    const parsed = compiled(request.shape).safeParse(json);
    if (parsed.success) return { status: "ok", value: parsed.data };
    return { status: "failed", failure: { kind: "bad-reply" }, ...named, cause: parsed.error };
  }
  const error = errorBody.safeParse(json).data?.error;
  const failure: Failure =
    error?.code === "business_rule"
      ? { kind: "business-rule" }
      : { kind: "http", status, retryAfter: header("retry-after") };
  if (error !== undefined) failure.error = error;
  return { status: "failed", failure, ...named };
}
