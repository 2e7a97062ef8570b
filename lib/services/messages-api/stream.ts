import { errorBody, toApiError } from "./api-error.ts";
import type { ReplyBlock, ReplyDelta, ReplyEvent, ReplyMessage } from "./reply-types.ts";
import type { TurnEnd } from "./turn.ts";
import { usageOf } from "./usage.ts";

const CHUNK = 40;

/** A server-sent event. Clients read its name, not only its data. */
type StreamEvent = ReplyEvent | ReturnType<typeof errorBody>;

/**
 * The events of a streamed reply, in the order of recorded streams: a call's input comes in pieces
 * after an empty one, a result or listing comes whole with the start of its block, and thinking ends
 * with its signature. A failure after
 * the beginning is an `error` event, since the status has been sent.
 */
export async function* streamEvents(
  start: ReplyMessage,
  turn: AsyncGenerator<ReplyBlock, TurnEnd>,
  requestId: string,
): AsyncGenerator<StreamEvent, void> {
  yield { type: "message_start", message: start };
  yield { type: "ping" };
  try {
    for (let index = 0; ; index += 1) {
      const next = await turn.next();
      if (next.done === true) {
        yield* endEvents(start, next.value);
        return;
      }
      yield* blockEvents(index, next.value);
    }
  } catch (error) {
    yield errorBody(toApiError(error), requestId);
  } finally {
    await turn.return(NOT_ENDED);
  }
}

const NOT_ENDED: TurnEnd = {
  stopReason: "end_turn",
  stopSequence: null,
  inputTokens: 0,
  outputTokens: 0,
  thinkingTokens: 0,
};

/** Writes events in the text/event-stream format; `done` is called when the stream has ended. */
export function eventStream(
  events: AsyncGenerator<StreamEvent, void>,
  done: () => Promise<void>,
): ReadableStream<Uint8Array> {
  const encoder = new TextEncoder();
  return new ReadableStream({
    async pull(controller) {
      const next = await events.next();
      if (next.done === true) {
        await done();
        controller.close();
        return;
      }
      const { value } = next;
      controller.enqueue(
        encoder.encode(`event: ${value.type}\ndata: ${JSON.stringify(value)}\n\n`),
      );
    },
    async cancel() {
      await events.return();
      await done();
    },
  });
}

function* blockEvents(index: number, block: ReplyBlock): Generator<StreamEvent, void> {
  const start = (content_block: ReplyBlock): StreamEvent => ({
    type: "content_block_start",
    index,
    content_block,
  });
  const piece = (delta: ReplyDelta): StreamEvent => ({ type: "content_block_delta", index, delta });
  switch (block.type) {
    case "text":
      yield start({ ...block, text: "" });
      for (const text of chunks(block.text)) yield piece({ type: "text_delta", text });
      break;
    case "thinking":
      yield start({ ...block, thinking: "", signature: "" });
      for (const thinking of chunks(block.thinking)) {
        yield piece({ type: "thinking_delta", thinking });
      }
      yield piece({ type: "signature_delta", signature: block.signature });
      break;
    case "tool_use":
    case "server_tool_use":
    case "mcp_tool_use":
      yield start({ ...block, input: {} });
      for (const partial_json of ["", ...chunks(JSON.stringify(block.input))]) {
        yield piece({ type: "input_json_delta", partial_json });
      }
      break;
    default:
      yield start(block);
  }
  yield { type: "content_block_stop", index };
}

function* endEvents(start: ReplyMessage, end: TurnEnd): Generator<StreamEvent, void> {
  const {
    cache_creation: _creation,
    service_tier: _tier,
    inference_geo: _geo,
    speed: _speed,
    ...usage
  } = usageOf(end.inputTokens, end.outputTokens, end.thinkingTokens);
  yield {
    type: "message_delta",
    context_management: start.context_management,
    delta: {
      container: null,
      stop_details: null,
      stop_reason: end.stopReason,
      stop_sequence: end.stopSequence,
    },
    usage,
  };
  yield { type: "message_stop" };
}

/** Pieces of a text that never split a character. */
function chunks(text: string): string[] {
  const characters = Array.from(text);
  return Array.from({ length: Math.ceil(characters.length / CHUNK) }, (_, index) =>
    characters.slice(index * CHUNK, (index + 1) * CHUNK).join(""),
  );
}
