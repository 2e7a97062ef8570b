import { z } from "zod";
import { safeParseJson } from "../../base/json.ts";
import { classify } from "../../subjects/tool-errors/classify.ts";
import type { RetryPolicy } from "../../subjects/tool-errors/decide.ts";
import type { Failure } from "../../subjects/tool-errors/failure.ts";
import type { Outcome } from "../../subjects/tool-errors/retry-loop.ts";
import { boundedText } from "../../wire/bounded-text.ts";

/** Someone who posts scores can wait: platforms throttle for a minute, and are down for some. */
export const PATIENCE: RetryPolicy = {
  maxAttempts: 6,
  maxElapsedMs: 300_000,
  baseMs: 1_000,
  maxWaitMs: 30_000,
};

/** A request to one of the services. */
export interface ServiceRequest<T> {
  method: "GET" | "POST";
  url: string;
  /** The media type of what is sent or, of a GET, asked for. */
  type: string;
  body?: object;
  /** What a good reply looks like; undefined is what no JSON is. */
  shape: z.ZodType<T>;
}

/** A good reply. */
export interface Reply<T> {
  value: T;
  /** The address of the next page. */
  next: string | undefined;
}

/** How long a platform may take, in milliseconds. */
const TIMEOUT_MS = 60_000;

/** The largest reply that is read, in bytes. */
const MAX_REPLY = 4_000_000;

/** What came of one request. */
interface Exchanged {
  failure?: Failure;
  /** The body's JSON; undefined where it is none. */
  json?: unknown;
  /** Where the next page is. */
  next?: string | undefined;
}

/** Sends a request, once, and never throws: what can go wrong comes back as a failure. */
export async function exchange(url: string, init: RequestInit): Promise<Exchanged> {
  try {
    // A redirect would carry the token to somewhere that nobody configured.
    const signal = AbortSignal.timeout(TIMEOUT_MS);
    const response = await fetch(url, { ...init, redirect: "manual", signal });
    const text = await boundedText(response, MAX_REPLY);
    const { ok, headers } = response;
    if (text === undefined && ok) return { failure: { kind: "bad-reply" } };
    const json = safeParseJson(text ?? "");
    if (ok) return { json, next: nextPage(headers.get("link"), url) };
    return { failure: refusal(response, text ?? "", json) };
  } catch (cause) {
    const isTimeout = cause instanceof Error && cause.name === "TimeoutError";
    const failure: Failure = isTimeout
      ? { kind: "timeout", afterMs: TIMEOUT_MS }
      : { kind: "unreachable" };
    return { failure };
  }
}

/**
 * What a request came to, in lesson 04's words.
 *
 * @param context `isWrite`: whether its effect may be there although nobody saw the answer.
 */
export function outcomeOf<T>(
  { method, url, shape }: Pick<ServiceRequest<T>, "method" | "url" | "shape">,
  exchanged: Exchanged,
  context: { now: number; isWrite: boolean; secrets: string[] },
): Outcome<Reply<T>> {
  const parsed = shape.safeParse(exchanged.json);
  if (exchanged.failure === undefined && parsed.success)
    return { status: "ok", value: { value: parsed.data, next: exchanged.next } };
  const { origin, pathname } = new URL(url);
  const error = classify(exchanged.failure ?? { kind: "bad-reply" }, {
    ...context,
    correlationId: `${method} ${origin}${pathname}`,
    longestWaitMs: PATIENCE.maxWaitMs,
  });
  return { status: "error", error };
}

function refusal({ status, headers }: Response, text: string, json: unknown): Failure {
  // Canvas throttles with 403 or 429 (its guide "Throttling", read 2026-11-30).
  const isThrottled = status === 403 && /rate limit exceeded/i.test(text);
  const message = messageIn(json);
  return {
    kind: "http",
    status: isThrottled ? 429 : status,
    retryAfter: headers.get("retry-after"),
    ...(message === undefined ? {} : { error: { message } }),
  };
}

const words = z.string().optional().catch(undefined);
const said = z.object({ message: z.string() });
const firstSaid = z
  .tuple([said])
  .rest(z.unknown())
  .transform(([first]) => first);

/** Canvas: `errors.message` or `errors[0].message`; Moodle: `reason`; token services: `error`. */
const refusalBody = z
  .object({
    errors: z.union([firstSaid, said]).optional().catch(undefined),
    reason: words,
    error_description: words,
    error: words,
  })
  .transform(
    ({ errors, reason, error_description, error }) =>
      errors?.message ?? reason ?? error_description ?? error,
  );

const messageIn = (json: unknown): string | undefined => refusalBody.safeParse(json).data;

/** The target of `rel="next"` in a Link header (RFC 8288). */
function nextPage(header: string | null, base: string): string | undefined {
  for (const [, target = "", parameters = ""] of (header ?? "").matchAll(
    /<([^>]*)>((?:[^,"]|"[^"]*")*)/g,
  )) {
    const [, quoted, bare] = /;\s*rel\s*=\s*(?:"([^"]*)"|([^\s;,]+))/i.exec(parameters) ?? [];
    const isNext = (quoted ?? bare)?.toLowerCase().split(/\s+/).includes("next") === true;
    if (isNext && URL.canParse(target, base)) return new URL(target, base).href;
  }
  return undefined;
}
