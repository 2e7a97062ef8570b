import type { Json } from "../../base/json.ts";

/** A reply as the API sends it, of these blocks. */
export function message(stopReason: string, content: Json[]): Json {
  return {
    id: "msg_recorded",
    type: "message",
    role: "assistant",
    model: "claude-opus-4-7",
    content,
    stop_reason: stopReason,
    stop_sequence: null,
    usage: { input_tokens: 100, output_tokens: 20 },
  };
}

/** A call of a tool of the Hub, and its result. */
export function call(id: string, name: string, isError: boolean, content: Json): Json[] {
  return [
    { type: "mcp_tool_use", id, name, server_name: "huggingface", input: { query: "acme" } },
    { type: "mcp_tool_result", tool_use_id: id, is_error: isError, content },
  ];
}

export const text = (words: string): Json => ({ type: "text", text: words });

const announced = (id: string, name: string): Json => ({
  type: "mcp_tool_use",
  id,
  name,
  server_name: "huggingface",
  input: {},
});
const ended = (id: string, isError: boolean, words: string): Json => ({
  type: "mcp_tool_result",
  tool_use_id: id,
  is_error: isError,
  content: isError ? words : [text(words)],
});

/** Calls that ran together: all announced first, then their results, the failed one before the others. */
const together: Json[] = [
  announced("mcptoolu_a", "hf_fs"),
  announced("mcptoolu_b", "hub_repo_search"),
  announced("mcptoolu_c", "hf_whoami"),
  ended("mcptoolu_b", true, "429 Too Many Requests"),
  ended("mcptoolu_a", false, "# hf_fs ls"),
  ended("mcptoolu_c", false, "nobody"),
];

/** Replies that the rehearsed API never gives by itself. */
export const recorded: Record<string, (request: number) => Json> = {
  refusal: () => message("refusal", [text("I can't help")]),
  together: () => message("end_turn", [text("Let me look."), ...together, text("One model.")]),
  retried: () =>
    message("end_turn", [
      ...call("mcptoolu_c", "hf_fs", true, [text("502 Bad Gateway")]),
      ...call("mcptoolu_d", "hf_fs", false, [text("two papers")]),
      text("Two papers."),
    ]),
  full: () => message("model_context_window_exceeded", [text("The first of the models is")]),
  stop: () => message("stop_sequence", [text("Yes.")]),
  /** Pauses as often as five requests allow. */
  patient: (request) =>
    request < 5 ? paused(request) : message("end_turn", [text("That was the last page.")]),
  endless: (request) => paused(request),
};

/** A pause after another call. */
function paused(request: number): Json {
  const page = [text("page after page")];
  return message("pause_turn", call(`mcptoolu_${request}`, "hub_repo_search", false, page));
}

/** An API that gives these replies, one a request. */
export function replay(reply: (request: number) => Json): (request: Request) => Promise<Response> {
  let requests = 0;
  return async () => Response.json(reply((requests += 1)));
}
