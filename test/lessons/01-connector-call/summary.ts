import type { Anthropic } from "@anthropic-ai/sdk";
import type { ExerciseAnswers } from "../exercise-answers.ts";

export type Call = Anthropic.Beta.Messages.MessageCreateParamsNonStreaming;
type Reply = Anthropic.Beta.BetaMessage;
type Block = Anthropic.Beta.BetaContentBlock;
type Summarize = (blocks: Block[], stop: string) => object;
type Continue = (call: Call, replies: Reply[]) => Partial<Call>;
type Ask = (client: Anthropic, request: Call) => unknown;

const OUTCOMES: Record<string, string> = {
  end_turn: "complete",
  stop_sequence: "complete",
  refusal: "refused",
  pause_turn: "unfinished",
};

function toolOf(blocks: readonly Block[], id: string): string {
  return (
    blocks.flatMap((block) =>
      block.type === "mcp_tool_use" && block.id === id ? [block.name] : [],
    )[0] ?? ""
  );
}

const results = (blocks: readonly Block[]): Extract<Block, { type: "mcp_tool_result" }>[] =>
  blocks.flatMap((block) => (block.type === "mcp_tool_result" ? [block] : []));

function tools(blocks: readonly Block[], failed: boolean): string[] {
  return results(blocks)
    .filter((result) => result.is_error === failed)
    .map((result) => toolOf(blocks, result.tool_use_id));
}

const text = (blocks: readonly Block[]): string =>
  blocks.flatMap((block) => (block.type === "text" ? [block.text] : [])).join("\n");

const summarize: Summarize = (blocks, stop) => ({
  answer: text(blocks),
  calls: tools(blocks, false),
  failures: tools(blocks, true),
  outcome: OUTCOMES[stop] ?? "cut off",
});

const resume: Continue = ({ messages }, replies) => ({
  messages: [
    ...messages,
    ...replies.map(({ content }) => ({ role: "assistant" as const, content })),
  ],
});

/** An `ask` of which one part differs. */
function askWith(parts: {
  summarize?: Summarize;
  resume?: Continue;
  most?: number;
  summarizeLast?: boolean;
}): Ask {
  const { most = 5 } = parts;
  return async (client, request) => {
    const replies: Reply[] = [];
    for (;;) {
      const more = replies.length === 0 ? {} : (parts.resume ?? resume)(request, replies);
      const reply = await client.beta.messages.create({ ...request, ...more });
      replies.push(reply);
      if (reply.stop_reason !== "pause_turn" || replies.length >= most) {
        const blocks = (parts.summarizeLast === true ? [reply] : replies).flatMap(
          ({ content }) => content,
        );
        return (parts.summarize ?? summarize)(blocks, reply.stop_reason ?? "");
      }
    }
  };
}

/** The summary with something changed. */
function butFor(change: (blocks: Block[], stop: string) => object): Ask {
  return askWith({
    summarize: (blocks, stop) => ({ ...summarize(blocks, stop), ...change(blocks, stop) }),
  });
}

const summaryRight: Record<string, Ask> = {
  "sends one assistant message for each reply": askWith({}),
  "sends all replies as one assistant message, and texts run together": askWith({
    resume: ({ messages }, replies) => ({
      messages: [
        ...messages,
        { role: "assistant", content: replies.flatMap(({ content }) => content) },
      ],
    }),
    summarize: (blocks, stop) => ({
      ...summarize(blocks, stop),
      answer: blocks.map((block) => (block.type === "text" ? block.text : "")).join(""),
    }),
  }),
  "changes the request that it was given, by recursion": async (client, request) => {
    const blocks: Block[] = [];
    const go = async (left: number): Promise<object> => {
      const { content, stop_reason } = await client.beta.messages.create(request);
      blocks.push(...content);
      if (stop_reason !== "pause_turn" || left === 1) return summarize(blocks, stop_reason ?? "");
      request.messages.push({ role: "assistant", content });
      return await go(left - 1);
    };
    return await go(5);
  },
};

