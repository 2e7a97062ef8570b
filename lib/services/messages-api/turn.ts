import { type Conversation, textOf } from "./conversation.ts";
import type { Identifiers } from "./identifiers.ts";
import type { Offer } from "./offer.ts";
import { composedName, type OfferedTool } from "./offered-tool.ts";
import type { PendingCall } from "./pairs.ts";
import { type Decision, decide, type PlannedCall, type Situation } from "./planner.ts";
import type { ReplyBlock, ReplyCall, ReplyThinking } from "./reply-types.ts";
import type { Display } from "./models.ts";
import type { MessagesRequest, SearchTool } from "./request-types.ts";
import type { ThinkingChain } from "./thinking.ts";
import { searchTools } from "./tool-search.ts";
import { charactersFor, estimateTokens } from "./usage.ts";

/** How a turn ended. */
export interface TurnEnd {
  stopReason: "end_turn" | "tool_use" | "pause_turn" | "max_tokens" | "stop_sequence";
  stopSequence: string | null;
  /** Summed over all samplings of the turn. */
  inputTokens: number;
  outputTokens: number;
  /** Those of the output that were thought. */
  thinkingTokens: number;
}

/** What a turn is made of. */
export interface TurnInput {
  request: MessagesRequest;
  conversation: Conversation;
  offer: Offer;
  /** What `tool_choice` forces in the first sampling. */
  forced: OfferedTool | "any" | undefined;
  /** How the model thinks, if it does, and what is before its thinking. */
  thinking: { display: Display; chain: ThinkingChain } | undefined;
  ids: Identifiers;
  /** Samplings that may end in an MCP call before the turn is paused. */
  iterationLimit: number;
  /** The tokens of the request itself. */
  inputTokens: number;
  /** What chooses the next step in the planner's place. */
  decide?: ((situation: Situation) => Decision) | undefined;
}

/**
 * Produces one reply, block by block: thinks, samples, searches for tools, runs MCP calls, samples
 * again, until there is text, a call for the caller, or a limit.
 * @throws ApiError 400 when an MCP server fails on the way
 */
export async function* runTurn(input: TurnInput): AsyncGenerator<ReplyBlock, TurnEnd> {
  return yield* new Turn(input).run();
}

class Turn {
  readonly #input: TurnInput;
  readonly #taken: string;
  /** What may be called: more once a search has found some. */
  #tools: readonly OfferedTool[];
  /** The tool search that has not been used yet. */
  #search: SearchTool | undefined;
  #inputTokens = 0;
  #outputTokens = 0;
  #thinkingTokens = 0;
  #resultTokens = 0;

  constructor(input: TurnInput) {
    this.#input = input;
    this.#taken = JSON.stringify(input.request.messages);
    const none = input.request.tool_choice?.type === "none";
    this.#tools = none ? [] : input.offer.tools;
    this.#search = none ? undefined : input.offer.search;
  }

  async *run(): AsyncGenerator<ReplyBlock, TurnEnd> {
    const { offer, conversation, iterationLimit } = this.#input;
    for (const listing of offer.listings) yield this.#say(listing);
    for (const call of conversation.pending) yield* this.#answer(call);
    for (let iteration = 1; ; iteration += 1) {
      const end = yield* this.#sample(iteration === 1);
      if (end !== undefined) return end;
      if (iteration >= iterationLimit) return this.#end("pause_turn");
    }
  }

  /** One sampling, and what the API runs of it; the end where the turn ends with it. */
  async *#sample(first: boolean): AsyncGenerator<ReplyBlock, TurnEnd | undefined> {
    const { conversation, request, forced } = this.#input;
    const { question, steps } = conversation;
    const { tool_choice: choice } = request;
    this.#inputTokens += this.#input.inputTokens + this.#resultTokens + this.#outputTokens;
    const decision = (this.#input.decide ?? decide)({
      question,
      tools: this.#tools,
      steps,
      forced: first ? forced : undefined,
      parallel: !choice || choice.type === "none" || choice.disable_parallel_tool_use !== true,
    });
    const search = decision.kind === "text" && steps.length === 0 ? this.#search : undefined;
    if (first) {
      const thought = this.#think(search?.name ?? nextOf(decision));
      if (thought === "no room") return this.#end("max_tokens");
      if (thought !== undefined) yield thought;
    }
    if (search !== undefined) return yield* this.#lookFor(question, search);
    if (decision.kind === "text") return yield* this.#speak(decision.text);
    return yield* this.#call(decision.calls);
  }

  /** Looks for deferred tools, once in a turn. */
  async *#lookFor(
    question: string,
    search: SearchTool,
  ): AsyncGenerator<ReplyBlock, TurnEnd | undefined> {
    const { offer, ids } = this.#input;
    const { blocks, found } = searchTools(question, search, offer.deferred, ids, this.#taken);
    if (!this.#spend(blocks)) return this.#end("max_tokens");
    for (const block of blocks) yield this.#say(block);
    this.#tools = [...this.#tools, ...found];
    this.#search = undefined;
    return undefined;
  }

  async *#call(calls: readonly PlannedCall[]): AsyncGenerator<ReplyBlock, TurnEnd | undefined> {
    const blocks = calls.map((call) => this.#callBlock(call));
    if (!this.#spend(blocks)) return this.#end("max_tokens");
    for (const block of blocks) yield this.#say(block);
    if (blocks.some((block) => block.type === "tool_use")) return this.#end("tool_use");
    for (const block of blocks) if (block.type === "mcp_tool_use") yield* this.#answer(block);
    return undefined;
  }

  /** What the model has thought first; it counts as output, and may be all there is room for. */
  #think(next: string): ReplyThinking | "no room" | undefined {
    const { thinking } = this.#input;
    if (thinking === undefined) return undefined;
    const text = `This is the rehearsal's, not Claude's: nothing thinks here. Next: ${next}.`;
    if (!this.#spend([text])) return "no room";
    this.#thinkingTokens = this.#outputTokens;
    return thinking.chain.sign(text, thinking.display);
  }

  /** Counts what is said, if there is room for it. */
  #spend(parts: readonly unknown[]): boolean {
    const cost = parts.reduce<number>((sum, part) => sum + estimateTokens(part), 0);
    if (this.#outputTokens + cost > (this.#input.request.max_tokens ?? Infinity)) return false;
    this.#outputTokens += cost;
    return true;
  }

  /** A block of the reply, which is before what comes to be thought. */
  #say<Block extends ReplyBlock>(block: Block): Block {
    this.#input.thinking?.chain.pass(block);
    return block;
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
    const tool = [...offer.tools, ...offer.deferred].find(
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
    yield this.#say(result);
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
      thinkingTokens: this.#thinkingTokens,
    };
  }
}

function nextOf(decision: Decision): string {
  if (decision.kind === "text") return "the answer";
  return decision.calls.map(({ tool }) => composedName(tool)).join(", ");
}
