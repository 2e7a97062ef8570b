import { z } from "zod";
import type { Json } from "../../base/json.ts";

const message = z.object({
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
});

const textDelta = z.object({
  type: z.literal("content_block_delta"),
  delta: z.object({ type: z.literal("text_delta"), text: z.string() }),
});

/** All text of a recorded reply, a message or a stream's events; undefined where it holds none. */
export function replyText(body: Json): string | undefined {
  const texts = Array.isArray(body)
    ? body.flatMap((event) => textDelta.safeParse(event).data?.delta.text ?? [])
    : (message.safeParse(body).data?.content ?? []).flatMap((block) =>
        block.type === "text" ? (block.text ?? []) : [],
      );
  return texts.length === 0 ? undefined : texts.join("");
}
