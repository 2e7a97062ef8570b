import { readRequestBody } from "@modelcontextprotocol/server";
import { safeParseJson } from "../../../base/json.ts";
import type { ApiReply, CrmApi } from "./api-call.ts";
import { ApiError } from "./api-error.ts";

/** The largest request body, in bytes. */
const MAX_BODY = 64 * 1024;

/**
 * The REST API over HTTP. `Response.error()` is a connection that ends without a reply.
 */
export function httpApi(api: CrmApi): (request: Request) => Promise<Response> {
  return async (request) => {
    const url = new URL(request.url);
    const reply = await api({
      method: request.method,
      path: url.pathname,
      query: Object.fromEntries(url.searchParams),
      apiKey: (request.headers.get("authorization") ?? "").replace(/^Bearer +/i, ""),
      idempotencyKey: request.headers.get("idempotency-key") ?? undefined,
      readBody: () => readJson(request),
      signal: request.signal,
    });
    return asResponse(reply);
  };
}

function asResponse({ status, body, cut, headers }: ApiReply): Response {
  if (status === 0) return Response.error();
  const text = JSON.stringify(body);
  return new Response(cut ? text.slice(0, Math.ceil(text.length / 2)) : text, {
    status,
    headers: { "content-type": "application/json", ...headers },
  });
}

async function readJson(request: Request): Promise<unknown> {
  if (!/^application\/json\b/.test(request.headers.get("content-type") ?? "")) {
    throw new ApiError("unsupported_media_type", "Send application/json.");
  }
  const body = await readRequestBody(request, MAX_BODY);
  if (body.tooLarge) {
    throw new ApiError("payload_too_large", `A body has at most ${MAX_BODY} bytes.`);
  }
  const json = safeParseJson(body.text);
  if (json !== undefined) return json;
  throw new ApiError("bad_request", "The body is not JSON.", { field: "body" });
}
