import type { ReplyBlock, ReplyMessage } from "./reply-types.ts";
import type { TurnEnd } from "./turn.ts";
import { usageOf } from "./usage.ts";

/** A message that has only begun: what `message_start` carries. */
export function startedMessage(id: string, model: string, inputTokens: number): ReplyMessage {
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
    context_management: null,
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
    const { stopReason, stopSequence, inputTokens, outputTokens } = next.value;
    return {
      ...start,
      content,
      stop_reason: stopReason,
      stop_sequence: stopSequence,
      usage: usageOf(inputTokens, outputTokens),
    };
  }
}
