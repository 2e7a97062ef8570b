import type { ReplyBlock, ReplyMessage } from "./reply-types.ts";
import type { MessagesRequest } from "./request-types.ts";
import type { TurnEnd } from "./turn.ts";
import { usageOf } from "./usage.ts";

/** A message that has only begun: what `message_start` carries. */
export function startedMessage(
  id: string,
  { model, context_management: context }: MessagesRequest,
  inputTokens: number,
): ReplyMessage {
  return {
    id,
    type: "message",
    role: "assistant",
    model,
    content: [],
    stop_reason: null,
    stop_sequence: null,
    stop_details: null,
    container: null,
    // There is never so much to edit that an edit would apply.
    context_management: (context ?? null) === null ? null : { applied_edits: [] },
    diagnostics: null,
    usage: usageOf(inputTokens, 1),
  };
}

/** A whole message: what a request without streaming gets. */
export async function wholeMessage(
  start: ReplyMessage,
  turn: AsyncGenerator<ReplyBlock, TurnEnd>,
): Promise<ReplyMessage> {
  const content: ReplyBlock[] = [];
  for (;;) {
    const next = await turn.next();
    if (next.done !== true) {
      content.push(next.value);
      continue;
    }
    const { stopReason, stopSequence, inputTokens, outputTokens, thinkingTokens } = next.value;
    return {
      ...start,
      content,
      stop_reason: stopReason,
      stop_sequence: stopSequence,
      usage: usageOf(inputTokens, outputTokens, thinkingTokens),
    };
  }
}
