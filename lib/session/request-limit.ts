/**
 * The same `fetch`, which answers with an error of its own once `limit` requests have been sent, so
 * that a cell in a loop cannot spend a key without end. The error has the API's shape and is one
 * that the SDK does not retry.
 */
export function limitRequests(
  fetch: (request: Request) => Promise<Response>,
  limit: number,
): (request: Request) => Promise<Response> {
  let sent = 0;
  return async (request) => {
    if (sent >= limit) return limitReached(limit);
    sent += 1;
    return await fetch(request);
  };
}

function limitReached(limit: number): Response {
  const message =
    `This session has sent its ${limit} live requests: a limit of the lab, not of Claude. ` +
    "Run the setup cell again, or give openLab({ liveRequests: … }) a higher one.";
  return Response.json(
    { type: "error", error: { type: "invalid_request_error", message } },
    { status: 400, headers: { "x-should-retry": "false" } },
  );
}
