import { z } from "zod";
import type { Json, JsonObject } from "../../base/json.ts";
import type { Answer } from "../../exercises/answer.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import { messagesRequests, type World } from "../../exercises/world.ts";
import { message, replay, text, thinking } from "../recorded-reply.ts";
import { wholeReply } from "../reply-stream.ts";
import { type AskEvidence, judgeAsk } from "./ask.judge.ts";

/** A question; with `texts` it is a recorded model which replies: it thinks if it has thoughts. */
export type Question = string | { question: string; thoughts?: string; texts: readonly string[] };

const variants: [Question, ...Question[]] = [
  "What does MCP stand for?",
  {
    question: "Name three things that a CRM keeps.",
    thoughts: "Who is it about, and what is sold?",
    texts: ["Recorded for this check, not Claude's: companies, contacts and deals."],
  },
  {
    question: "Which of them change most often?",
    texts: ["Recorded for this check, not Claude's: deals. ", "Then come the activities."],
  },
  'Say "good morning" in three languages.',
];

/** 00.2: what is sent for several questions, and which part of the reply comes back. */
export const askExamination: Examination = examination({
  variants,
  world: (variant) => (typeof variant === "string" ? {} : { api: replay(() => recorded(variant)) }),
  drive: driveAsk,
  judge: judgeAsk,
});

function recorded({ thoughts, texts }: Exclude<Question, string>): JsonObject {
  const thought = thoughts === undefined ? [] : [thinking(thoughts)];
  return message("end_turn", [...thought, ...texts.map(text)]);
}

async function driveAsk(answer: Answer, world: World, variant: Question): Promise<AskEvidence> {
  const question = typeof variant === "string" ? variant : variant.question;
  const outcome = await answer.call([{ type: "anthropic" }, { type: "json", value: question }]);
  return {
    question,
    outcome,
    requests: messagesRequests(world.trace),
    texts: textsIn(world.trace.of("api-reply").at(-1)?.body ?? null),
  };
}

const reply = z.object({
  content: z.array(z.looseObject({ type: z.string(), text: z.string().optional() })),
});

/** The texts of a reply, block by block; none where the API refused. */
function textsIn(body: Json): string[] {
  const { content = [] } = reply.safeParse(wholeReply(body)).data ?? {};
  return content.flatMap((block) => (block.type === "text" ? (block.text ?? "") : []));
}
