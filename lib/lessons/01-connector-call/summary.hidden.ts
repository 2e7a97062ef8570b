import type { Json, JsonObject } from "../../base/json.ts";
import type { Random } from "../../base/random.ts";
import type { HiddenVariants } from "../../exercises/examination.ts";
import { letters, plainNames, toolNames } from "../made-up.ts";
import { message, replay, text, thinking } from "../recorded-reply.ts";
import { call } from "./recorded.ts";
import type { Question } from "./summary.ts";

/** Replies with calls of other tools, some of which fail, of a model that may think. */
export const hidden: HiddenVariants = {
  exercise: "01.3",
  generate: (random): Question => {
    const reply = madeUpReply(random);
    return {
      situation: "a made-up reply",
      question: `What does ${plainNames(random, 1).join()} publish?`,
      max_tokens: random.between(200, 2000),
      world: () => ({ api: replay(reply) }),
    };
  },
};

/** A reply with calls of other tools, some of which fail, after so many pauses. */
function madeUpReply(random: Random): (request: number) => JsonObject {
  const pauses = random.between(0, 2);
  const thinks = random.next() < 0.5;
  const thought = (): Json[] => (thinks ? [thinking(letters(random, 20))] : []);
  const ends = [
    "end_turn",
    "refusal",
    "stop_sequence",
    "max_tokens",
    "model_context_window_exceeded",
  ];
  const replies = Array.from({ length: pauses + 1 }, (_, turn): JsonObject => {
    const calls = toolNames(random, random.between(1, 3)).flatMap((name) => [
      ...thought(),
      ...call(`mcptoolu_${letters(random, 8)}`, name, random.next() < 0.4, [
        text(letters(random, 12)),
      ]),
    ]);
    const said = random.next() < 0.5 ? [text(`${letters(random, 9)} `)] : [];
    if (turn < pauses) return message("pause_turn", [...said, ...calls]);
    return message(random.pick(ends), [...calls, text(plainNames(random, 2).join(" and "))]);
  });
  return (request) => replies[Math.min(request, replies.length) - 1] ?? {};
}
