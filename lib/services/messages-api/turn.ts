import { type Conversation, type PendingCall, textOf } from "./conversation.ts";
import type { Identifiers } from "./identifiers.ts";
import type { Offer } from "./offer.ts";
import type { OfferedTool } from "./offered-tool.ts";
import { decide, type PlannedCall } from "./planner.ts";
import type { ReplyBlock, ReplyCall } from "./reply-types.ts";
import type { MessagesRequest } from "./request-types.ts";
import { charactersFor, estimateTokens } from "./usage.ts";

/** How a turn ended. */
export interface TurnEnd {
  stopReason: "end_turn" | "tool_use" | "pause_turn" | "max_tokens" | "stop_sequence";
  stopSequence: string | null;
  /** Summed over all samplings of the turn. */
  inputTokens: number;
  outputTokens: number;
}

/** What a turn is made of. */
export interface TurnInput {
  request: MessagesRequest;
  conversation: Conversation;
  offer: Offer;
  /** What `tool_choice` forces in the first sampling. */
  forced: OfferedTool | "any" | undefined;
  ids: Identifiers;
  /** Samplings that may end in an MCP call before the turn is paused. */
  iterationLimit: number;
  /** The tokens of the request itself. */
  inputTokens: number;
}

/**
 * Produces one reply, block by block: samples, runs MCP calls, samples again, until there is text,
 * a call for the caller, or a limit.
 * @throws ApiError 400 when an MCP server fails on the way
 */
export async function* runTurn(input: TurnInput): AsyncGenerator<ReplyBlock, TurnEnd> {
  return yield* new Turn(input).run();
}

class Turn {
  readonly #input: TurnInput;
  readonly #taken: string;
  #inputTokens = 0;
  #outputTokens = 0;
  #resultTokens = 0;

  constructor(input: TurnInput) {
    this.#input = input;
    this.#taken = JSON.stringify(input.request.messages);
  }

  async *run(): AsyncGenerator<ReplyBlock, TurnEnd> {
    const { offer, conversation, iterationLimit, request } = this.#input;
    yield* offer.listings;
    for (const call of conversation.pending) yield* this.#answer(call);
    const none = request.tool_choice?.type === "none";
    const tools = none ? [] : offer.tools;
    let { forced } = this.#input;
    for (let iteration = 1; ; iteration += 1) {
      this.#inputTokens += this.#input.inputTokens + this.#resultTokens + this.#outputTokens;
      const { question, steps } = conversation;
      const parallel = request.tool_choice?.disable_parallel_tool_use !== true;
      const decision = decide({ question, tools, steps, forced, parallel });
      if (decision.kind === "text") return yield* this.#speak(decision.text);
      const blocks = decision.calls.map((call) => this.#callBlock(call));
      const cost = blocks.reduce((sum, block) => sum + estimateTokens(block), 0);
      if (this.#outputTokens + cost > (request.max_tokens ?? Infinity))
        return this.#end("max_tokens");
      this.#outputTokens += cost;
      yield* blocks;
      if (blocks.some((block) => block.type === "tool_use")) return this.#end("tool_use");
      for (const block of blocks) if (block.type === "mcp_tool_use") yield* this.#answer(block);
      if (iteration >= iterationLimit) return this.#end("pause_turn");
      forced = undefined;
    }
  }

  #callBlock({ tool, input }: PlannedCall): ReplyCall {
    const { ids } = this.#input;
    return tool.server === undefined
      ? { type: "tool_use", id: ids.next("toolu", this.#taken), name: tool.name, input }
      : {
          type: "mcp_tool_use",
          id: ids.next("mcptoolu", this.#taken),
          name: tool.name,
          server_name: tool.server,
          input,
        };
  }

  async *#answer(call: PendingCall): AsyncGenerator<ReplyBlock, void> {
    const { offer, conversation } = this.#input;
    const server = offer.servers.get(call.server_name);
    const tool = offer.tools.find(
      (one) => one.server === call.server_name && one.name === call.name,
    );
    if (server === undefined || tool === undefined) return;
    const { isError, content } = await server.call(call.name, tool.schema, call.input);
    const result = {
      type: "mcp_tool_result",
      tool_use_id: call.id,
      is_error: isError,
      content,
    } as const;
    this.#resultTokens += estimateTokens(result);
    conversation.steps.push({
      server: call.server_name,
      tool: call.name,
      input: call.input,
      isError,
      text: textOf(content),
    });
    yield result;
  }

  /** Ends with a text, cut at a stop sequence or where the tokens run out. */
  async *#speak(text: string): AsyncGenerator<ReplyBlock, TurnEnd> {
    const { stop_sequences: stops = [], max_tokens: most = Infinity } = this.#input.request;
    const room = charactersFor(most - this.#outputTokens);
    const hit = stops
      .map((stop) => ({ stop, at: text.indexOf(stop) }))
      .filter(({ at }) => at !== -1)
      .toSorted((a, b) => a.at - b.at)[0];
    const end = Math.min(hit?.at ?? text.length, room);
    const spoken = text.slice(0, end);
    if (spoken !== "") {
      this.#outputTokens += estimateTokens(spoken);
      yield { type: "text", text: spoken };
    }
    if (hit !== undefined && hit.at <= room) return this.#end("stop_sequence", hit.stop);
    return this.#end(end < text.length ? "max_tokens" : "end_turn");
  }

  #end(stopReason: TurnEnd["stopReason"], stopSequence: string | null = null): TurnEnd {
    return {
      stopReason,
      stopSequence,
      inputTokens: this.#inputTokens,
      outputTokens: Math.max(1, this.#outputTokens),
    };
  }
}