const summaryWrong: [check: string, mistake: string, answer: Ask][] = [
  [
    "01.3.blocks",
    "takes what the tools said for the answer",
    butFor((blocks) => ({ answer: text(blocks) + JSON.stringify(results(blocks)) })),
  ],
  [
    "01.3.blocks",
    "counts failed calls as calls",
    butFor((blocks) => ({
      calls: results(blocks).map((result) => toolOf(blocks, result.tool_use_id)),
    })),
  ],
  ["01.3.blocks", "forgets the failures", butFor(() => ({ failures: [] }))],
  [
    "01.3.blocks",
    "pairs calls with results by their order",
    butFor((blocks) => {
      const uses = blocks.flatMap((block) => (block.type === "mcp_tool_use" ? [block.name] : []));
      const failed = results(blocks).map((result) => result.is_error);
      return {
        calls: uses.filter((_use, index) => failed[index] === false),
        failures: uses.filter((_use, index) => failed[index] === true),
      };
    }),
  ],
  [
    "01.3.blocks",
    "lists the latest call first",
    butFor((blocks) => ({ calls: tools(blocks, false).toReversed() })),
  ],
  ["01.3.blocks", "summarises the last reply only", askWith({ summarizeLast: true })],
  [
    "01.3.blocks",
    "takes the first text block only",
    butFor((blocks) => ({ answer: blocks.find((block) => block.type === "text")?.text ?? "" })),
  ],
  [
    "01.3.outcome",
    "takes all but pauses for complete",
    butFor((_blocks, stop) => ({ outcome: stop === "pause_turn" ? "unfinished" : "complete" })),
  ],
  [
    "01.3.outcome",
    "takes what has a text for complete",
    butFor((blocks) => ({ outcome: text(blocks) === "" ? "unfinished" : "complete" })),
  ],
  ["01.3.outcome", "returns the stop reason", butFor((_blocks, stop) => ({ outcome: stop }))],
  [
    "01.3.outcome",
    "does not know refusals",
    butFor((_blocks, stop) => ({
      outcome: stop === "refusal" ? "complete" : (OUTCOMES[stop] ?? "cut off"),
    })),
  ],
  [
    "01.3.outcome",
    "throws when it gives up",
    askWith({
      summarize: (blocks, stop) => {
        if (stop === "pause_turn") throw new Error("too many pauses");
        return summarize(blocks, stop);
      },
    }),
  ],
  ["01.3.continues", "sends once", askWith({ most: 1 })],
  ["01.3.continues", "gives up after four", askWith({ most: 4 })],
  [
    "01.3.continues",
    "adds a message without content before there is a reply",
    async (client, request) =>
      await askWith({})(client, {
        ...request,
        messages: [...request.messages, { role: "assistant", content: [] }],
      }),
  ],
  [
    "01.3.continues",
    "sends the last reply only",
    askWith({
      resume: ({ messages }, replies) => ({
        messages: [...messages, { role: "assistant", content: replies.at(-1)?.content ?? [] }],
      }),
    }),
  ],
  [
    "01.3.continues",
    "asks to continue",
    askWith({
      resume: (call, replies) => ({
        messages: [
          ...(resume(call, replies).messages ?? []),
          { role: "user", content: "Please continue." },
        ],
      }),
    }),
  ],
  [
    "01.3.continues",
    "sends the text of the reply, and asks again",
    askWith({
      resume: ({ messages }, replies) => ({
        messages: [
          ...messages,
          { role: "assistant", content: text(replies.flatMap(({ content }) => content)) || "…" },
          ...messages,
        ],
      }),
    }),
  ],
  ["01.3.continues", "sends the same again", askWith({ resume: () => ({}) })],
  [
    "01.3.continues",
    "raises max_tokens on the way",
    askWith({ resume: (call, replies) => ({ ...resume(call, replies), max_tokens: 8000 }) }),
  ],
  ["01.3.cap", "never gives up", askWith({ most: Infinity })],
  ["01.3.cap", "gives up after ten", askWith({ most: 10 })],
  ["01.3.cap", "counts the repeats only", askWith({ most: 6 })],
];

const byHeart: Ask = (client, request) =>
  /acme|northwind|vintrell/.test(JSON.stringify(request.messages))
    ? askWith({})(client, request)
    : undefined;

export const answers: ExerciseAnswers = {
  exercise: "01.3",
  right: summaryRight,
  wrong: summaryWrong,
  byHeart,
  equivalent: [
    {
      reason: "Every result names a call that came before it.",
      mutants: [
        'default-dropped: list.push(names[block.tool_use_id] ?? ""); → list.push((names[block.tool_use_id]));',
      ],
    },
    {
      reason: "A reply that is not streamed has a stop reason.",
      mutants: [
        'default-dropped: if (!paused || sent === 5) return summarize(blocks, reply.stop_reason ?? ""); → if (!paused || sent === 5) return summarize(blocks, (reply.stop_reason));',
      ],
    },
  ],
};
