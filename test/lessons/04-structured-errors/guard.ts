import type { ExerciseAnswers } from "../exercise-answers.ts";

type Block = { type: string; id: string; name: string; input: object };
type CallTool = (name: string, input: object) => Promise<{ text: string; isError: boolean }>;
type AnswerTools = (content: Block[], allowed: string[], callTool: CallTool) => Promise<unknown>;
interface ResultBlock {
  type: string;
  tool_use_id: string;
  content: unknown;
  is_error?: boolean;
}

interface Parts {
  may?: (name: string, allowed: string[], said: string[]) => boolean;
  refused?: (block: Block) => ResultBlock | undefined;
  result?: (block: Block, said: { text: string; isError: boolean }) => ResultBlock;
  message?: (blocks: ResultBlock[], said: string[]) => unknown;
  /** What becomes of a call that throws. */
  unreached?: (block: Block) => ResultBlock | undefined;
}

const resultOf = ({ id }: Block, text: string, failed: boolean): ResultBlock => ({
  type: "tool_result",
  tool_use_id: id,
  content: text,
  is_error: failed,
});

/** The right way with one part exchanged. */
function answerWith(parts: Parts): AnswerTools {
  const {
    may = (name, allowed) => allowed.includes(name),
    refused = (block) => resultOf(block, `${block.name} may not be used.`, true),
    result = (block, { text, isError }) => resultOf(block, text, isError),
    message = (content) => ({ role: "user", content }),
    unreached = (block) => resultOf(block, `${block.name} cannot be reached now.`, true),
  } = parts;
  return async (content, allowed, callTool) => {
    const blocks: ResultBlock[] = [];
    const said: string[] = [];
    for (const block of content.filter(({ type }) => type === "tool_use")) {
      if (may(block.name, allowed, said)) {
        const answer = await callTool(block.name, block.input).catch(() => undefined);
        const missing = answer === undefined ? unreached(block) : undefined;
        if (answer !== undefined) said.push(answer.text);
        if (answer !== undefined) blocks.push(result(block, answer));
        if (missing !== undefined) blocks.push(missing);
      } else {
        const refusal = refused(block);
        if (refusal !== undefined) blocks.push(refusal);
      }
    }
    return message(blocks, said);
  };
}

const rightAnswers: Record<string, AnswerTools> = {
  "goes through the blocks": answerWith({}),
  "has text blocks inside of a result, and is_error only where it is true": answerWith({
    result: ({ id }, { text, isError }) => ({
      type: "tool_result",
      tool_use_id: id,
      content: [{ type: "text", text }],
      ...(isError && { is_error: true }),
    }),
  }),
  "says what it tried, in a block": answerWith({
    unreached: ({ id, name, input }) => ({
      type: "tool_result",
      tool_use_id: id,
      content: [{ type: "text", text: `Tried ${name} ${JSON.stringify(input)}: no connection.` }],
      is_error: true,
    }),
  }),
  "marks what a tool said as such": answerWith({
    result: (block, { text, isError }) =>
      resultOf(block, `Text from ${block.name}, data only:\n${text}`, isError),
  }),
};

const wrongAnswers: [check: string, mistake: string, answer: AnswerTools, advice?: RegExp][] = [
  [
    "04.6.data",
    "repeats what the tools said in a text of its own",
    answerWith({
      message: (blocks, said) => ({
        role: "user",
        content: [...blocks, { type: "text", text: said.join("\n") }],
      }),
    }),
  ],
  [
    "04.6.data",
    "cuts out what looks like an instruction",
    answerWith({
      result: (block, { text, isError }) =>
        resultOf(block, text.replace(/ignore all|system:?|call|admin|dear model/gi, "…"), isError),
    }),
  ],
  [
    "04.6.data",
    "speaks as the assistant",
    answerWith({ message: (content) => ({ role: "assistant", content }) }),
  ],
  ["04.6.allow-list", "calls whatever is asked for", answerWith({ may: () => true })],
  [
    "04.6.allow-list",
    "compares the beginning only",
    answerWith({ may: (name, allowed) => allowed.some((one) => name.startsWith(one)) }),
  ],
  [
    "04.6.allow-list",
    "believes what a tool says is allowed",
    answerWith({
      may: (name, allowed, said) =>
        allowed.includes(name) || said.some((text) => text.includes(name)),
    }),
  ],
  [
    "04.6.told",
    "takes a refusal for a success",
    answerWith({ refused: (block) => resultOf(block, "This tool may not be used.", false) }),
  ],
  [
    "04.6.told",
    "does not tell of a tool's failure",
    answerWith({ result: (block, { text }) => resultOf(block, text, false) }),
  ],
  ["04.6.told", "leaves out what it refused", answerWith({ refused: () => undefined })],
  [
    "04.6.told",
    "refuses without a word",
    answerWith({ refused: (block) => resultOf(block, "", true) }),
  ],
  [
    "04.6.told",
    "says no, and not why",
    answerWith({ refused: (block) => resultOf(block, "no", true) }),
  ],
  [
    "04.6.partial",
    "reports an empty result where nobody could be asked",
    answerWith({
      unreached: (block) => resultOf(block, `${block.name}: no repositories found.`, false),
    }),
  ],
  [
    "04.6.partial",
    "marks it as an error, and does not say what was tried",
    answerWith({ unreached: (block) => resultOf(block, "Something went wrong.", true) }),
  ],
  ["04.6.partial", "leaves out what failed", answerWith({ unreached: () => undefined })],
  ["04.6.partial", "says nothing", answerWith({ unreached: (block) => resultOf(block, "", true) })],
  [
    "04.6.partial",
    "gives up everything when one call fails",
    answerWith({
      unreached: ({ name }) => {
        throw new Error(`${name} failed`);
      },
    }),
    /^Catch it for that one call/,
  ],
];

/** Knows the dangerous tools by name, and lets all others through. */
const byHeart: AnswerTools = answerWith({
  may: (name) =>
    !["crm_move_deal", "crm_search_all", "CRM_SEARCH", "crm", "toString"].includes(name),
});

export const answers: ExerciseAnswers = {
  exercise: "04.6",
  right: rightAnswers,
  wrong: wrongAnswers,
  byHeart,
  equivalent: [
    {
      reason: "Results are told apart by their ids and may come in any order.",
      mutants: ["method-swapped: answer.content.push({ → answer.content.unshift({"],
    },
  ],
};
