import type { Model } from "@anthropic-ai/sdk/resources/messages/messages";

/** How much effort a request asks for, from the least. */
type Effort = "low" | "medium" | "high" | "xhigh" | "max";
type ThinkingType = "adaptive" | "enabled" | "disabled" | "between_tools";
/** Whether a thinking block shows its summary or comes with an empty text. */
export type Display = "summarized" | "omitted";

/** What the API takes for a model, and what the model does unasked. */
export interface ModelRules {
  /** The largest `max_tokens`. */
  maxTokens: number;
  /** When it thinks: if `thinking` asks for it, unless `thinking` turns it off, or always. */
  thinks: "on request" | "by default" | "always";
  /** The values of `thinking.type` that it takes. */
  thinking: readonly ThinkingType[];
  /** `thinking.display` where the request leaves it out. */
  display: Display;
  /** Levels of effort that it knows; with thinking turned off, none above `high` on newer models. */
  efforts: readonly Effort[];
  /** Whether `tool_choice` may force a tool. */
  forcedTools: boolean;
  /** Whether the last message may be the beginning of the reply. */
  prefill: boolean;
  /** Whether `temperature`, `top_p` and `top_k` may differ from their defaults. */
  sampling: boolean;
  /** Whether `messages` may hold the role `system` behind the first message. */
  systemMessages: boolean;
  /** Whether its thinking blocks are void once something before them has changed. */
  bound: boolean;
}

/** The ids that the SDK names; every other id is unknown. */
type Named<Id> = Id extends string ? (string extends Id ? never : Id) : never;

const OPUS_5_5: ModelRules = {
  maxTokens: 128_000,
  thinks: "always",
  thinking: ["adaptive"],
  display: "omitted",
  efforts: ["low", "medium", "high", "xhigh", "max"],
  forcedTools: false,
  prefill: false,
  sampling: false,
  systemMessages: true,
  bound: true,
};
const SONNET_5_5: ModelRules = {
  ...OPUS_5_5,
  thinks: "by default",
  thinking: ["adaptive", "between_tools"],
};
const HAIKU_5_5: ModelRules = {
  ...OPUS_5_5,
  thinks: "by default",
  thinking: ["adaptive", "disabled"],
  forcedTools: true,
};
const FABLE_5: ModelRules = { ...OPUS_5_5, forcedTools: true, bound: false };
const OPUS_5: ModelRules = { ...HAIKU_5_5, bound: false };
const SONNET_5: ModelRules = { ...OPUS_5, systemMessages: false };
const OPUS_4_8: ModelRules = { ...OPUS_5, thinks: "on request" };
const OPUS_4_7: ModelRules = { ...OPUS_4_8, systemMessages: false };
const MODELS_4_6: ModelRules = {
  ...OPUS_4_7,
  thinking: ["adaptive", "enabled", "disabled"],
  display: "summarized",
  efforts: ["low", "medium", "high", "max"],
  sampling: true,
};
const OPUS_4_5: ModelRules = {
  ...MODELS_4_6,
  maxTokens: 64_000,
  thinking: ["enabled", "disabled"],
  efforts: ["low", "medium", "high"],
  prefill: true,
};
const MODELS_4_5: ModelRules = { ...OPUS_4_5, efforts: [] };

/**
 * The models there are. Sources: platform.claude.com/docs, "Troubleshooting thinking" (table by
 * model, read in a copy of 2026-10-10), "Models overview", "Errors", and what is new in each model.
 */
const MODELS: Readonly<Record<Named<Model>, ModelRules>> = {
  "claude-fable-5-2": OPUS_5_5,
  "claude-mythos-5-2": OPUS_5_5,
  "claude-fable-5-1": OPUS_5_5,
  "claude-mythos-5-1": OPUS_5_5,
  "claude-opus-5-5": OPUS_5_5,
  "claude-sonnet-5-5": SONNET_5_5,
  "claude-haiku-5-5": HAIKU_5_5,
  "claude-fable-5": FABLE_5,
  "claude-mythos-5": FABLE_5,
  "claude-mythos-preview": { ...FABLE_5, thinking: ["adaptive", "enabled"] },
  "claude-opus-5": OPUS_5,
  "claude-sonnet-5": SONNET_5,
  "claude-opus-4-8": OPUS_4_8,
  "claude-opus-4-7": OPUS_4_7,
  "claude-opus-4-6": MODELS_4_6,
  "claude-sonnet-4-6": MODELS_4_6,
  "claude-opus-4-5": OPUS_4_5,
  "claude-opus-4-5-20251101": OPUS_4_5,
  "claude-sonnet-4-5": MODELS_4_5,
  "claude-sonnet-4-5-20250929": MODELS_4_5,
  "claude-haiku-4-5": MODELS_4_5,
  "claude-haiku-4-5-20251001": MODELS_4_5,
};

const BY_ID: ReadonlyMap<string, ModelRules> = new Map(Object.entries(MODELS));

/** The rules of a model; undefined when there is none by this id. */
export function rulesOf(model: string): ModelRules | undefined {
  return BY_ID.get(model);
}
