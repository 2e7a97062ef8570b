import type { BetaUsage } from "@anthropic-ai/sdk/resources/beta/messages/messages";

/**
 * Estimates the tokens of a value: a token for every four characters of its JSON, at least one. The
 * API counts with the model's tokenizer; this is only stable and grows with the text.
 */
export function estimateTokens(value: unknown): number {
  const text = typeof value === "string" ? value : (JSON.stringify(value) ?? "");
  return Math.max(1, Math.ceil(text.length / 4));
}

/** How many characters the tokens left over allow, by the same estimate. */
export function charactersFor(tokens: number): number {
  return Math.max(0, tokens * 4);
}

/**
 * Usage figures in the API's shape. MCP calls are not counted in `server_tool_use`, as in the
 * recorded replies.
 * @param thinkingTokens how many of the output's were thought; 0 when the model did not think
 */
export function usageOf(inputTokens: number, outputTokens: number, thinkingTokens = 0): BetaUsage {
  return {
    input_tokens: inputTokens,
    output_tokens: outputTokens,
    cache_creation_input_tokens: 0,
    cache_read_input_tokens: 0,
    cache_creation: { ephemeral_5m_input_tokens: 0, ephemeral_1h_input_tokens: 0 },
    server_tool_use: { web_search_requests: 0, web_fetch_requests: 0 },
    service_tier: "standard",
    inference_geo: null,
    speed: null,
    fallback_credit: null,
    iterations: null,
    output_tokens_details: thinkingTokens === 0 ? null : { thinking_tokens: thinkingTokens },
  };
}
