import { z } from "zod";
import type { Json, JsonObject } from "../../base/json.ts";
import type { Answer } from "../../exercises/answer.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { messagesRequests, type World } from "../../exercises/world.ts";
import { message, replay, text, thinking } from "../recorded-reply.ts";
import { wholeReply } from "../reply-stream.ts";
import { type AskEvidence, judgeAsk } from "./ask.judge.ts";

/** A question; with `thoughts` and `answer` it is a model that thinks which replies. */
export type Question = string | { question: string; thoughts: string; answer: string };

const variants: [Question, ...Question[]] = [
  "What does MCP stand for?",
  {
    question: "Name three things that a CRM keeps.",
    thoughts: "Who is it about, and what is sold?",
    answer: "Recorded for this check, not Claude's: companies, contacts and deals.",
  },
  'Say "good morning" in three languages.',
];

/** 00.2: what is sent for several questions, and which part of the reply comes back. */
export const askExamination: Examination = examination({
  variants,
  world: (variant) =>
    typeof variant === "string" ? {} : { api: replay(() => thoughtful(variant)) },
  drive: driveAsk,
  judge: judgeAsk,
});

function thoughtful({ thoughts, answer }: Exclude<Question, string>): JsonObject {
  return message("end_turn", [thinking(thoughts), text(answer)]);
}

async function driveAsk(answer: Answer, world: World, variant: Question): Promise<AskEvidence> {
  const question = typeof variant === "string" ? variant : variant.question;
  const outcome = await answer.call([{ type: "anthropic" }, { type: "json", value: question }]);
  return {
    question,
    outcome,
    requests: messagesRequests(world.trace),
    replyText: replyText(world.trace.of("api-reply").at(-1)?.body ?? null),
  };
}

const reply = z.object({
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
});

/** All text of a recorded reply; undefined where it holds none. */
function replyText(body: Json): string | undefined {
  const { content = [] } = reply.safeParse(wholeReply(body)).data ?? {};
  const texts = content.flatMap((block) => (block.type === "text" ? (block.text ?? "") : []));
  return texts.length === 0 ? undefined : texts.join("");
}
