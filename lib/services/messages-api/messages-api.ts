import { safeParseJson } from "../../base/json.ts";
import { boundedText } from "../../wire/bounded-text.ts";
import { ApiError, errorResponse, invalid, ownWording, toApiError } from "./api-error.ts";
import { readConversation } from "./conversation.ts";
import { readHeaders } from "./headers.ts";
import { Identifiers } from "./identifiers.ts";
import { startedMessage, wholeMessage } from "./message.ts";
import {
  checkChoice,
  checkPending,
  forcedTool,
  type OfferOptions,
  openOffer,
  withPermissions,
} from "./offer.ts";
import type { Decision, Situation } from "./planner.ts";
import { readRequest } from "./read-request.ts";
import { eventStream, streamEvents } from "./stream.ts";
import { ThinkingChain, thinkingOf } from "./thinking.ts";
import { runTurn } from "./turn.ts";
import { estimateTokens } from "./usage.ts";
import { untilAborted } from "./until-aborted.ts";
import { checkConnector } from "./validation.ts";

/** How an emulated Messages API is set up. */
export interface MessagesApiOptions extends Omit<OfferOptions, "listed"> {
  /** MCP/tool iterations per request before `pause_turn` (the API's default is 10). */
  iterationLimit?: number | undefined;
  /** What chooses the next step in the planner's place. */
  decide?: ((situation: Situation) => Decision) | undefined;
}

const ITERATION_LIMIT = 10;
/** The API's limit for a request. Source: API docs, "Request size limits". */
const LARGEST_BODY_BYTES = 32 * 1024 * 1024;

/**
 * The Messages API without the model: requests are checked, MCP servers are really contacted, and
 * replies have the API's shape; a small planner chooses the next step. Give it to the Anthropic
 * SDK as `fetch`, or serve it on loopback. Every failure is a reply; only a request whose signal is
 * aborted rejects, with the signal's reason, as `fetch` does.
 */
export function createMessagesApi(
  options: MessagesApiOptions = {},
): (request: Request) => Promise<Response> {
  const ids = new Identifiers();
  const remembering: MessagesApiOptions & OfferOptions = { ...options, listed: new Map() };
  return async (request) => {
    const requestId = ids.next("req");
    const reply = route(request, requestId, ids, remembering).catch((error: unknown) =>
      errorResponse(toApiError(error), requestId),
    );
    return untilAborted(reply, request.signal);
  };
}

async function route(
  request: Request,
  requestId: string,
  ids: Identifiers,
  options: MessagesApiOptions & OfferOptions,
): Promise<Response> {
  const path = new URL(request.url).pathname;
  if (path !== "/v1/messages" && path !== "/v1/messages/count_tokens") {
    throw new ApiError(
      404,
      ownWording(
        `${path.slice(0, 120)} is not rehearsed; there are /v1/messages and ` +
          "/v1/messages/count_tokens.",
      ),
    );
  }
  if (request.method !== "POST") throw new ApiError(405, "Method Not Allowed");
  const headers = readHeaders(request.headers);
  const purpose = path === "/v1/messages" ? "message" : "count";
  const body = readRequest(await readJson(request), headers, purpose);
  checkConnector(body);
  const conversation = readConversation(body.messages);
  const display = thinkingOf(body);
  const thinking = display && { display, chain: new ThinkingChain(body) };
  const offered = await openOffer(body, headers.listing, options, request.signal);
  const offer = withPermissions(offered, options);
  const run = { request: body, conversation, offer, ids };
  let streaming = false;
  try {
    checkPending(conversation.pending, offer.tools);
    const inputTokens = estimateTokens([body.system ?? "", body.messages, offered.tools]);
    const forced = forcedTool(body.tool_choice, offer.tools);
    const replyHeaders = { "request-id": requestId };
    if (purpose === "count") {
      const count = { input_tokens: inputTokens, context_management: null };
      return Response.json(count, { headers: replyHeaders });
    }
    checkChoice(forced, offer.tools);
    const iterationLimit = options.iterationLimit ?? ITERATION_LIMIT;
    const { decide } = options;
    const turn = runTurn({ ...run, forced, thinking, iterationLimit, inputTokens, decide });
    const start = startedMessage(ids.next("msg"), body, inputTokens);
    if (body.stream !== true) {
      return Response.json(await wholeMessage(start, turn), { headers: replyHeaders });
    }
    streaming = true;
    return new Response(eventStream(streamEvents(start, turn, requestId), offer.close), {
      headers: { ...replyHeaders, "content-type": "text/event-stream; charset=utf-8" },
    });
  } finally {
    if (!streaming) await offer.close();
  }
}

/**
 * Reads a body as JSON.
 * @throws ApiError 413 past the API's size limit, 400 when it is not JSON
 */
async function readJson(request: Request): Promise<unknown> {
  const tooLarge = new ApiError(413, "Request exceeds the maximum size");
  if (Number(request.headers.get("content-length") ?? 0) > LARGEST_BODY_BYTES) throw tooLarge;
  const text = await boundedText(request, LARGEST_BODY_BYTES);
  if (text === undefined) throw tooLarge;
  const json = safeParseJson(text);
  if (json === undefined) throw invalid("The request body is not valid JSON");
  return json;
}
