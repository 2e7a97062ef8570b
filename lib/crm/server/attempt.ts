import type { z } from "zod";
import type { Failure } from "../../tool-errors/failure.ts";
import { errorBody } from "../api/replies.ts";

/** The largest reply that is read, in bytes. */
const MAX_REPLY = 4_000_000;

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

/** Where requests go. */
export interface Backend {
  baseUrl: string;
  apiKey: string;
  fetch: (url: string, init: RequestInit) => Promise<Response>;
  timeoutMs: number;
}

/** What came of one attempt. `requestId` is the backend's own, for its log. */
export type Attempt<T> =
  | { status: "ok"; value: T }
  | { status: "failed"; failure: Failure; requestId?: string; cause?: unknown };

function address(base: string, path: string, query: BackendRequest<unknown>["query"] = {}): string {
  const url = new URL(`${base}/v1${path}`);
  for (const [name, value] of Object.entries(query)) {
    if (value !== undefined) url.searchParams.set(name, String(value));
  }
  return url.href;
}

function initOf(
  backend: Backend,
  request: BackendRequest<unknown>,
  signal: AbortSignal,
): RequestInit {
  const headers: Record<string, string> = { authorization: `Bearer ${backend.apiKey}` };
  if (request.idempotencyKey !== undefined) headers["idempotency-key"] = request.idempotencyKey;
  // A redirect would carry the key to somewhere that nobody configured.
  const init: RequestInit = { method: request.method, headers, signal, redirect: "error" };
  if (request.body === undefined) return init;
  headers["content-type"] = "application/json";
  return { ...init, body: JSON.stringify(request.body) };
}

/**
 * Sends one request, once, and never throws: what can go wrong comes back as a failure. `signal` is
 * the caller's; the backend's time limit is its own.
 */
export async function attempt<T>(
  backend: Backend,
  request: BackendRequest<T>,
  signal?: AbortSignal,
): Promise<Attempt<T>> {
  if (signal?.aborted) return { status: "failed", failure: { kind: "aborted" } };
  const controller = new AbortController();
  const giveUp = (): void => controller.abort();
  const timer = setTimeout(giveUp, backend.timeoutMs);
  signal?.addEventListener("abort", giveUp, { once: true });
  try {
    const url = address(backend.baseUrl, request.path, request.query);
    const response = await backend.fetch(url, initOf(backend, request, controller.signal));
    return read(request, response, await boundedText(response));
  } catch (cause) {
    if (signal?.aborted) return { status: "failed", failure: { kind: "aborted" }, cause };
    const failure: Failure = controller.signal.aborted
      ? { kind: "timeout", afterMs: backend.timeoutMs }
      : { kind: "unreachable" };
    return { status: "failed", failure, cause };
  } finally {
    clearTimeout(timer);
    signal?.removeEventListener("abort", giveUp);
  }
}

/** The body as text; undefined when it is longer than any reply that the CRM sends. */
async function boundedText(response: Response): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let [text, length] = ["", 0];
  for await (const chunk of response.body ?? []) {
    length += chunk.byteLength;
    if (length > MAX_REPLY) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}

function read<T>(
  request: BackendRequest<T>,
  response: Response,
  text: string | undefined,
): Attempt<T> {
  const id = response.headers.get("x-request-id") ?? "";
  const named = /^[\w-]{1,64}$/.test(id) ? { requestId: id } : {};
  const json = text === undefined ? undefined : parseJson(text);
  if (response.ok) {
    const parsed = request.shape.safeParse(json);
    if (parsed.success) return { status: "ok", value: parsed.data };
    return { status: "failed", failure: { kind: "bad-reply" }, ...named, cause: parsed.error };
  }
  const failure: Failure = {
    kind: "http",
    status: response.status,
    retryAfter: response.headers.get("retry-after"),
  };
  const body = errorBody.safeParse(json);
  if (body.success) failure.error = body.data.error;
  return { status: "failed", failure, ...named };
}

function parseJson(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
