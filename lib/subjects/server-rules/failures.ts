import { internals } from "../tool-errors/internals.ts";
import { textIn } from "../tool-errors/facts.ts";
import type { Observations, Reply, ToolCall } from "./observations.ts";
import { place, RESTS, type ServerRule } from "./rule.ts";
import { factsIn, failuresIn, lostInText, resultOf, successesIn, wordsOfReply } from "./seen.ts";

/** Words that say no more than that something failed. */
const EMPTY_WORDS =
  /^[\s.!:]*(?:(?:an?|the|internal|unknown|unexpected|server|tool|call|fetch|request|operation|error|failed|failure|exception|occurred|went|wrong|something|undefined|null|\[object object\])[\s.!:]*)*$/i;

/** How a text begins that tells of a failure, in words or as JSON. */
const SAYS_ERROR =
  /^(?:error\b|failed\b|exception\b|\{\s*"(?:error"\s*:\s*(?!null|false|"")|status"\s*:\s*"(?:error|failed)"))/i;

/** The words and the data of a failure; empty for a success. */
const saidBy = (reply: Reply): string => {
  if (reply.status === "error") return `${reply.message} ${JSON.stringify(reply.data) ?? ""}`;
  const result = resultOf(reply);
  if (result?.isError !== true) return "";
  return [textIn(result.content), JSON.stringify(result.structuredContent) ?? ""].join(" ");
};

/** Everything a failure says, with where it happened and what was asked. */
function saidIn(seen: Observations): { where: string; said: string; asked: unknown }[] {
  const { unknownTool, unknownResource } = seen;
  return [
    ...seen.calls.map(({ tool, reply, arguments: asked }) => ({ where: tool, reply, asked })),
    ...seen.reads.map(({ uri, reply }) => ({ where: uri, reply, asked: uri })),
    ...(unknownTool ? [{ where: "an unknown tool", reply: unknownTool, asked: "" }] : []),
    ...(unknownResource
      ? [{ where: "an unknown resource", reply: unknownResource, asked: "" }]
      : []),
  ].map(({ where, reply, asked }) => ({ where, said: saidBy(reply), asked }));
}

/** What shows of a system's inside; what was asked may be said again. */
function leakIn(said: string, asked: unknown): string | undefined {
  const own = factsIn(asked).map(String);
  const rest = own.reduce((text, fact) => text.replaceAll(fact, ""), said);
  return internals.find(({ pattern, loose }) => loose !== true && pattern.test(rest))?.what;
}

/** The calls of a kind that got a JSON-RPC error. */
const protocolErrors = ({ calls }: Observations, kind: ToolCall["kind"]): ToolCall[] =>
  calls.filter((call) => call.kind === kind && call.reply.status === "error");

export const failureRules: readonly ServerRule[] = [
  {
    id: "error-says-nothing",
    severity: "error",
    title: "An error says nothing",
    concerns: "The model; every host",
    rests: `${RESTS.claudeCodeRun}: of a failure the model gets the text alone`,
    happens: "The model cannot correct itself, and tries the same again.",
    todo: "Say what was wrong, with which value, and what to do instead.",
    look: (seen) =>
      failuresIn(seen).flatMap(({ tool, result }) => {
        const text = textIn(result.content);
        return EMPTY_WORDS.test(text) && factsIn(result.structuredContent).length === 0
          ? [place(tool, text.trim() === "" ? "no text" : `"${text}"`)]
          : [];
      }),
  },
  {
    id: "error-only-in-data",
    severity: "error",
    title: "An error says in structuredContent what its text does not",
    concerns: "Claude Code; mcpTools of @anthropic-ai/sdk",
    rests: `${RESTS.claudeCodeRun}: the structuredContent of a failure is gone`,
    happens: "The model does not get it.",
    todo: "Repeat in the text all that the error says.",
    look: (seen) => failuresIn(seen).flatMap(lostInText),
  },
  {
    id: "error-leaks",
    severity: "warning",
    title: "An error shows the inside of the system",
    concerns: "The people who run the server; the model",
    rests: "What a handler throws reaches the client word for word, SDK v1 and v2, run 2026-11-22",
    happens: "Queries, paths or keys reach the model, the conversation and its provider.",
    todo: "Catch what handlers throw, log it, and answer in words of your own.",
    look: (seen) =>
      saidIn(seen).flatMap(({ where, said, asked }) => {
        const what = leakIn(said, asked);
        return what === undefined ? [] : [place(where, `${what} in: ${said}`)];
      }),
  },
  {
    id: "success-says-error",
    severity: "warning",
    title: "A result says that something failed, and is no error",
    concerns: "The model; every host",
    rests: "Notion's server, source of 2026-07-25: a status in JSON, without isError",
    happens: "A host takes it for a success; the model may, too.",
    todo: "Set isError: true where a call failed.",
    look: (seen) =>
      successesIn(seen).flatMap(({ tool, result, arguments: asked }) => {
        const text = textIn(result.content).trim();
        const wanted = factsIn(asked).some((fact) => /error|fail/i.test(String(fact)));
        return SAYS_ERROR.test(text) && !wanted ? [place(tool, text)] : [];
      }),
  },
  {
    id: "arguments-protocol-error",
    severity: "warning",
    title: "Wrong arguments get a JSON-RPC error in place of a result with isError",
    concerns: "The model; every host",
    rests: `${RESTS.spec2025}: what a model can put right is a tool error (SEP-1303)`,
    happens: "Many hosts keep protocol errors from the model, which then cannot correct itself.",
    todo: "Return isError: true and say which argument is wrong.",
    look(seen) {
      const failing = new Set(protocolErrors(seen, "fitting").map(({ tool }) => tool));
      return protocolErrors(seen, "wrong").flatMap(({ tool, reply }) =>
        failing.has(tool) ? [] : [place(tool, wordsOfReply(reply))],
      );
    },
  },
  {
    id: "failure-protocol-error",
    severity: "warning",
    title: "A call that fails gets a JSON-RPC error in place of a result with isError",
    concerns: "The model; every host",
    rests: `${RESTS.spec2025}: what goes wrong in a tool is a tool error`,
    happens: "Many hosts keep protocol errors from the model, which then cannot react.",
    todo: "Catch what the tool throws, and return isError: true with words for the model.",
    look: (seen) =>
      protocolErrors(seen, "fitting").map(({ tool, reply }) => place(tool, wordsOfReply(reply))),
  },
  {
    id: "arguments-unchecked",
    severity: "note",
    title: "An argument of the wrong type is taken",
    concerns: "The model",
    rests: `${RESTS.spec2025}: servers must validate all tool inputs`,
    happens: "A mistake of the model's looks like a result.",
    todo: "Check the arguments by the schema that the tool lists.",
    look: (seen) =>
      seen.calls.flatMap(({ tool, kind, wrong = "", arguments: given, reply }) => {
        const result = resultOf(reply);
        return kind === "wrong" && result !== undefined && result.isError !== true
          ? [place(tool, `${wrong}: ${JSON.stringify(given[wrong])} gives a success`)]
          : [];
      }),
  },
  {
    id: "call-unanswered",
    severity: "error",
    title: "A call gets no answer that a client can read",
    concerns: "Every host",
    rests: `${RESTS.spec2025}: each request gets a response`,
    happens: "The host reports a failure of its own, or loses the server.",
    todo: "Answer each call, and let no fault of one call end the server.",
    look: (seen) =>
      seen.calls.flatMap(({ tool, reply }) =>
        reply.status === "http" ||
        (reply.status === "none" && (reply.why === "ended" || reply.why === "unreadable"))
          ? [place(tool, wordsOfReply(reply))]
          : [],
      ),
  },
  {
    id: "call-slow",
    severity: "warning",
    title: "A call gets no answer in the time that it was given",
    concerns: "The model's user",
    rests: "This run, and its --timeout",
    happens: "Somebody waits, and may take the server for dead.",
    todo: "Answer sooner, send progress, or look again with a longer --timeout.",
    look: (seen) =>
      seen.calls.flatMap(({ tool, reply }) =>
        reply.status === "none" && reply.why === "timeout"
          ? [place(tool, wordsOfReply(reply))]
          : [],
      ),
  },
  {
    id: "unknown-tool-answered",
    severity: "error",
    title: "A tool that does not exist is answered with success",
    concerns: "The model; every host",
    rests: `${RESTS.spec2025}: unknown tools are a protocol error`,
    happens: "A wrong name looks like a result.",
    todo: "Answer with the JSON-RPC error -32602.",
    look({ unknownTool }) {
      const result = unknownTool && resultOf(unknownTool);
      return unknownTool !== undefined && result !== undefined && result.isError !== true
        ? [place("tools/call", wordsOfReply(unknownTool))]
        : [];
    },
  },
  {
    id: "unknown-tool-code",
    severity: "note",
    title: "A tool that does not exist gets another answer than -32602",
    concerns: "MCP clients",
    rests: `${RESTS.spec2026}; SDK v1 1.32.2 answers with a result, run 2026-11-22`,
    happens: "A client cannot tell a wrong name from a tool that failed.",
    todo: "Answer with the JSON-RPC error -32602; McpServer of SDK v2 does.",
    look(seen) {
      const reply = seen.unknownTool;
      if (reply === undefined || reply.status === "none") return [];
      const other =
        reply.status === "result"
          ? resultOf(reply)?.isError === true
          : reply.status !== "error" || reply.code !== -32_602;
      return other ? [place("tools/call", wordsOfReply(reply))] : [];
    },
  },
  {
    id: "unknown-resource-answered",
    severity: "error",
    title: "A resource that does not exist is answered with success",
    concerns: "The model; every host",
    rests: `${RESTS.spec2026}: -32602, never empty contents`,
    happens: "A wrong URI looks like a document.",
    todo: "Answer with the JSON-RPC error -32602 and data { uri }.",
    look: ({ unknownResource: reply }) =>
      reply?.status === "result" ? [place("resources/read", wordsOfReply(reply))] : [],
  },
  {
    id: "unknown-resource-code",
    severity: "note",
    title: "A resource that does not exist gets another code than the revision's",
    concerns: "MCP clients",
    rests: `${RESTS.spec2026}: -32602, and -32002 in earlier revisions`,
    happens: "A client cannot tell a wrong URI from a server that failed.",
    todo: "Answer with the JSON-RPC error -32602 and data { uri }.",
    look({ unknownResource: reply, era }) {
      if (reply === undefined || reply.status === "result" || reply.status === "none") return [];
      const codes = era === "modern" ? [-32_602] : [-32_602, -32_002];
      const right = reply.status === "error" && codes.includes(reply.code);
      return right ? [] : [place("resources/read", wordsOfReply(reply))];
    },
  },
];
