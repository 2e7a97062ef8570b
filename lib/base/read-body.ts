import { isJsonContentType, readRequestBody } from "@modelcontextprotocol/server";
import { safeParseJson } from "./json.ts";

/**
 * Answers a request to an MCP endpoint with its JSON body read already. Each function of the SDK that
 * looks at a body by itself copies the stream first, which takes longer than what it does with it.
 *
 * @param maxBody the largest body, in bytes; a larger one is answered with 413
 * @param answer gets the request and the body, undefined where the request holds no JSON
 */
export async function withBodyRead(
  request: Request,
  maxBody: number,
  answer: (request: Request, parsedBody: unknown) => Promise<Response>,
): Promise<Response> {
  const isJson = isJsonContentType(request.headers.get("content-type"));
  if (request.method !== "POST" || !isJson) return await answer(request, undefined);
  const body = await readRequestBody(request, maxBody);
  if (body.tooLarge) return refusal(413, -32_000, `A body has at most ${maxBody} bytes.`);
  const parsedBody = safeParseJson(body.text);
  // What is no JSON is put back, for the SDK to say so.
  const unread =
    parsedBody === undefined ? new Request(request, { method: "POST", body: body.text }) : request;
  return await answer(unread, parsedBody);
}

/** An HTTP error as MCP endpoints answer one that belongs to no request in particular. */
export function refusal(status: number, code: number, message: string): Response {
  return Response.json({ jsonrpc: "2.0", id: null, error: { code, message } }, { status });
}
