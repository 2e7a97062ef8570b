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

type Send = (client: Anthropic, call: Call) => Promise<Reply>;

const create: Send = async (client, call) => await client.beta.messages.create(call);

/** An `ask` of which one part differs. */
function askWith(parts: {
  summarize?: Summarize;
  resume?: Continue;
  send?: Send;
  most?: number;
  summarizeLast?: boolean;
}): Ask {
  const { most = 5, send = create } = parts;
  return async (client, request) => {
    const replies: Reply[] = [];
    for (;;) {
      const more = replies.length === 0 ? {} : (parts.resume ?? resume)(request, replies);
      const reply = await send(client, { ...request, ...more });
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

/** The final message of a stream, by its events. */
const fromEvents: Send = async (client, call) =>
  await new Promise((resolve, reject) => {
    client.beta.messages.stream(call).on("finalMessage", resolve).on("error", reject);
  });

/** What the SDK's helper does, as people write it who have only read the events' page. */
const byHand: Send = async (client, call) => {
  let reply: Reply | undefined;
  const pieces = new Map<number, string>();
  for await (const event of await client.beta.messages.create({ ...call, stream: true })) {
    if (event.type === "message_start") reply = event.message;
    if (reply === undefined) continue;
    if (event.type === "content_block_start") reply.content[event.index] = event.content_block;
    if (event.type === "message_delta") reply.stop_reason = event.delta.stop_reason;
    if (event.type !== "content_block_delta") continue;
    const [block, { delta }] = [reply.content[event.index], event];
    if (delta.type === "text_delta" && block?.type === "text") block.text += delta.text;
    if (delta.type === "thinking_delta" && block?.type === "thinking")
      block.thinking += delta.thinking;
    if (delta.type === "signature_delta" && block?.type === "thinking")
      block.signature = delta.signature;
    if (delta.type === "input_json_delta" && block?.type === "mcp_tool_use") {
      const json = (pieces.get(event.index) ?? "") + delta.partial_json;
      pieces.set(event.index, json);
      try {
        block.input = JSON.parse(json);
      } catch {
        // There is more to come.
      }
    }
  }
  if (reply === undefined) throw new Error("no reply");
  return reply;
};

async function* repliesTo(client: Anthropic, request: Call): AsyncGenerator<Reply> {
  const messages = [...request.messages];
  for (let sent = 0; sent < 5; sent += 1) {
    const reply = await client.beta.messages.create({ ...request, messages });
    yield reply;
    if (reply.stop_reason !== "pause_turn") return;
    messages.push({ role: "assistant", content: reply.content });
  }
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
  streams: askWith({
    send: async (client, call) => await client.beta.messages.stream(call).finalMessage(),
  }),
  "reads the events of a stream": askWith({ send: fromEvents }),
  "puts the events of a stream together by hand": askWith({ send: byHand }),
  "joins texts with blank lines": butFor((blocks) => ({
    answer: blocks.flatMap((block) => (block.type === "text" ? [block.text] : [])).join("\n\n"),
  })),
  "adds texts up": butFor((blocks) => {
    let answer = "";
    for (const block of blocks) if (block.type === "text") answer += block.text;
    return { answer };
  }),
  "puts a mark before each text, and a line between": butFor((blocks) => ({
    answer: blocks
      .flatMap((block) => (block.type === "text" ? [`* ${block.text.trim()}`] : []))
      .join("\n---\n"),
  })),
  "trims the answer": butFor((blocks) => ({ answer: text(blocks).trim() })),
  "reduces the blocks": butFor((blocks) =>
    blocks.reduce<{ calls: string[]; failures: string[] }>(
      ({ calls, failures }, block) => {
        if (block.type !== "mcp_tool_result") return { calls, failures };
        const name = toolOf(blocks, block.tool_use_id);
        return block.is_error
          ? { calls, failures: [...failures, name] }
          : { calls: [...calls, name], failures };
      },
      { calls: [], failures: [] },
    ),
  ),
  "keeps the names in a Map": butFor((blocks) => {
    const names = new Map<string, string>();
    const [calls, failures]: [string[], string[]] = [[], []];
    for (const block of blocks) {
      if (block.type === "mcp_tool_use") names.set(block.id, block.name);
      if (block.type === "mcp_tool_result") {
        (block.is_error ? failures : calls).push(names.get(block.tool_use_id) ?? "?");
      }
    }
    return { calls, failures };
  }),
  "switches on the stop reason": butFor((_blocks, stop) => {
    switch (stop) {
      case "end_turn":
      case "stop_sequence":
        return { outcome: "complete" };
      case "refusal":
        return { outcome: "refused" };
      case "pause_turn":
        return { outcome: "unfinished" };
      default:
        return { outcome: "cut off" };
    }
  }),
  "says the stop reason as well": butFor((_blocks, stop) => ({ stop })),
  "loops with do and while": async (client, request) => {
    const blocks: Block[] = [];
    let [sent, stop] = [0, ""];
    do {
      const last = { role: "assistant" as const, content: [...blocks] };
      const messages = sent === 0 ? request.messages : [...request.messages, last];
      const reply = await client.beta.messages.create({ ...request, messages });
      blocks.push(...reply.content);
      stop = reply.stop_reason ?? "";
      sent += 1;
    } while (stop === "pause_turn" && sent < 5);
    return summarize(blocks, stop);
  },
  "counts down, and breaks": async (client, request) => {
    const messages = [...request.messages];
    const blocks: Block[] = [];
    let stop = "";
    for (let left = 5; left > 0; left -= 1) {
      const reply = await client.beta.messages.create({ ...request, messages });
      blocks.push(...reply.content);
      stop = reply.stop_reason ?? "";
      if (stop !== "pause_turn") break;
      messages.push({ role: "assistant", content: reply.content });
    }
    return summarize(blocks, stop);
  },
  "sends first, and goes on while it is paused": async (client, request) => {
    let reply = await client.beta.messages.create(request);
    let blocks = reply.content;
    for (let sent = 1; reply.stop_reason === "pause_turn" && sent < 5; sent += 1) {
      reply = await client.beta.messages.create({
        ...request,
        messages: request.messages.concat({ role: "assistant", content: blocks }),
      });
      blocks = blocks.concat(reply.content);
    }
    return summarize(blocks, reply.stop_reason ?? "");
  },
  "draws from a generator": async (client, request) => {
    const blocks: Block[] = [];
    let stop = "";
    for await (const reply of repliesTo(client, request)) {
      blocks.push(...reply.content);
      stop = reply.stop_reason ?? "";
    }
    return summarize(blocks, stop);
  },
  "chains promises": (client, request) => {
    const go = (before: Block[], left: number): Promise<object> =>
      client.beta.messages
        .create({
          ...request,
          messages: [
            ...request.messages,
            ...(before.length > 0 ? [{ role: "assistant" as const, content: before }] : []),
          ],
        })
        .then(({ content, stop_reason }) =>
          stop_reason === "pause_turn" && left > 1
            ? go([...before, ...content], left - 1)
            : summarize([...before, ...content], stop_reason ?? ""),
        );
    return go([], 5);
  },
  "copies by JSON": askWith({
    send: async (client, call) =>
      JSON.parse(JSON.stringify(await client.beta.messages.create(call))),
  }),
  "sets a time limit": askWith({
    send: async (client, call) => await client.beta.messages.create(call, { timeout: 60_000 }),
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

const summaryWrong: [check: string, mistake: string, answer: Ask, advice?: RegExp][] = [
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
    "lists the tools in the order of their calls",
    butFor((blocks) => {
      const bad = new Set(
        results(blocks).flatMap(({ is_error, tool_use_id }) => (is_error ? [tool_use_id] : [])),
      );
      return {
        calls: blocks.flatMap((block) =>
          block.type === "mcp_tool_use" && !bad.has(block.id) ? [block.name] : [],
        ),
      };
    }),
    /in the order of the results/,
  ],
  [
    "01.3.blocks",
    "writes a word where a block has no text",
    butFor((blocks) => ({
      answer: blocks.map((block) => (block.type === "text" ? block.text : "undefined")).join(" "),
    })),
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
    "01.3.blocks",
    "takes the first block for the answer",
    butFor(([first]) => ({ answer: first?.type === "text" ? first.text : "" })),
  ],
  [
    "01.3.blocks",
    "takes the last block for the answer",
    butFor((blocks) => {
      const last = blocks.at(-1);
      return { answer: last?.type === "text" ? last.text : "" };
    }),
  ],
  [
    "01.3.blocks",
    "takes what Claude thinks for a part of the answer",
    butFor((blocks) => ({
      answer: blocks
        .map((block) =>
          block.type === "thinking" ? block.thinking : block.type === "text" ? block.text : "",
        )
        .join(" "),
    })),
  ],
  [
    "01.3.blocks",
    "counts one call for each reply",
    askWith({
      summarize: (blocks, stop) => {
        const first = tools(blocks, false).slice(0, 1);
        return { ...summarize(blocks, stop), calls: first };
      },
    }),
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
  ["01.3.continues", "sends once", askWith({ most: 1 }), /until there were 5/],
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
    /without being asked/,
  ],
  [
    "01.3.continues",
    "sends the text of the reply",
    askWith({
      resume: ({ messages }, replies) => ({
        messages: [
          ...messages,
          { role: "assistant", content: text(replies.flatMap(({ content }) => content)) || "…" },
          { role: "user", content: "Please continue." },
        ],
      }),
    }),
  ],
  [
    "01.3.continues",
    "leaves the texts out when it goes on",
    askWith({
      resume: ({ messages }, replies) => ({
        messages: [
          ...messages,
          ...replies.map(({ content }) => ({
            role: "assistant" as const,
            content: content.filter(({ type }) => type !== "text"),
          })),
        ],
      }),
    }),
    /of every type/,
  ],
  [
    "01.3.blocks",
    "takes the texts of the last reply only",
    async (client, request) => {
      const replies: Reply[] = [];
      for await (const reply of repliesTo(client, request)) replies.push(reply);
      const last = replies.at(-1);
      const blocks = replies.flatMap(({ content }) => content);
      return {
        ...summarize(blocks, last?.stop_reason ?? ""),
        answer: text(last?.content ?? []),
      };
    },
    /all replies/,
  ],
  [
    "01.3.continues",
    "leaves the thinking out when it goes on",
    askWith({
      resume: ({ messages }, replies) => ({
        messages: [
          ...messages,
          ...replies.map(({ content }) => ({
            role: "assistant" as const,
            content: content.filter(({ type }) => type !== "thinking"),
          })),
        ],
      }),
    }),
  ],
  [
    "01.3.continues",
    "sends the same again",
    askWith({ resume: () => ({}) }),
    /after the messages, with all blocks/,
  ],
  [
    "01.3.continues",
    "raises max_tokens on the way",
    askWith({ resume: (call, replies) => ({ ...resume(call, replies), max_tokens: 8000 }) }),
    /change messages alone/,
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
