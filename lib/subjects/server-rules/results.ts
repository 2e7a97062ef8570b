import { parseJson } from "../../base/json.ts";
import { holds, textIn } from "../tool-errors/facts.ts";
import { place, type Place, RESTS, type ServerRule } from "./rule.ts";
import {
  factsIn,
  failuresIn,
  lostInText,
  successesIn,
  toolsIn,
  type ToolResult,
  wordsOfReply,
} from "./seen.ts";

/** Claude Code keeps a longer result of text in a file, unless the tool says otherwise. */
const KEPT_IN_FILE = 50_000;
/** 10,000 tokens, a token for every four characters. */
const WARNED = 40_000;

/** What a host would put before the model, in characters. */
const sizeOf = ({ content, structuredContent }: ToolResult): number =>
  structuredContent === undefined
    ? textIn(content).length
    : JSON.stringify(structuredContent).length;

const tokens = (characters: number): string => `${Math.ceil(characters / 4)} tokens`;

export const resultRules: readonly ServerRule[] = [
  {
    id: "result-cut",
    severity: "warning",
    title: "A result is longer than a host puts before the model",
    concerns: "Claude Code",
    rests: `Readers of Claude Code's documentation, 2026-10-05: over 50,000 characters, or what _meta["anthropic/maxResultSizeChars"] allows, into a file; over 25,000 tokens cut; 2.1.332, run 2026-11-30: 40,000 characters arrive whole, 60,000 go into a file, 200,000 become an error`,
    happens: "The model sees the name of a file, or a part, and has to read again.",
    todo: 'Page or filter; or set _meta["anthropic/maxResultSizeChars"] on the tool where all of it is needed.',
    look(seen) {
      const allowed = new Map(
        toolsIn(seen).map(({ name, _meta }) => [name, _meta?.["anthropic/maxResultSizeChars"]]),
      );
      const cut = successesIn(seen).flatMap(({ tool, result }): Place[] => {
        const own = allowed.get(tool);
        const size = sizeOf(result);
        return size > (typeof own === "number" ? own : KEPT_IN_FILE)
          ? [place(tool, `${size} characters, about ${tokens(size)}`)]
          : [];
      });
      const never = seen.calls.flatMap(({ tool, reply }) =>
        reply.status === "none" && reply.why === "too-large"
          ? [place(tool, wordsOfReply(reply))]
          : [],
      );
      return [...cut, ...never];
    },
  },
  {
    id: "result-long",
    severity: "warning",
    title: "A result is longer than 10,000 tokens",
    concerns: "Claude Code",
    rests: `${RESTS.claudeCodeDocs}: warns from 10,000 tokens on`,
    happens: "The host warns, and the conversation fills up.",
    todo: "Return less by default, and page.",
    look: (seen) =>
      successesIn(seen).flatMap(({ tool, result }) => {
        const size = sizeOf(result);
        return size > WARNED && size <= KEPT_IN_FILE
          ? [place(tool, `${size} characters, about ${tokens(size)}`)]
          : [];
      }),
  },
  {
    id: "output-mismatch",
    severity: "error",
    title: "A result does not match the tool's own output schema",
    concerns: "Clients of every SDK",
    rests: `${RESTS.sdkV2}: throws, and the result is lost`,
    happens: "The client throws, and the model gets an error in place of the result.",
    todo: "Return structuredContent as outputSchema says, or change the schema.",
    look(seen) {
      const withSchema = new Set(
        toolsIn(seen).flatMap(({ name, outputSchema }) =>
          outputSchema === undefined ? [] : [name],
        ),
      );
      return successesIn(seen).flatMap(({ tool, result, mismatch }) => {
        if (!withSchema.has(tool)) return [];
        if (result.structuredContent === undefined)
          return [place(tool, "an output schema, and no structuredContent")];
        return mismatch === undefined ? [] : [place(tool, mismatch)];
      });
    },
  },
  {
    id: "error-output-mismatch",
    severity: "warning",
    title: "An error's structuredContent does not match the output schema",
    concerns: "Clients of SDK v1",
    rests: `${RESTS.sdkV1}: validates it even where isError is set; exercise 04.3`,
    happens: "The client throws a schema error, and the model never sees what went wrong.",
    todo: "Let outputSchema admit the error: optional fields, and an optional error.",
    look: (seen) =>
      failuresIn(seen).flatMap(({ tool, result, mismatch }) =>
        mismatch === undefined || result.structuredContent === undefined
          ? []
          : [place(tool, mismatch)],
      ),
  },
  {
    id: "data-not-in-text",
    severity: "warning",
    title: "A success says something in structuredContent that its text does not",
    concerns: "mcpTools of @anthropic-ai/sdk; clients that show text",
    rests: "@anthropic-ai/sdk 1.14, source read 2026-11-29: text only",
    happens: "Where a host shows the text alone, the model does not get it.",
    todo: "Say the same facts in both; JSON as the text is fine.",
    look: (seen) => successesIn(seen).flatMap(lostInText),
  },
  {
    id: "text-not-in-data",
    severity: "warning",
    title: "A success says something in its text that structuredContent does not",
    concerns: "Claude Code",
    rests: `${RESTS.claudeCodeRun}: the text of a success with structuredContent is gone`,
    happens: "The model in Claude Code does not get it.",
    todo: "Say the same facts in both; advice belongs in a field of the data.",
    look: (seen) =>
      successesIn(seen).flatMap(({ tool, result }) => {
        const { content, structuredContent } = result;
        if (structuredContent === undefined) return [];
        const lost = lostFact(textIn(content), structuredContent);
        return lost === undefined ? [] : [place(tool, `structuredContent has no ${lost}`)];
      }),
  },
];

/** A fact of the text that the data lacks: a value of its JSON, else a number or an id, else all of it. */
function lostFact(text: string, data: unknown): string | undefined {
  const known = JSON.stringify(data);
  const facts = factsIn(data).map(String);
  const parsed = parse(text);
  if (parsed !== undefined) {
    const lost = factsIn(parsed).find((fact) => !facts.includes(String(fact)));
    return lost === undefined ? undefined : JSON.stringify(lost);
  }
  const holdsNone = facts.length > 0 && !facts.some((fact) => holds(text, fact));
  if (holdsNone && text.trim() !== "") return JSON.stringify(text.slice(0, 80));
  return text
    .match(/[\p{L}\p{N}_-]*\p{N}[\p{L}\p{N}_-]*/gu)
    ?.map((word) => word.replaceAll(/^-+|-+$/g, ""))
    .find((word) => !known.includes(word) && !isCount(word, data));
}

/** Texts count what lists hold: "3 companies". */
const isCount = (word: string, data: unknown): boolean =>
  /^\d{1,4}$/.test(word) && lengthsIn(data).includes(Number(word));

function lengthsIn(data: unknown): number[] {
  if (typeof data !== "object" || data === null) return [];
  const own = Array.isArray(data) ? [data.length] : [];
  return [...own, ...Object.values(data).flatMap(lengthsIn)];
}

function parse(text: string): unknown {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}
