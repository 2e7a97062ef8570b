import { createHash, type Hash } from "node:crypto";
import { isObject } from "../../base/json.ts";
import { invalid } from "./api-error.ts";
import { isForced } from "./model-rules.ts";
import { type Display, rulesOf } from "./models.ts";
import type { ReplyBlock, ReplyThinking } from "./reply-types.ts";
import type { InputBlock, MessagesRequest } from "./request-types.ts";

/** How the model thinks in reply to a request; undefined when it does not. */
export function thinkingOf(request: MessagesRequest): Display | undefined {
  const { thinking } = request;
  const rules = rulesOf(request.model);
  if (rules === undefined) return undefined;
  if (thinking === undefined) {
    const unasked = rules.thinks !== "on request" && !isForced(request);
    return unasked ? rules.display : undefined;
  }
  const on = thinking.type === "adaptive" || thinking.type === "enabled";
  return on ? (thinking.display ?? rules.display) : undefined;
}

/** `rehearsed.`, a digest of the text, of what came before, of the block before, and the model. */
const SIGNATURE = /^rehearsed\.([0-9a-f]{12})\.([0-9a-f]{12})\.([0-9a-f]{12})\.(claude-[\w-]+)$/;
const FIRST = "0".repeat(12);

/**
 * Checks the thinking blocks of a conversation that came back, and signs the next one. A signature
 * holds what the block said and what was before it, as the API's does: nothing is kept between
 * requests. Sources: platform.claude.com/docs, "Preserved thinking" and "Troubleshooting thinking".
 */
export class ThinkingChain {
  readonly #model: string;
  readonly #before: Hash;
  #previous: string | undefined;

  /** @throws ApiError 400 on a block that was made up or edited, or whose history has changed */
  constructor(request: MessagesRequest) {
    this.#model = request.model;
    this.#before = createHash("sha256").update(canonical([systemOf(request), toolsOf(request)]));
    checkBeginning(request);
    const { messages } = request;
    const latest = messages.findLastIndex(({ role }) => role === "assistant");
    for (const [at, { role, content }] of messages.entries()) {
      for (const [index, block] of content.entries()) {
        const path = `messages.${at}.content.${index}`;
        if (block.type === "redacted_thinking") {
          throw invalid(`${path}: Invalid \`data\` in \`redacted_thinking\` block`);
        }
        if (block.type === "thinking") this.#check(block, path, at === latest);
        else this.#pass(role, block);
      }
    }
  }

  /** A block of the reply that is no thinking: it will be before what is signed next. */
  pass(block: ReplyBlock): void {
    this.#pass("assistant", block);
  }

  /** The thinking block with this text; its summary is left out where it is not to be shown. */
  sign(text: string, display: Display): ReplyThinking {
    const parts = [digest(text), this.#digestBefore(), this.#previous ?? FIRST];
    const signature = `rehearsed.${parts.join(".")}.${this.#model}`;
    this.#previous = digest(signature);
    return { type: "thinking", thinking: display === "omitted" ? "" : text, signature };
  }

  #pass(role: string, block: object): void {
    const rest = { ...block, cache_control: undefined };
    if ("type" in rest && rest.type === "text" && "text" in rest) {
      const text = String(rest.text).trim();
      if (text !== "") this.#before.update(canonical([role, "text", text]));
    } else {
      this.#before.update(canonical([role, rest]));
    }
  }

  #digestBefore(): string {
    return this.#before.copy().digest("hex").slice(0, 12);
  }

  #check(block: Extract<InputBlock, { type: "thinking" }>, path: string, latest: boolean): void {
    const [, text, before, previous, model] = SIGNATURE.exec(block.signature) ?? [];
    const forged = `${path}: Invalid \`signature\` in \`thinking\` block`;
    if (text === undefined) throw invalid(forged);
    if (block.thinking !== "" && digest(block.thinking) !== text) {
      throw invalid(
        latest
          ? `${path}: \`thinking\` or \`redacted_thinking\` blocks in the latest assistant message ` +
              "cannot be modified. These blocks must remain as they were in the original response."
          : forged,
      );
    }
    // A model does not see what another has thought: the API leaves such blocks out.
    if (model !== this.#model) return;
    const unbroken = this.#previous === undefined || this.#previous === previous;
    if (rulesOf(model)?.bound === true && (before !== this.#digestBefore() || !unbroken)) {
      throw invalid(
        `${forged}. The block is bound to a different conversation. Remove the block, or set ` +
          '`thinking.block_binding.prefix_mismatch_behavior` to "drop_block". That setting ' +
          "requires the `thinking-binding-controls-2026-08-01` value in the `anthropic-beta` header.",
      );
    }
    this.#previous = digest(block.signature);
  }
}

/** With a fixed budget, the last turn of an open tool loop begins with thinking. */
function checkBeginning({ messages, thinking }: MessagesRequest): void {
  if (thinking?.type !== "enabled") return;
  const at = messages.findLastIndex(({ role }) => role === "assistant");
  const first = messages[at]?.content[0];
  const goesOn = messages[at + 1]?.content.some(({ type }) => type === "tool_result") === true;
  if (!goesOn || first === undefined || first.type === "thinking") return;
  throw invalid(
    `messages.${at}.content.0.type: Expected \`thinking\` or \`redacted_thinking\`, but found ` +
      `\`${first.type}\`. When \`thinking\` is enabled, a final \`assistant\` message must start ` +
      "with a thinking block (preceeding the lastmost set of `tool_use` and `tool_result` blocks). " +
      "We recommend you include thinking blocks from previous turns. To avoid this requirement, " +
      "disable `thinking`.",
  );
}

/** A text is the same alone or as a block; Claude Code's line on itself is no part of it. */
function systemOf({ system }: MessagesRequest): unknown[] {
  const blocks: unknown[] = Array.isArray(system) ? system : [system ?? ""];
  return blocks
    .map((block) => (isObject(block) ? block["text"] : block))
    .filter((text) => !/^x-anthropic-billing-header:|^\s*$/.test(String(text)))
    .map((text) => String(text).trim());
}

/**
 * The tools as declared, in any order. What is deferred comes into the conversation only when it is
 * found, and a listing that was pinned later is no other tool.
 */
function toolsOf({ tools }: MessagesRequest): string[] {
  return tools
    .filter((tool) => tool.type === "mcp_toolset" || tool.defer_loading !== true)
    .map((tool) => {
      const same = { ...tool, cache_control: undefined };
      return canonical(tool.type === "mcp_toolset" ? { ...same, tools: undefined } : same);
    })
    .toSorted();
}

function digest(text: string): string {
  return createHash("sha256").update(text).digest("hex").slice(0, 12);
}

/** JSON that is the same whatever the order of fields, and with or without those that are null. */
function canonical(value: unknown): string {
  return JSON.stringify(value, (_key, part: unknown) =>
    isObject(part)
      ? Object.fromEntries(
          Object.entries(part)
            .filter(([, field]) => field !== null && field !== undefined)
            .toSorted(([one], [other]) => (one < other ? -1 : 1)),
        )
      : part,
  );
}
