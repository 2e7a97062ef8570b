import { safeParseJson } from "../../../base/json.ts";
import { boundedText } from "../../../wire/bounded-text.ts";
import { type Backend, type BackendRequest, queryOf } from "./attempt.ts";

/** The largest reply that is read, in bytes: longer than any that the CRM sends. */
const MAX_REPLY = 4_000_000;

/** A backend over HTTP. `baseUrl` is without /v1 and without a slash at the end. */
export function httpBackend(baseUrl: string, apiKey: string): Backend {
  return {
    apiKey,
    async send(request, signal) {
      const init = initOf(apiKey, request, signal);
      const response = await fetch(address(baseUrl, request), init);
      const text = await boundedText(response, MAX_REPLY);
      const json = text === undefined ? undefined : safeParseJson(text);
      return { status: response.status, json, header: (name) => response.headers.get(name) };
    },
  };
}

function address(base: string, request: BackendRequest<unknown>): string {
  const url = new URL(`${base}/v1${request.path}`);
  url.search = String(new URLSearchParams(queryOf(request)));
  return url.href;
}

function initOf(
  apiKey: string,
  request: BackendRequest<unknown>,
  signal: AbortSignal,
): RequestInit {
  const headers: Record<string, string> = { authorization: `Bearer ${apiKey}` };
  if (request.idempotencyKey !== undefined) headers["idempotency-key"] = request.idempotencyKey;
  // A redirect would carry the key to somewhere that nobody configured.
  const init: RequestInit = { method: request.method, headers, signal, redirect: "error" };
  if (request.body === undefined) return init;
  headers["content-type"] = "application/json";
  return { ...init, body: JSON.stringify(request.body) };
}
