import { z } from "zod";
import type { MessagesRequest } from "./request-types.ts";

const cacheControl = z
  .strictObject({ type: z.literal("ephemeral"), ttl: z.enum(["5m", "1h"]).optional() })
  .nullish();
const object = z.record(z.string(), z.unknown());
const name = z.string().regex(/^[a-zA-Z0-9_-]{1,128}$/, "1 to 128 of letters, digits, _ and -");

const textBlock = z.strictObject({
  type: z.literal("text"),
  text: z.string().min(1, "text content blocks must be non-empty"),
  citations: z.unknown().optional(),
  cache_control: cacheControl,
});
const resultBlock = z.union([
  z.looseObject({ type: z.literal("text"), text: z.string() }),
  z.looseObject({ type: z.enum(["image", "document", "search_result", "tool_reference"]) }),
]);
const listedTool = z.strictObject({
  name: z.string().min(1),
  description: z.string().nullish(),
  input_schema: object,
});

const block = z.discriminatedUnion("type", [
  textBlock,
  z.looseObject({ type: z.enum(["image", "document"]), source: object }),
  z.looseObject({ type: z.literal("search_result"), source: z.string(), title: z.string() }),
  z.looseObject({ type: z.literal("thinking"), thinking: z.string(), signature: z.string() }),
  z.looseObject({ type: z.literal("redacted_thinking"), data: z.string() }),
  z.strictObject({
    type: z.literal("tool_use"),
    id: z.string().min(1),
    name: z.string().min(1),
    input: object,
    caller: object.optional(),
    toolset_name: z.string().nullish(),
    cache_control: cacheControl,
  }),
  z.strictObject({
    type: z.literal("tool_result"),
    tool_use_id: z.string().min(1),
    content: z.union([z.string(), z.array(resultBlock)]).optional(),
    is_error: z.boolean().optional(),
    toolset_name: z.string().nullish(),
    cache_control: cacheControl,
  }),
  z.strictObject({
    type: z.literal("mcp_tool_use"),
    id: z.string().min(1),
    name: z.string().min(1),
    server_name: z.string().min(1),
    input: z.unknown(),
    cache_control: cacheControl,
  }),
  z.strictObject({
    type: z.literal("mcp_tool_result"),
    tool_use_id: z.string().min(1),
    content: z.union([z.string(), z.array(resultBlock)]).optional(),
    is_error: z.boolean().optional(),
    cache_control: cacheControl,
  }),
  z.strictObject({
    type: z.literal("mcp_tool_listing"),
    mcp_server_name: z.string().min(1),
    tools: z.array(listedTool),
  }),
]);

const content = z.preprocess(
  (value) => (typeof value === "string" ? [{ type: "text", text: value }] : value),
  z.array(block),
);

const toolOptions = z.strictObject({
  enabled: z.boolean().optional(),
  defer_loading: z.boolean().optional(),
});

/** A tool without a type is a custom one. */
function withToolType(value: unknown): unknown {
  if (typeof value !== "object" || value === null || Array.isArray(value)) return value;
  const type: unknown = Reflect.get(value, "type");
  return type === undefined || type === null ? { ...value, type: "custom" } : value;
}

const tool = z.preprocess(
  withToolType,
  z.discriminatedUnion("type", [
    z.strictObject({
      type: z.literal("custom"),
      name,
      description: z.string().optional(),
      input_schema: z.looseObject({ type: z.literal("object") }),
      cache_control: cacheControl,
      defer_loading: z.boolean().optional(),
      strict: z.boolean().optional(),
      input_examples: z.array(object).optional(),
      eager_input_streaming: z.boolean().nullish(),
      allowed_callers: z.array(z.literal("direct")).optional(),
    }),
    z.strictObject({
      type: z.literal("mcp_toolset"),
      mcp_server_name: z.string().min(1),
      default_config: toolOptions.optional(),
      configs: z.record(z.string(), toolOptions).nullish(),
      cache_control: cacheControl,
      tools: z.array(listedTool).nullish(),
    }),
  ]),
);

const counted = {
  model: z.string().min(1).max(256),
  messages: z
    .array(z.strictObject({ role: z.enum(["user", "assistant"]), content }))
    .min(1, "at least one message is required"),
  system: z.union([z.string(), z.array(textBlock)]).optional(),
  tools: z.array(tool).default([]),
  tool_choice: z
    .strictObject({
      type: z.enum(["auto", "any", "tool", "none"]),
      name: z.string().optional(),
      disable_parallel_tool_use: z.boolean().optional(),
    })
    .optional(),
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
  thinking: z.looseObject({ type: z.enum(["disabled", "adaptive"]) }).optional(),
  output_config: z
    .strictObject({ effort: z.enum(["low", "medium", "high", "xhigh", "max"]).nullish() })
    .optional(),
  speed: z.literal("standard").nullish(),
};

/** The body of `POST /v1/messages/count_tokens`; what passes is a {@link MessagesRequest}. */
export const countSchema: z.ZodType<MessagesRequest> = z.strictObject(counted);

/** The body of `POST /v1/messages`; what passes is a {@link MessagesRequest}. */
export const messagesSchema: z.ZodType<MessagesRequest> = z.strictObject({
  ...counted,
  max_tokens: z.number().int().min(1),
  stream: z.boolean().optional(),
  stop_sequences: z.array(z.string().min(1)).optional(),
  metadata: z.strictObject({ user_id: z.string().max(256).nullish() }).optional(),
  service_tier: z.enum(["auto", "standard_only"]).optional(),
  inference_geo: z.string().nullish(),
  temperature: z.number().min(0).max(1).optional(),
  top_p: z.number().min(0).max(1).optional(),
  top_k: z.number().int().min(0).optional(),
});
