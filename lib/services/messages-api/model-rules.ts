import { isObject } from "../../base/json.ts";
import { ApiError, invalid } from "./api-error.ts";
import { checkCacheControl } from "./cache-control.ts";
import { type ModelRules, rulesOf } from "./models.ts";
import type { MessagesRequest } from "./request-types.ts";

/**
 * What the API refuses of a request whose fields are right, because the model does not take it or
 * the fields do not go together. Sources: platform.claude.com/docs, "Errors", "Troubleshooting
 * thinking", "Thinking", "Extended thinking", "Effort", and what is new in each model.
 * @throws ApiError 404 on an unknown model, 400 on the first rule that is broken
 */
export function checkModel(request: MessagesRequest): void {
  const rules = rulesOf(request.model);
  if (rules === undefined) throw new ApiError(404, `model: ${request.model}`);
  checkLength(request, rules);
  checkThinking(request, rules);
  checkEffort(request, rules);
  checkSampling(request, rules);
  checkToolChoice(request, rules);
  checkRoles(request, rules);
  checkPrefill(request, rules);
  checkCacheControl(request);
}

/** Whether `tool_choice` forces a tool. */
export function isForced({ tool_choice: choice }: MessagesRequest): boolean {
  return choice?.type === "any" || choice?.type === "tool";
}

function checkLength({ model, max_tokens: most = 0 }: MessagesRequest, rules: ModelRules): void {
  if (most <= rules.maxTokens) return;
  throw invalid(
    `max_tokens: ${most} > ${rules.maxTokens}, which is the maximum allowed number of output ` +
      `tokens for ${model}`,
  );
}

const CONTROL =
  'Use "thinking.type.adaptive" and "output_config.effort" to control thinking behavior.';

function checkThinking(request: MessagesRequest, rules: ModelRules): void {
  const { thinking, max_tokens: most } = request;
  if (thinking === undefined) return;
  const { type } = thinking;
  if (!rules.thinking.includes(type)) throw invalid(unsupportedThinking(type, rules));
  if (type === "enabled" && most !== undefined && (thinking.budget_tokens ?? 0) >= most) {
    throw invalid("`max_tokens` must be greater than `thinking.budget_tokens`.");
  }
  if ((type === "enabled" || type === "adaptive") && isForced(request) && rules.forcedTools) {
    throw invalid("Thinking may not be enabled when tool_choice forces tool use.");
  }
}

function unsupportedThinking(type: string, rules: ModelRules): string {
  if (type === "adaptive") return "adaptive thinking is not supported on this model";
  if (type === "between_tools") return `"thinking.type.${type}" is not supported for this model.`;
  if (type === "disabled" && rules.thinking.includes("between_tools")) {
    return (
      'To turn thinking off on this model, send "thinking": {"type": "between_tools"} instead of ' +
      '{"type": "disabled"}. The model does not think before responding. The short updates it ' +
      "writes between tool calls come back as thinking blocks."
    );
  }
  const instead =
    type === "disabled" && rules.thinking.includes("enabled")
      ? 'Thinking defaults to adaptive mode when not specified; use "thinking.type.enabled" with ' +
        '"budget_tokens" for extended thinking.'
      : CONTROL;
  return `"thinking.type.${type}" is not supported for this model. ${instead}`;
}

function checkEffort(
  { output_config: config, thinking }: MessagesRequest,
  rules: ModelRules,
): void {
  const effort = config?.effort;
  if (effort === undefined || effort === null) return;
  if (rules.efforts.length === 0) {
    throw invalid("This model does not support the effort parameter.");
  }
  if (!rules.efforts.includes(effort)) {
    throw invalid(
      `This model does not support effort level '${effort}'. Supported levels: ` +
        `${rules.efforts.toSorted().join(", ")}.`,
    );
  }
  const off = thinking?.type === "disabled" || thinking?.type === "between_tools";
  if (off && rules.thinks !== "on request" && ["xhigh", "max"].includes(effort)) {
    throw invalid(
      `output_config.effort '${effort}' is not supported when thinking is disabled on this model. ` +
        "Use effort 'high' or below, or enable thinking.",
    );
  }
}

function checkSampling(request: MessagesRequest, rules: ModelRules): void {
  const { temperature, top_p: topP, top_k: topK, thinking } = request;
  if (!rules.sampling) {
    const changed: [string, boolean][] = [
      ["temperature", (temperature ?? 1) !== 1],
      ["top_p", (topP ?? 1) < 0.99],
      ["top_k", topK !== undefined],
    ];
    const [first] = changed.find(([, differs]) => differs) ?? [];
    if (first !== undefined) throw invalid(`\`${first}\` is deprecated for this model.`);
    return;
  }
  if (temperature !== undefined && topP !== undefined) {
    throw invalid(
      "`temperature` and `top_p` cannot both be specified for this model. Please use only one.",
    );
  }
  const thinks = thinking?.type === "enabled" || thinking?.type === "adaptive";
  if (thinks && (temperature ?? 1) !== 1) {
    throw invalid(
      "`temperature` may only be set to 1 when thinking is enabled or in adaptive mode.",
    );
  }
}

function checkToolChoice(request: MessagesRequest, rules: ModelRules): void {
  const { tool_choice: choice, tools } = request;
  if (choice === undefined || choice.type === "none") return;
  if (isForced(request) && !rules.forcedTools) {
    throw invalid('tool_choice: type "tool" and "any" are not supported for this model.');
  }
  if (tools.length > 0) return;
  throw invalid(
    choice.type === "tool"
      ? `Tool '${(choice.name ?? "").slice(0, 120)}' not found in provided tools`
      : `tool_choice.${choice.type} may only be specified while providing tools`,
  );
}

const DIRECTIVE =
  "; the directive-only form (content: [] with output_config) is accepted at any position";

/** Where a message of the role `system` may be. As recorded on 2026-08-31. */
function checkRoles({ messages }: MessagesRequest, rules: ModelRules): void {
  for (const [at, { role, content, output_config: config }] of messages.entries()) {
    if (role !== "system" || (content.length === 0 && isObject(config))) continue;
    if (!rules.systemMessages) throw invalid("role 'system' is not supported on this model");
    const fail = (message: string): never => {
      throw invalid(`messages.${at}: ${message}`);
    };
    if (content.length === 0) fail("system content must contain at least one block");
    if (content.some(({ type }) => type !== "text")) {
      fail("role 'system' supports text, tool_addition, and tool_removal blocks only");
    }
    if (at === 0)
      fail(`use the top-level 'system' parameter for the initial system prompt${DIRECTIVE}`);
    if (messages[at + 1]?.role === "user") {
      fail(`role 'system' must precede an 'assistant' message or end the array${DIRECTIVE}`);
    }
  }
}

/** How the conversation may end: a paused turn goes on, a text that was begun does not everywhere. */
function checkPrefill({ messages }: MessagesRequest, rules: ModelRules): void {
  const last = messages.at(-1);
  const end = last?.content.at(-1);
  if (last?.role !== "assistant" || end === undefined) return;
  if (end.type === "thinking" || end.type === "redacted_thinking") {
    throw invalid(
      `messages.${messages.length - 1}: The final block in an assistant message cannot be ` +
        "`thinking`.",
    );
  }
  if (end.type !== "text") return;
  if (!rules.prefill) {
    throw invalid(
      "This model does not support assistant message prefill. The conversation must end with a " +
        "user message.",
    );
  }
  if (/\s$/.test(end.text)) {
    throw invalid("messages: final assistant content cannot end with trailing whitespace");
  }
}
