import { countText } from "../base/counted.ts";
import { maskSecrets } from "../wire/mask.ts";

type Reach = (request: Request) => Promise<Response>;

/** How long an answer may ask to wait before the SDK hands the error on, in seconds. */
const LONGEST_WAIT_S = 10;

/**
 * A `fetch` for a session that spends a key: it sends `limit` requests, so that a cell in a loop cannot
 * spend without end; what comes back holds no secret, whatever a gateway echoes; and where the API asks
 * for a long wait, the SDK tells so at once in place of waiting silently.
 */
export function liveReach(fetch: Reach, limit: number, secrets: readonly string[]): Reach {
  const limited = limitRequests(fetch, limit);
  return async (request) => {
    const response = await limited(request);
    const headers = new Headers(
      [...response.headers].map(([name, value]): [string, string] => [
        name,
        maskSecrets(value, secrets),
      ]),
    );
    if (Number(headers.get("retry-after")) > LONGEST_WAIT_S) headers.set("x-should-retry", "false");
    // The body is no longer as the server packed it.
    for (const name of ["content-encoding", "content-length"]) headers.delete(name);
    const { status, statusText } = response;
    const body = response.body?.pipeThrough(maskedLines(secrets)) ?? null;
    return new Response(body, { status, statusText, headers });
  };
}

/** Masks line by line: events of a stream go on as they come, and no secret has a line break. */
function maskedLines(secrets: readonly string[]): TransformStream<Uint8Array, Uint8Array> {
  const decoder = new TextDecoder();
  const encoder = new TextEncoder();
  let rest = "";
  return new TransformStream({
    transform(bytes, controller) {
      rest += decoder.decode(bytes, { stream: true });
      const end = rest.lastIndexOf("\n") + 1;
      if (end === 0) return;
      controller.enqueue(encoder.encode(maskSecrets(rest.slice(0, end), secrets)));
      rest = rest.slice(end);
    },
    flush(controller) {
      rest += decoder.decode();
      if (rest !== "") controller.enqueue(encoder.encode(maskSecrets(rest, secrets)));
    },
  });
}

/**
 * The same `fetch`, which answers with an error of its own once `limit` requests have been sent. The
 * error has the API's shape and is one that the SDK does not retry.
 */
export function limitRequests(fetch: Reach, limit: number): Reach {
  let sent = 0;
  return async (request) => {
    if (sent >= limit) return limitReached(limit);
    sent += 1;
    return await fetch(request);
  };
}

function limitReached(limit: number): Response {
  const message =
    `This session has sent its ${countText(limit, "live request")}: a limit of the lab, not of Claude. ` +
    "Run the setup cell again, or give openLab({ liveRequests: … }) a higher one.";
  return Response.json(
    { type: "error", error: { type: "invalid_request_error", message } },
    { status: 400, headers: { "x-should-retry": "false" } },
  );
}
