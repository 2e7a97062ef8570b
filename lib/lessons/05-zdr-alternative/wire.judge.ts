import { z } from "zod";
import type { Json } from "../../base/json.ts";
import type { Outcome } from "../../exercises/answer.ts";
import type { Fault } from "../../exercises/finding.ts";
import { faultOfOutcome } from "../../exercises/outcome.ts";
import { joins } from "../same-words.judge.ts";

/** A request that reached the Messages API. */
export interface SentRequest {
  headers: Record<string, string>;
  body: Json;
}

/** A result that a request carries back, as far as it can be read. */
export interface SentResult {
  id: string;
  isError: boolean;
  text: string;
}

const textBlock = z.looseObject({ type: z.literal("text"), text: z.string() });
const toolResult = z.looseObject({
  type: z.literal("tool_result"),
  tool_use_id: z.string(),
  is_error: z.boolean().optional(),
  content: z.union([z.string(), z.array(z.json())]).optional(),
});
const body = z.looseObject({
  mcp_servers: z.array(z.json()).catch([]).default([]),
  tools: z
    .array(z.looseObject({ type: z.string().optional(), name: z.string().optional() }))
    .catch([])
    .default([]),
  messages: z
    .array(z.looseObject({ role: z.string(), content: z.union([z.string(), z.array(z.json())]) }))
    .catch([])
    .default([]),
  thread: z.json().optional(),
});

function read(request: SentRequest): z.infer<typeof body> {
  return body.catch({ mcp_servers: [], tools: [], messages: [] }).parse(request.body);
}

/** What came of the call where no request reached the API; undefined where one did. */
export function silence(requests: readonly SentRequest[], outcome: Outcome): Fault | undefined {
  if (requests.length > 0) return undefined;
  const fault = faultOfOutcome(outcome, "Nothing is answered before the first request: send one.");
  return { ...fault, found: `no request reached the API: ${fault.found}` };
}

/** What is wrong with what the answer returned: it is what the model says in the end. */
export function returnFault(outcome: Outcome, final: string): Fault | undefined {
  const returned = outcome.status === "returned" ? outcome.value : undefined;
  if (joins(returned, inBlocks(final))) return undefined;
  return faultOfOutcome(
    outcome,
    "Return the text of the last reply, and of no other: that of all its text blocks. The first block may hold a thought.",
  );
}

/** The two blocks in which the model says it, as it does where it cites something. */
export function inBlocks(final: string): string[] {
  const middle = final.lastIndexOf(" ");
  return [final.slice(0, middle), final.slice(middle)];
}

/** What of the connector requests use; undefined where they use nothing of it. */
export function connectorFault(requests: readonly SentRequest[]): Fault | undefined {
  for (const request of requests) {
    const { mcp_servers: servers, tools } = read(request);
    if (servers.length > 0)
      return {
        found: "a request has mcp_servers",
        advice: "The API is told of no server: it sees tools of your own.",
      };
    if (tools.some(({ type }) => type === "mcp_toolset"))
      return {
        found: "a request has an mcp_toolset",
        advice: "tools holds the server's tools one by one, each with its name and input_schema.",
      };
    const beta = request.headers["anthropic-beta"] ?? "";
    if (beta.includes("mcp-client"))
      return {
        found: `a request has the beta ${beta}`,
        advice: "Leave betas out: they open what is not used here.",
      };
  }
  return undefined;
}

/** The names of the tools that a request offers. */
export function offeredIn(request: SentRequest): string[] {
  return read(request).tools.flatMap(({ name }) => name ?? []);
}

/** The results that requests carry back, each once. */
export function resultsIn(requests: readonly SentRequest[]): Map<string, SentResult> {
  const results = requests
    .flatMap((request) => read(request).messages)
    .flatMap(({ content }) => (Array.isArray(content) ? content : []))
    .flatMap((block) => toolResult.safeParse(block).data ?? [])
    .map(({ tool_use_id: id, is_error: isError = false, content = "" }) => ({
      id,
      isError,
      text:
        typeof content === "string"
          ? content
          : content.map((part) => textBlock.safeParse(part).data?.text ?? "").join("\n"),
    }));
  return new Map(results.map((result) => [result.id, result]));
}

/** What is wrong with the history of some requests; undefined where nothing is, or there are none. */
export function historyFault(
  requests: readonly SentRequest[],
  question: string,
): Fault | undefined {
  for (const [index, request] of requests.entries()) {
    const { thread, messages } = read(request);
    const which = `request ${index + 1}`;
    if (thread !== undefined && thread !== null)
      return {
        found: `${which} asks for a message thread`,
        advice:
          "toolRunner uses message threads unless you pass thread: false. ZDR does not cover them.",
      };
    const first = JSON.stringify(messages[0] ?? "");
    const asks = first.includes(JSON.stringify(question).slice(1, -1));
    if (!asks || messages[0]?.role !== "user")
      return {
        found: `${which} does not begin with a user message that holds the question`,
        advice: "Each request holds all messages so far, from the question on.",
      };
  }
  return undefined;
}
