import { z } from "zod";
import type { Json } from "../../base/json.ts";
import type { Answer } from "../../exercises/answer.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { messagesRequests, type World } from "../../exercises/world.ts";
import { type AskEvidence, judgeAsk } from "./ask.judge.ts";

/** 00.2: what is sent for several questions, and which part of the reply comes back. */
export const askExamination: Examination = examination({
  variants: [
    "What does MCP stand for?",
    "Name three things that a CRM keeps.",
    'Say "good morning" in three languages.',
  ],
  drive: driveAsk,
  judge: judgeAsk,
});

async function driveAsk(answer: Answer, world: World, question: string): Promise<AskEvidence> {
  const outcome = await answer.call([{ type: "anthropic" }, { type: "json", value: question }]);
  return {
    question,
    outcome,
    requests: messagesRequests(world.trace),
    replyText: replyText(world.trace.of("api-reply").at(-1)?.body ?? null),
  };
}

const message = z.object({
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
});

const textDelta = z.object({
  type: z.literal("content_block_delta"),
  delta: z.object({ type: z.literal("text_delta"), text: z.string() }),
});

/** All text of a recorded reply, a message or a stream's events; undefined where it holds none. */
function replyText(body: Json): string | undefined {
  const texts = Array.isArray(body)
    ? body.flatMap((event) => textDelta.safeParse(event).data?.delta.text ?? [])
    : (message.safeParse(body).data?.content ?? []).flatMap((block) =>
        block.type === "text" ? (block.text ?? []) : [],
      );
  return texts.length === 0 ? undefined : texts.join("");
}
