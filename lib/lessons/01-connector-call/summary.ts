import { z } from "zod";
import { HUB_TOOLS, HUB_URL } from "../../base/hub-names.ts";
import { createHub } from "../../services/hub/hub.ts";
import type { Json } from "../../base/json.ts";
import type { Exchange } from "./continuation.judge.ts";
import { judgeSummary, type SummaryEvidence } from "./summary.judge.ts";
import { type Examination, examination } from "../../exercises/examination.ts";
import type { World, WorldOptions } from "../../exercises/world.ts";
import { replay } from "../recorded-reply.ts";
import { wholeReply } from "../reply-stream.ts";
import { recorded } from "./recorded.ts";

/** A question, and the world that answers it. */
export interface Question {
  situation: string;
  question: string;
  max_tokens?: number;
  world?: () => WorldOptions;
}

const names = '"northwind-robotics", "quillmark" and "vintrell-labs"';

const variants: [Question, ...Question[]] = [
  { situation: "a plain answer", question: 'Which models does "northwind-robotics" publish?' },
  {
    situation: "a turn that pauses three times",
    question: `Which models do ${names} publish?`,
    world: () => ({ iterationLimit: 1 }),
  },
  {
    situation: "a tool that fails",
    question: 'Which models does "vintrell-labs" publish?',
    world: () => ({ servers: { [HUB_URL]: createHub({ failure: "rate-limited" }) } }),
  },
  {
    situation: "an answer that is cut off",
    question: 'Which models does "northwind-robotics" publish?',
    max_tokens: 60,
  },
  replayed("calls that ran together", "together"),
  replayed("a call that failed and was made again", "retried"),
  replayed("a reply that begins with thinking", "thoughtful"),
  replayed("a model that thinks, says something and makes two calls before each pause", "pensive"),
  replayed("a refusal", "refusal"),
  replayed("a full context window", "full"),
  replayed("an end at a stop sequence", "stop"),
  replayed("a turn that pauses four times", "patient"),
  replayed("a turn that pauses for ever", "endless"),
];

function replayed(situation: string, reply: keyof typeof recorded): Question {
  return {
    situation,
    question: "What does acme publish?",
    world: () => ({ api: replay(recorded[reply] ?? (() => ({}))) }),
  };
}

/** 01.3: the loop around the call, on real and on recorded replies. */
export const summaryExamination: Examination = examination({
  variants,
  world: ({ world }) => world?.() ?? {},
  async drive(answer, world, variant): Promise<SummaryEvidence> {
    const request = requestFor(variant);
    const outcome = await answer.call([{ type: "anthropic" }, { type: "json", value: request }]);
    const endless = variant.situation.endsWith("for ever");
    const { situation } = variant;
    return { situation, request, exchanges: exchangesIn(world), outcome, endless };
  },
  judge: judgeSummary,
});

function requestFor({ question, max_tokens }: Question): { [field: string]: Json } {
  return {
    model: "claude-opus-4-7",
    max_tokens: max_tokens ?? 1024,
    betas: ["mcp-client-2025-11-20"],
    mcp_servers: [{ type: "url", name: "huggingface", url: HUB_URL }],
    tools: [
      {
        type: "mcp_toolset",
        mcp_server_name: "huggingface",
        default_config: { enabled: false },
        configs: { [HUB_TOOLS.search]: { enabled: true } },
      },
    ],
    messages: [{ role: "user", content: question }],
  };
}

const object = z.record(z.string(), z.json()).catch({});

function exchangesIn({ trace }: World): Exchange[] {
  return trace.of("api-request").map(({ exchange, headers, body }) => ({
    request: object.parse(body),
    beta: headers["anthropic-beta"] ?? "",
    reply: wholeReply(
      trace.of("api-reply").find((reply) => reply.exchange === exchange)?.body ?? null,
    ),
  }));
}
