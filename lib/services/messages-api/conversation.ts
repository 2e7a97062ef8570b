import { invalid, ownWording } from "./api-error.ts";
import type { InputBlock, InputMessage } from "./request-types.ts";

/** A call made for the current question, with what came back. */
export interface Step {
  /** The MCP server's name; undefined for a tool that the caller runs. */
  server: string | undefined;
  tool: string;
  input: unknown;
  isError: boolean;
  /** All text of the result. */
  text: string;
}

/** An MCP call that an earlier reply announced and that has not run yet. */
export type PendingCall = Extract<InputBlock, { type: "mcp_tool_use" }>;

/** What the planner needs to know of the messages. */
export interface Conversation {
  /** The last thing the user said. */
  question: string;
  /** Calls made since then, in order. */
  steps: Step[];
  pending: PendingCall[];
}

type Call = Extract<InputBlock, { type: "tool_use" | "mcp_tool_use" }>;
type Result = Extract<InputBlock, { type: "tool_result" | "mcp_tool_result" }>;

/**
 * Checks that every call has its result where the API wants it, and reads the conversation.
 * @throws ApiError 400 when a result is missing, misplaced or without a call
 */
export function readConversation(messages: readonly InputMessage[]): Conversation {
  if (messages[0]?.role !== "user") {
    throw invalid(ownWording('messages.0: the first message must have the role "user".'));
  }
  const calls = new Map<string, Call>();
  const pending = checkPairs(messages, calls);
  const from = questionIndex(messages);
  const current = messages.slice(from).flatMap((message) => message.content);
  return {
    question: current.length === 0 ? "" : textOf(userBlocks(messages.slice(from))),
    steps: current
      .filter(isResult)
      .flatMap((result) => stepOf(calls.get(result.tool_use_id), result)),
    pending,
  };
}

/** The text of a result's content. */
export function textOf(content: Result["content"] | InputBlock[]): string {
  if (typeof content === "string") return content;
  return (content ?? [])
    .flatMap((block) => ("text" in block && block.type === "text" ? [block.text ?? ""] : []))
    .join("\n");
}

function userBlocks(messages: readonly InputMessage[]): InputBlock[] {
  return messages.flatMap((message) => (message.role === "user" ? message.content : []));
}

/** Where the current question begins: the last user message that does not only return results. */
function questionIndex(messages: readonly InputMessage[]): number {
  const index = messages.findLastIndex(
    (message) => message.role === "user" && !message.content.some(isResult),
  );
  return Math.max(0, index);
}

function stepOf(call: Call | undefined, result: Result): Step[] {
  if (call === undefined) return [];
  return [
    {
      server: call.type === "mcp_tool_use" ? call.server_name : undefined,
      tool: call.name,
      input: call.input,
      isError: result.is_error ?? false,
      text: textOf(result.content),
    },
  ];
}

function isResult(block: InputBlock): block is Result {
  return block.type === "tool_result" || block.type === "mcp_tool_result";
}

/** Fills `calls` by id and returns the MCP calls that wait for their result. */
function checkPairs(messages: readonly InputMessage[], calls: Map<string, Call>): PendingCall[] {
  let pending: PendingCall[] = [];
  for (const [at, message] of messages.entries()) {
    if (message.role === "user") {
      const previous = messages[at - 1];
      checkToolResults(at, message, previous?.role === "assistant" ? previous.content : []);
      if (pending.length > 0 && !message.content.every((block) => block.type === "tool_result")) {
        throw unresolved(at, pending);
      }
    } else {
      pending = readAssistant(at, message, calls, pending);
      const next = messages[at + 1];
      const open = message.content.filter((block) => block.type === "tool_use");
      if (open.length > 0 && next?.role !== "user")
        throw unanswered(
          at,
          open.map(({ id }) => id),
        );
    }
  }
  return pending;
}

function readAssistant(
  at: number,
  message: InputMessage,
  calls: Map<string, Call>,
  waiting: PendingCall[],
): PendingCall[] {
  const open = new Map(waiting.map((call) => [call.id, call]));
  for (const [index, block] of message.content.entries()) {
    if (block.type === "tool_use" || block.type === "mcp_tool_use") {
      if (calls.has(block.id)) throw invalid(`messages.${at}: \`tool_use\` ids must be unique`);
      calls.set(block.id, block);
      if (block.type === "mcp_tool_use") open.set(block.id, block);
    } else if (block.type === "mcp_tool_result") {
      if (!open.delete(block.tool_use_id)) {
        throw invalid(
          ownWording(
            `messages.${at}.content.${index}: mcp_tool_result without an mcp_tool_use before it.`,
          ),
        );
      }
    } else if (block.type === "tool_result") {
      throw invalid(`messages.${at}: \`tool_result\` blocks can only be in \`user\` messages`);
    } else if (block.type === "text" && waiting.some((call) => open.has(call.id))) {
      throw unresolved(at, [...open.values()]);
    }
  }
  return [...open.values()];
}

function checkToolResults(at: number, message: InputMessage, before: InputBlock[]): void {
  const asked = new Set(before.flatMap((block) => (block.type === "tool_use" ? [block.id] : [])));
  for (const [index, block] of message.content.entries()) {
    if (block.type === "tool_result" && !asked.delete(block.tool_use_id)) {
      throw invalid(
        `messages.${at}.content.${index}: unexpected \`tool_use_id\` found in \`tool_result\` ` +
          `blocks: ${block.tool_use_id.slice(0, 80)}. Each \`tool_result\` block must have a ` +
          "corresponding `tool_use` block in the previous message.",
      );
    }
    if (block.type.startsWith("mcp_") || block.type === "tool_use") {
      throw invalid(
        ownWording(
          `messages.${at}.content.${index}: ${block.type} belongs to an assistant message.`,
        ),
      );
    }
  }
  if (asked.size > 0) throw unanswered(at - 1, [...asked]);
}

function unanswered(at: number, ids: string[]): Error {
  return invalid(
    `messages.${at}: \`tool_use\` ids were found without \`tool_result\` blocks immediately ` +
      `after: ${ids.join(", ").slice(0, 200)}. Each \`tool_use\` block must have a corresponding ` +
      "`tool_result` block in the next message.",
  );
}

function unresolved(at: number, calls: PendingCall[]): Error {
  const ids = calls.map(({ id }) => id).join(", ");
  return invalid(
    `messages.${at}: \`mcp_tool_use\` tool use with id \`${ids.slice(0, 200)}\` was found without ` +
      "a corresponding `mcp_tool_result` block",
  );
}
