import { type Completions, fillIn } from "../completed-hints.ts";

/** Hint 1 says it in words. */
const SUMMARIZE = `(blocks, stop) => {
  const results = blocks.filter((block) => block.type === "mcp_tool_result") as any[];
  const uses = blocks.filter((block) => block.type === "mcp_tool_use") as any[];
  const nameOf = (result: any) => uses.find((use) => use.id === result.tool_use_id).name;
  const texts = blocks.filter((block) => block.type === "text") as any[];
  let outcome: Outcome = "complete";
  if (stop === "max_tokens" || stop === "model_context_window_exceeded") outcome = "cut off";
  if (stop === "refusal") outcome = "refused";
  if (stop === "pause_turn") outcome = "unfinished";
  return {
    answer: texts.map((block) => block.text).join(" "),
    calls: results.filter((result) => !result.is_error).map(nameOf),
    failures: results.filter((result) => result.is_error).map(nameOf),
    outcome,
  };
}`;

export const completions: Completions = {
  "answer-01-1": ({ code: [entry] }) => `(env) => ${fillIn(entry, "env.HF_TOKEN || undefined")}`,
  "answer-01-2": ({ code: [fields] }) =>
    `(server, tools) => ({ type: "mcp_toolset", mcp_server_name: server, ${fields} })`,
  "answer-01-3-summarize": () => SUMMARIZE,
  "answer-01-3": ({ code: [loop] }, { code: [again = ""] }) =>
    `async (client, request) => {\n${fillIn(loop, again.replace("messages: ", ""))}\n}`,
  "answer-01-4": ({ code: [guard] }) => `(env, listed) => {
${guard}
return { mcp_servers: [hubServer(env)], tools: [allowOnly("huggingface", needed)] };
}`,
  "answer-01-5": ({ code: [start] }) => `async (error, probe) => {
${start}
if (found === "unauthorized") return "token";
if (found === "connected") return "neither";
return "server";
}`,
  "answer-01-6": ({ code: [request] }) => `(request, reply) => ${request}`,
};
