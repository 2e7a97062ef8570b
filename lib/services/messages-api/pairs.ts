import { invalid, ownWording } from "./api-error.ts";
import type { InputBlock, InputMessage } from "./request-types.ts";

/** A call: run by the caller, or by the API over MCP. */
export type Call = Extract<InputBlock, { type: "tool_use" | "mcp_tool_use" }>;

/** An MCP call that an earlier reply announced and that has not run yet. */
export type PendingCall = Extract<InputBlock, { type: "mcp_tool_use" }>;

type ToolResult = Extract<InputBlock, { type: "tool_result" }>;

/** Fills `calls` by id and returns the MCP calls that wait for their result. */
export function checkPairs(
  messages: readonly InputMessage[],
  calls: Map<string, Call>,
): PendingCall[] {
  let pending: PendingCall[] = [];
  let asked: ReadonlySet<string> = new Set();
  let answered = new Set<string>();
  for (const [at, message] of messages.entries()) {
    if (message.role === "user") {
      checkUser(at, message, asked, answered);
      if (pending.length > 0 && !message.content.every((block) => block.type === "tool_result")) {
        throw unresolved(at, pending);
      }
    } else if (message.role === "assistant") {
      pending = readAssistant(at, message, calls, pending);
      asked = new Set(idsOf(message.content));
      answered = new Set();
      checkAnswered(at, asked, turnOfUser(messages, at + 1));
    }
  }
  return pending;
}

function idsOf(blocks: readonly InputBlock[]): string[] {
  return blocks.flatMap((block) => (block.type === "tool_use" ? [block.id] : []));
}

/** The results must come before anything else that the user says, in one message or in several. */
function checkAnswered(
  at: number,
  asked: ReadonlySet<string>,
  turn: readonly InputMessage[],
): void {
  const blocks = turn.flatMap(({ content }) => content);
  const end = blocks.findIndex(({ type }) => type !== "tool_result");
  const leading = new Set(
    blocks
      .slice(0, end === -1 ? blocks.length : end)
      .flatMap((block) => (block.type === "tool_result" ? [block.tool_use_id] : [])),
  );
  const missing = [...asked].filter((id) => !leading.has(id));
  if (missing.length > 0) throw unanswered(at, missing);
}

function readAssistant(
  at: number,
  message: InputMessage,
  calls: Map<string, Call>,
  waiting: PendingCall[],
): PendingCall[] {
  const open = new Map(waiting.map((call) => [call.id, call]));
  const searches = new Map<string, string>();
  for (const [index, block] of message.content.entries()) {
    if (block.type === "tool_use" || block.type === "mcp_tool_use") {
      if (calls.has(block.id)) throw invalid(`messages.${at}: \`tool_use\` ids must be unique`);
      calls.set(block.id, block);
      if (block.type === "mcp_tool_use") open.set(block.id, block);
    } else if (block.type === "server_tool_use") {
      searches.set(block.id, block.name);
    } else if (block.type === "mcp_tool_result") {
      if (!open.delete(block.tool_use_id)) throw withoutUse(at, index, block.type, "mcp_tool_use");
    } else if (block.type === "tool_search_tool_result") {
      if (!searches.delete(block.tool_use_id)) {
        throw withoutUse(at, index, block.type, "server_tool_use");
      }
    } else if (block.type === "tool_result") {
      throw invalid(`messages.${at}: \`tool_result\` blocks can only be in \`user\` messages`);
    } else if (block.type === "text" && waiting.some((call) => open.has(call.id))) {
      throw unresolved(at, [...open.values()]);
    }
  }
  const [search] = searches;
  if (search !== undefined)
    throw missingResult(at, search[1], search[0], "tool_search_tool_result");
  return [...open.values()];
}

function checkUser(
  at: number,
  message: InputMessage,
  asked: ReadonlySet<string>,
  answered: Set<string>,
): void {
  for (const [index, block] of message.content.entries()) {
    if (block.type === "tool_result") checkResult(`messages.${at}.content.${index}`, block);
    else if (/^(mcp_|server_|tool_|(redacted_)?thinking$)/.test(block.type)) {
      throw invalid(
        ownWording(
          `messages.${at}.content.${index}: ${block.type} belongs to an assistant message.`,
        ),
      );
    }
  }

  function checkResult(path: string, { tool_use_id: id }: ToolResult): void {
    if (!asked.has(id)) {
      throw invalid(
        `${path}: unexpected \`tool_use_id\` found in \`tool_result\` blocks: ${id.slice(0, 80)}. ` +
          "Each `tool_result` block must have a corresponding `tool_use` block in the previous " +
          "message.",
      );
    }
    if (answered.has(id)) {
      throw invalid(
        `${path}: each tool_use must have a single result. Found multiple \`tool_result\` blocks ` +
          `with id: ${id.slice(0, 80)}`,
      );
    }
    answered.add(id);
  }
}

function unanswered(at: number, ids: string[]): Error {
  return invalid(
    `messages.${at}: \`tool_use\` ids were found without \`tool_result\` blocks immediately ` +
      `after: ${ids.join(", ").slice(0, 200)}. Each \`tool_use\` block must have a corresponding ` +
      "`tool_result` block in the next message.",
  );
}

function unresolved(at: number, calls: PendingCall[]): Error {
  return missingResult(at, "mcp_tool_use", calls.map(({ id }) => id).join(", "), "mcp_tool_result");
}

function missingResult(at: number, name: string, ids: string, result: string): Error {
  return invalid(
    `messages.${at}: \`${name}\` tool use with id \`${ids.slice(0, 200)}\` was found without ` +
      `a corresponding \`${result}\` block`,
  );
}

function withoutUse(at: number, index: number, result: string, use: string): Error {
  return invalid(
    ownWording(`messages.${at}.content.${index}: ${result} without a ${use} before it.`),
  );
}

/** The user's messages from here to the next of another role: the API reads them as one. */
export function turnOfUser(messages: readonly InputMessage[], at: number): readonly InputMessage[] {
  const end = messages.findIndex(({ role }, index) => index >= at && role !== "user");
  return messages.slice(at, end === -1 ? messages.length : end);
}
