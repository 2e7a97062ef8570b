import type {
  BetaMCPToolListingBlock,
  BetaMCPToolUseBlock,
  BetaMessage,
  BetaRawMessageStreamEvent,
  BetaServerToolUseBlock,
  BetaTextBlock,
  BetaThinkingBlock,
  BetaToolSearchToolResultBlock,
  BetaToolUseBlock,
} from "@anthropic-ai/sdk/resources/beta/messages/messages";

/**
 * A text as the API sends it: recorded replies leave `citations` out where there are none, although
 * the SDK's type has it as null, and other clients refuse a null.
 */
export type ReplyText = Omit<BetaTextBlock, "citations">;

export type ReplyThinking = BetaThinkingBlock;

/** A call's result; the connector carries text only. */
interface ReplyMcpResult {
  type: "mcp_tool_result";
  tool_use_id: string;
  is_error: boolean;
  content: ReplyText[];
}

/** A call: run by the caller, or by the API over MCP. */
export type ReplyCall = BetaToolUseBlock | BetaMCPToolUseBlock;

/** A search among deferred tools, and what it found. */
export type ReplySearch = BetaServerToolUseBlock | BetaToolSearchToolResultBlock;

/** A content block of a reply. */
export type ReplyBlock =
  | ReplyText
  | ReplyThinking
  | ReplyCall
  | ReplySearch
  | ReplyMcpResult
  | BetaMCPToolListingBlock;

/** A whole reply, or one that has only begun. */
export type ReplyMessage = Omit<BetaMessage, "content"> & { content: ReplyBlock[] };

/** A server-sent event of a streamed reply. */
export type ReplyEvent =
  | Exclude<
      BetaRawMessageStreamEvent,
      { type: "message_start" } | { type: "content_block_start" } | { type: "content_block_delta" }
    >
  | { type: "message_start"; message: ReplyMessage }
  | { type: "content_block_start"; index: number; content_block: ReplyBlock }
  | { type: "content_block_delta"; index: number; delta: ReplyDelta }
  | { type: "ping" };

/** A piece of a block. Recorded streams leave `estimated_tokens` out without its beta. */
export type ReplyDelta =
  | { type: "text_delta"; text: string }
  | { type: "thinking_delta"; thinking: string }
  | { type: "signature_delta"; signature: string }
  | { type: "input_json_delta"; partial_json: string };
