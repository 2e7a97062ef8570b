import { servedAt } from "./platform/loopback.ts";

/** The API lets pages in that say they know what it means. Source: Anthropic's SDK, `client.ts`. */
const DIRECT = ["anthropic-dangerous-direct-browser-access", "true"] as const;

/** From now on `fetch` reaches what this worker serves, and the API as from a page. */
export function reachAsPage(): void {
  const { fetch } = globalThis;
  globalThis.fetch = async (input, init) => {
    const request = new Request(input, init);
    const url = new URL(request.url);
    const answer = servedAt(url);
    if (answer !== undefined) return await answered(await answer(request));
    if (url.hostname === "api.anthropic.com") request.headers.set(...DIRECT);
    return await fetch(request);
  };
}

/** `Response.error()` is a connection that was cut off. */
async function answered(response: Response): Promise<Response> {
  if (response.type === "error") throw new TypeError("fetch failed");
  return response;
}
