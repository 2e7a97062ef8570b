import type {
  BetaMCPToolListingBlock,
  BetaMCPToolUseBlock,
  BetaMessage,
  BetaRawMessageStreamEvent,
  BetaTextBlock,
  BetaToolUseBlock,
} from "@anthropic-ai/sdk/resources/beta/messages/messages";

/**
 * A text as the API sends it: recorded replies leave `citations` out where there are none, although
 * the SDK's type has it as null, and other clients refuse a null.
 */
export type ReplyText = Omit<BetaTextBlock, "citations">;

/** A call's result; the connector carries text only. */
interface ReplyMcpResult {
  type: "mcp_tool_result";
  tool_use_id: string;
  is_error: boolean;
  content: ReplyText[];
}

/** A call: run by the caller, or by the API over MCP. */
export type ReplyCall = BetaToolUseBlock | BetaMCPToolUseBlock;

/** A content block of a reply. */
export type ReplyBlock = ReplyText | ReplyCall | ReplyMcpResult | BetaMCPToolListingBlock;

/** A whole reply, or one that has only begun. */
export type ReplyMessage = Omit<BetaMessage, "content"> & { content: ReplyBlock[] };

/** A server-sent event of a streamed reply. */
export type ReplyEvent =
  | Exclude<BetaRawMessageStreamEvent, { type: "message_start" } | { type: "content_block_start" }>
  | { type: "message_start"; message: ReplyMessage }
  | { type: "content_block_start"; index: number; content_block: ReplyBlock }
  | { type: "ping" };
