import { safeParseJson } from "../../base/json.ts";
import type { Reply } from "../../subjects/server-rules/observations.ts";
import type { Era } from "../../wire/era.ts";
import { LARGEST, LARGEST_WORDS } from "./line-reader.ts";
import { answerOf, type Link, type Params, requestMessage, REVISIONS } from "./messages.ts";

/** An address, and the headers that every request carries. */
export interface HttpTarget {
  kind: "http";
  url: string;
  headers: Record<string, string>;
}

/** What a header of 2026-07-28 repeats of the body. */
const NAMED: Record<string, string> = {
  "tools/call": "name",
  "prompts/get": "name",
  "resources/read": "uri",
};

/** Raw requests to an address, one after the other, in the session that it may open. */
export function httpLink(target: HttpTarget, timeoutMs: number, signal: AbortSignal): Link {
  let session: string | undefined;
  let next = 1;
  const send = (method: "POST" | "DELETE", headers: Headers, body?: Params): Promise<Response> =>
    fetch(target.url, {
      method,
      headers,
      redirect: "manual",
      signal: AbortSignal.any([signal, AbortSignal.timeout(timeoutMs)]),
      ...(body !== undefined && { body: JSON.stringify(body) }),
    });
  const headersOf = (era: Era, method = ""): Headers => {
    const headers = new Headers(target.headers);
    headers.set("content-type", "application/json");
    headers.set("accept", "application/json, text/event-stream");
    if (method !== "initialize") headers.set("mcp-protocol-version", REVISIONS[era]);
    if (era === "legacy" && session !== undefined) headers.set("mcp-session-id", session);
    return headers;
  };
  return {
    async request(era, method, params = {}) {
      const headers = headersOf(era, method);
      const id = next++;
      if (era === "modern") addNames(headers, method, params);
      try {
        const response = await send("POST", headers, requestMessage(id, era, method, params));
        session ??= response.headers.get("mcp-session-id") ?? undefined;
        return await readReply(response, id);
      } catch (error) {
        return replyOfError(error, timeoutMs);
      }
    },
    async notify(method) {
      const response = await send("POST", headersOf("legacy"), { jsonrpc: "2.0", method });
      await response.body?.cancel();
    },
    session: () => session,
    async close() {
      if (session === undefined) return;
      // A server may refuse to end a session.
      await send("DELETE", headersOf("legacy")).catch(() => {});
    },
  };
}

function addNames(headers: Headers, method: string, params: Params): void {
  headers.set("mcp-method", method);
  const name = params[NAMED[method] ?? ""];
  if (typeof name !== "string") return;
  const isPlain = /^[\x21-\x7e]+$/.test(name);
  headers.set("mcp-name", isPlain ? name : `=?base64?${Buffer.from(name).toString("base64")}?=`);
}

function replyOfError(error: unknown, timeoutMs: number): Reply {
  if (error instanceof Error && error.name === "TimeoutError") {
    return { status: "none", why: "timeout", detail: `${timeoutMs / 1000} s` };
  }
  const cause = error instanceof Error ? (error.cause ?? error) : error;
  const detail = cause instanceof Error ? (Reflect.get(cause, "code") ?? cause.message) : "unknown";
  return { status: "none", why: "ended", detail: String(detail) };
}

async function readReply(response: Response, id: number): Promise<Reply> {
  const { status: code, headers } = response;
  const isStream = headers.get("content-type")?.startsWith("text/event-stream") === true;
  const body = await readBody(response, (text) => isStream && answerIn(text, id) !== undefined);
  if (body === undefined) return { status: "none", why: "too-large", detail: LARGEST_WORDS };
  const answer = answerIn(body, id);
  // More than is shown: a secret that is cut would not be known any more.
  const detail = body.slice(0, 5_000);
  if (answer !== undefined && code !== 401 && code !== 403) return answer;
  if (code >= 200 && code < 300) return { status: "none", why: "unreadable", detail };
  return { status: "http", code, challenge: headers.get("www-authenticate"), detail };
}

/** The answer in a JSON body, or among the events of a stream. An error may not know the id. */
function answerIn(body: string, id: number): Reply | undefined {
  const lines = body
    .split("\n")
    .flatMap((line) => (line.startsWith("data:") ? [line.slice("data:".length)] : []));
  for (const text of [body, ...lines]) {
    const answer = answerOf(safeParseJson(text));
    if (answer !== undefined && (answer.id === id || answer.id === null)) return answer.reply;
  }
  return undefined;
}

/** The body, as far as it has come when it is enough; undefined when it is too large. */
async function readBody(
  response: Response,
  isEnough: (text: string) => boolean,
): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let text = "";
  let bytes = 0;
  for await (const chunk of response.body ?? []) {
    bytes += chunk.length;
    if (bytes > LARGEST) return undefined;
    text += decoder.decode(chunk, { stream: true });
    if (chunk.includes(10) && isEnough(text)) return text;
  }
  return text;
}
