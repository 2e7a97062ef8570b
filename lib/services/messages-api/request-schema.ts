import type {
  MessageCountTokensParams,
  MessageCreateParamsBase,
} from "@anthropic-ai/sdk/resources/beta/messages/messages";
import { z } from "zod";
import { ownWording } from "./api-error.ts";
import { content, textBlock } from "./block-schema.ts";
import { cacheControl, notRehearsed } from "./schema-parts.ts";
import { tool, toolChoice } from "./tool-schema.ts";

const effort = z.enum(["low", "medium", "high", "xhigh", "max"]).nullish();

const message = z.strictObject({
  role: z.enum(["user", "assistant", "system"], {
    error: ({ input }) =>
      typeof input === "string"
        ? `Unexpected role "${input.slice(0, 80)}". Allowed roles are "user" or "assistant"`
        : undefined,
  }),
  content,
  clear_at: z.enum(["next_user_message", "never"]).nullish(),
  output_config: z.strictObject({ effort }).nullish(),
});

const display = z
  .enum(["summarized", "omitted"], ownWording('only "summarized" and "omitted" are rehearsed.'))
  .nullish();
const thinking = z.discriminatedUnion("type", [
  z.strictObject({ type: z.literal("adaptive"), display, block_binding: notRehearsed }),
  z.strictObject({
    type: z.literal("enabled"),
    budget_tokens: z.number().int().min(1024, "Input should be greater than or equal to 1024"),
    display,
    block_binding: notRehearsed,
  }),
  z.strictObject({ type: z.enum(["disabled", "between_tools"]) }),
]);

/** Edits that change nothing: there is never so much to edit in a rehearsal. */
const contextManagement = z
  .strictObject({
    edits: z
      .array(
        z.strictObject({
          type: z.literal("clear_thinking_20251015", ownWording("this edit is not rehearsed.")),
          keep: z.union(
            [z.literal("all"), z.strictObject({ type: z.literal("all") })],
            ownWording('only "all" is rehearsed.'),
          ),
        }),
      )
      .optional(),
  })
  .nullish();

const sampled = z
  .number()
  .refine((value) => value >= 0 && value <= 1, "range: 0..1")
  .optional();

const counted = {
  model: z.string().min(1).max(256),
  messages: z
    .array(message)
    .min(1, "at least one message is required")
    .max(100_000, ownWording("at most 100,000 messages.")),
  system: z.union([z.string(), z.array(textBlock)]).optional(),
  tools: z.array(tool).default([]),
  tool_choice: toolChoice.optional(),
  mcp_servers: z
    .array(
      z.strictObject({
        type: z.literal("url"),
        url: z.string().min(1),
        name: z.string().min(1),
        authorization_token: z.string().nullish(),
      }),
    )
    .default([]),
  cache_control: cacheControl,
  context_management: contextManagement,
  thinking: thinking.optional(),
  output_config: z
    .strictObject({
      effort,
      format: notRehearsed,
      task_budget: notRehearsed,
    })
    .optional(),
  speed: z.literal("standard", ownWording('only "standard" is rehearsed.')).nullish(),
  billing_policy: notRehearsed,
  compaction: notRehearsed,
  output_format: notRehearsed,
} satisfies Fields<MessageCountTokensParams>;

/** A schema for each field of the body that the SDK documents, so that none is taken for unknown. */
type Fields<Params> = Record<
  Exclude<keyof Params, "betas" | "user_profile_id" | "workspace_id">,
  z.ZodType
>;

/** The body of `POST /v1/messages/count_tokens`. */
export const countSchema = z.strictObject(counted);

const created = {
  ...counted,
  max_tokens: z
    .number()
    .int()
    .min(0, "must be greater than or equal to 0")
    .refine((most) => most !== 0, ownWording("0, which only fills the cache, is not rehearsed.")),
  stream: z.boolean().optional(),
  stop_sequences: z
    .array(z.string())
    .refine(
      (stops) => stops.every((stop) => /\S/.test(stop)),
      "each stop sequence must contain non-whitespace",
    )
    .optional(),
  metadata: z.strictObject({ user_id: z.string().max(512).nullish() }).optional(),
  service_tier: z.enum(["auto", "standard_only"]).optional(),
  inference_geo: z.enum(["global", "us"], "must be one of ['global', 'us']").nullish(),
  container: notRehearsed,
  diagnostics: notRehearsed,
  fallback_credit_token: notRehearsed,
  fallbacks: notRehearsed,
  thread: notRehearsed,
} satisfies Fields<MessageCreateParamsBase>;

/** The body of `POST /v1/messages`. */
export const messagesSchema = z.strictObject({
  ...created,
  // Only the API version 2023-06-01 has these; the SDK has dropped them.
  temperature: sampled,
  top_p: sampled,
  top_k: z.number().int().min(0).optional(),
});
