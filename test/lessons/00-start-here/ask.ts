import type { Anthropic } from "@anthropic-ai/sdk";
import type { ExerciseAnswers } from "../exercise-answers.ts";

type Ask = (client: Anthropic, question: string) => Promise<unknown>;
const model = "claude-opus-4-7";
const max_tokens = 500;

async function send(client: Anthropic, content: string): Promise<Anthropic.Message> {
  return await client.messages.create({ model, max_tokens, messages: [{ role: "user", content }] });
}

function textOf(message: Anthropic.Message): string {
  return message.content.flatMap((block) => (block.type === "text" ? [block.text] : [])).join("");
}

const askRight: Record<string, Ask> = {
  "joins all text blocks": async (client, question) => textOf(await send(client, question)),
  "joins the texts with line breaks": async (client, question) =>
    (await send(client, question)).content
      .flatMap((block) => (block.type === "text" ? [block.text] : []))
      .join("\n"),
  "joins the texts with a line between": async (client, question) =>
    (await send(client, question)).content
      .flatMap((block) => (block.type === "text" ? [`- ${block.text}`] : []))
      .join("\n---\n"),
  "adds the texts up in a loop": async (client, question) => {
    let all = "";
    for (const block of (await send(client, question)).content) {
      if (block.type === "text") all += block.text;
    }
    return all;
  },
  "reads the events of a stream": async (client, question) => {
    const stream = await client.messages.create({
      model,
      max_tokens,
      stream: true,
      messages: [{ role: "user", content: question }],
    });
    let all = "";
    for await (const event of stream) {
      if (event.type === "content_block_delta" && event.delta.type === "text_delta") {
        all += event.delta.text;
      }
    }
    return all;
  },
  "streams, and sends content as blocks": async (client, question) => {
    const stream = client.messages.stream({
      model,
      max_tokens,
      messages: [{ role: "user", content: [{ type: "text", text: question }] }],
    });
    return textOf(await stream.finalMessage());
  },
  "uses the beta namespace and a system prompt": async (client, question) => {
    const message = await client.beta.messages.create({
      model,
      max_tokens,
      system: "Be short.",
      messages: [{ role: "user", content: `Please answer: ${question}` }],
    });
    return message.content.map((block) => (block.type === "text" ? block.text : "")).join("");
  },
};

const askWrong: [check: string | string[], mistake: string, answer: Ask, advice?: RegExp][] = [
  [
    "00.2.sends",
    "hard-codes the question shown",
    async (client) => textOf(await send(client, "What does MCP stand for?")),
  ],
  [
    "00.2.sends",
    "forgets to put the question in",
    async (client) => textOf(await send(client, "question")),
  ],
  [
    ["00.2.sends", "00.2.text"],
    "asks no client",
    async (_client, question) => await Promise.resolve(`About ${question}`),
    /not with `lab\.client`/,
  ],
  [
    "00.2.sends",
    "asks twice",
    async (client, question) => {
      await send(client, question);
      return textOf(await send(client, question));
    },
  ],
  [
    "00.2.sends",
    "puts the question into the system prompt",
    async (client, question) =>
      textOf(
        await client.messages.create({
          model,
          max_tokens,
          system: question,
          messages: [{ role: "user", content: "Please answer." }],
        }),
      ),
  ],
  [
    "00.2.text",
    "returns the whole reply",
    async (client, question) => await send(client, question),
  ],
  [
    "00.2.text",
    "returns the blocks",
    async (client, question) => (await send(client, question)).content,
  ],
  [
    "00.2.text",
    "returns the first block",
    async (client, question) => (await send(client, question)).content[0],
  ],
  [
    "00.2.text",
    "returns the text of the first block, where that is a text",
    async (client, question) => {
      const [first] = (await send(client, question)).content;
      return first?.type === "text" ? first.text : "";
    },
  ],
  [
    "00.2.text",
    "returns the first text block only",
    async (client, question) => {
      const { content } = await send(client, question);
      return content.flatMap((block) => (block.type === "text" ? [block.text] : []))[0];
    },
    /2 text blocks/,
  ],
  [
    "00.2.text",
    "returns the last block's text only",
    async (client, question) => {
      const last = (await send(client, question)).content.at(-1);
      return last?.type === "text" ? last.text : "";
    },
  ],
  [
    "00.2.text",
    "adds up the texts of all blocks, undefined ones, too",
    async (client, question) => {
      let all = "";
      for (const block of (await send(client, question)).content) {
        all += String(Reflect.get(block, "text"));
      }
      return all;
    },
    /undefined there/,
  ],
  [
    "00.2.text",
    "writes the sender before the text",
    async (client, question) => `Claude: ${textOf(await send(client, question))}`,
  ],
  [
    "00.2.text",
    "returns the thinking, too",
    async (client, question) =>
      (await send(client, question)).content
        .map((block) => (block.type === "thinking" ? block.thinking : Reflect.get(block, "text")))
        .join("\n"),
  ],
  [
    "00.2.text",
    "forgets to return",
    async (client, question) => {
      await send(client, question);
    },
  ],
  [
    "00.2.text",
    "returns the blocks as JSON text",
    async (client, question) => JSON.stringify((await send(client, question)).content),
  ],
];

const published = new Set([
  "What does MCP stand for?",
  "Name three things that a CRM keeps.",
  "Which of them change most often?",
  'Say "good morning" in three languages.',
]);

const byHeart: Ask = async (client, question) =>
  textOf(await send(client, published.has(question) ? question : "What does MCP stand for?"));

export const answers: ExerciseAnswers = {
  exercise: "00.2",
  right: askRight,
  wrong: askWrong,
  byHeart,
  equivalent: [
    {
      reason: "How long an answer may be is free.",
      mutants: [
        "number-raised: max_tokens: 4096, → max_tokens: 4097,",
        "number-lowered: max_tokens: 4096, → max_tokens: 4095,",
      ],
    },
    {
      reason: "A list of lists is joined to the same text.",
      mutants: [
        'method-swapped: .flatMap((block) => (block.type === "text" ? [block.text] : [])) → .map((block) => (block.type === "text" ? [block.text] : []))',
      ],
    },
  ],
};
