import { invalid } from "./api-error.ts";
import { type Call, checkPairs, type PendingCall, turnOfUser } from "./pairs.ts";
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

/** What the planner needs to know of the messages. */
export interface Conversation {
  /** The last thing the user said. */
  question: string;
  /** Calls made since then, in order. */
  steps: Step[];
  pending: PendingCall[];
}

type Result = Extract<InputBlock, { type: "tool_result" | "mcp_tool_result" }>;

/**
 * Checks that every call has its result where the API wants it, and reads the conversation.
 * @throws ApiError 400 when a result is missing, misplaced or without a call
 */
export function readConversation(messages: readonly InputMessage[]): Conversation {
  if (messages[0]?.role !== "user") {
    throw invalid('messages: first message must use the "user" role');
  }
  checkContent(messages);
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
  return (content ?? []).flatMap((block) => (block.type === "text" ? [block.text] : [])).join("\n");
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

function checkContent(messages: readonly InputMessage[]): void {
  for (const [at, message] of messages.entries()) {
    if (message.role !== "user" || messages[at - 1]?.role === "user") continue;
    if (turnOfUser(messages, at).every(({ content }) => content.length === 0)) {
      throw invalid(`messages.${at}: user messages must have non-empty content`);
    }
  }
}
