import type { Json, JsonObject } from "../../base/json.ts";
import { message, text, thinking } from "../recorded-reply.ts";

/** A call of a tool of the Hub, and its result. */
export function call(id: string, name: string, isError: boolean, content: Json): Json[] {
  return [
    { type: "mcp_tool_use", id, name, server_name: "huggingface", input: { query: "acme" } },
    { type: "mcp_tool_result", tool_use_id: id, is_error: isError, content },
  ];
}

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

/** Calls that ran together: all announced first, then their results in another order. */
const together: Json[] = [
  announced("mcptoolu_a", "hf_fs"),
  announced("mcptoolu_b", "hub_repo_search"),
  announced("mcptoolu_c", "hf_whoami"),
  ended("mcptoolu_b", true, "429 Too Many Requests"),
  ended("mcptoolu_c", false, "nobody"),
  ended("mcptoolu_a", false, "# hf_fs ls"),
];

/** Replies that the rehearsed API never gives by itself. */
export const recorded: Record<string, (request: number) => JsonObject> = {
  refusal: () => message("refusal", [text("I can't help")]),
  together: () => message("end_turn", [text("Let me look."), ...together, text("One model.")]),
  retried: () =>
    message("end_turn", [
      ...call("mcptoolu_c", "hf_fs", true, [text("502 Bad Gateway")]),
      ...call("mcptoolu_d", "hf_fs", false, [text("two papers")]),
      text("Two papers."),
    ]),
  thoughtful: () =>
    message("end_turn", [
      thinking("The name of an organisation, so I search."),
      ...call("mcptoolu_e", "hub_repo_search", false, [text("one model")]),
      thinking("Its card says more."),
      ...call("mcptoolu_f", "hf_fs", false, [text("a card")]),
      text("One model, with a card."),
    ]),
  /** Pauses twice, after a thought, some words and several calls. */
  pensive: (request) =>
    request < 3
      ? message("pause_turn", [
          thinking(`Request ${request}: more to look up.`),
          text(`Page ${request} first. `),
          ...pair(request),
        ])
      : message("end_turn", [thinking("That is all."), text("Five models.")]),
  full: () => message("model_context_window_exceeded", [text("The first of the models is")]),
  stop: () => message("stop_sequence", [text("Yes.")]),
  /** Pauses as often as five requests allow. */
  patient: (request) =>
    request < 5 ? paused(request) : message("end_turn", [text("That was the last page.")]),
  endless: (request) => paused(request),
};

/** Two calls of one request, the second of which fails. */
function pair(request: number): Json[] {
  return [
    ...call(`mcptoolu_g${request}`, "hub_repo_search", false, [text("a model")]),
    ...call(`mcptoolu_h${request}`, "hf_fs", true, [text("404 Not Found")]),
  ];
}

/** A pause after another call. */
function paused(request: number): JsonObject {
  const page = [text("page after page")];
  return message("pause_turn", call(`mcptoolu_${request}`, "hub_repo_search", false, page));
}
