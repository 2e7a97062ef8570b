import type { Random } from "../../../random.ts";
import type { Json } from "../../json.ts";
import { letters, plainNames, toolNames } from "../made-up.ts";

/** A reply as the API sends it, of these blocks. */
function message(stopReason: string, content: Json[]): Json {
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

function call(id: string, name: string, isError: boolean, content: Json): Json[] {
  return [
    { type: "mcp_tool_use", id, name, server_name: "huggingface", input: { query: "acme" } },
    { type: "mcp_tool_result", tool_use_id: id, is_error: isError, content },
  ];
}

const text = (words: string): Json => ({ type: "text", text: words });

/** Two calls that ran together: both announced first, their results in the other order. */
const together: Json[] = [
  { type: "mcp_tool_use", id: "mcptoolu_a", name: "hf_fs", server_name: "huggingface", input: {} },
  {
    type: "mcp_tool_use",
    id: "mcptoolu_b",
    name: "hub_repo_search",
    server_name: "huggingface",
    input: {},
  },
  {
    type: "mcp_tool_result",
    tool_use_id: "mcptoolu_b",
    is_error: true,
    content: "429 Too Many Requests",
  },
  {
    type: "mcp_tool_result",
    tool_use_id: "mcptoolu_a",
    is_error: false,
    content: [text("# hf_fs ls")],
  },
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
  /** Pauses each time, with another call. */
  endless: (request) =>
    message(
      "pause_turn",
      call(`mcptoolu_${request}`, "hub_repo_search", false, [text("page after page")]),
    ),
};

/** A reply with calls of other tools, some of which fail, after so many pauses. */
export function madeUpReply(random: Random): (request: number) => Json {
  const pauses = random.between(0, 2);
  const ends = [
    "end_turn",
    "refusal",
    "stop_sequence",
    "max_tokens",
    "model_context_window_exceeded",
  ];
  const replies = Array.from({ length: pauses + 1 }, (_, turn): Json => {
    const calls = toolNames(random, random.between(1, 3)).flatMap((name) =>
      call(`mcptoolu_${letters(random, 8)}`, name, random.next() < 0.4, [
        text(letters(random, 12)),
      ]),
    );
    if (turn < pauses) return message("pause_turn", calls);
    return message(random.pick(ends), [...calls, text(plainNames(random, 2).join(" and "))]);
  });
  return (request) => replies[Math.min(request, replies.length) - 1] ?? null;
}

/** An API that gives these replies, one a request, and refuses after a dozen. */
export function replay(reply: (request: number) => Json): (request: Request) => Promise<Response> {
  let requests = 0;
  return async () => {
    requests += 1;
    if (requests <= 12) return Response.json(reply(requests));
    const error = { type: "invalid_request_error", message: "That were requests enough." };
    return Response.json({ type: "error", error }, { status: 400 });
  };
}
