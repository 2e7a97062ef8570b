import type {
  BetaContentBlockParam,
  BetaToolUnion,
  MessageCountTokensParams,
  MessageCreateParamsBase,
} from "@anthropic-ai/sdk/resources/beta/messages/messages";
import { z } from "zod";
import { ownWording } from "./api-error.ts";
import type { MessagesRequest } from "./request-types.ts";
import { schemaFault } from "./schema-rules.ts";

/** A field that the API documents and the rehearsal does not implement. Null is as good as absent. */
const notRehearsed = z.null(ownWording("this field is not rehearsed.")).optional();

const cacheControl = z
  .strictObject({ type: z.literal("ephemeral"), ttl: z.enum(["5m", "1h"]).optional() })
  .nullish();
const object = z.record(z.string(), z.unknown());
const name = z
  .string()
  .min(1)
  .regex(/^[a-zA-Z0-9_-]{1,128}$/, pattern("^[a-zA-Z0-9_-]{1,128}$"));
const id = z
  .string()
  .min(1)
  .regex(/^[a-zA-Z0-9_-]+$/, pattern("^[a-zA-Z0-9_-]+$"));

function pattern(source: string): string {
  return `String should match pattern '${source}'`;
}

const textBlock = z.strictObject({
  type: z.literal("text"),
  text: z
    .string()
    .min(1, "text content blocks must be non-empty")
    .regex(/\S/, "text content blocks must contain non-whitespace text"),
  citations: z.unknown().optional(),
  cache_control: cacheControl,
});
const reference = z.looseObject({
  type: z.literal("tool_reference"),
  tool_name: z.string().min(1),
});
const resultPart = z.union([
  z.looseObject({ type: z.literal("text"), text: z.string() }),
  reference,
  z.looseObject({ type: z.enum(["image", "document", "search_result"]) }),
]);
const listedTool = z.strictObject({
  name: z.string().min(1),
  description: z.string().nullish(),
  input_schema: object,
});

const imageSource = z.discriminatedUnion("type", [
  z.looseObject({
    type: z.literal("base64"),
    media_type: z.enum(["image/jpeg", "image/png", "image/gif", "image/webp"]),
    data: z.string(),
  }),
  z.looseObject({ type: z.literal("url"), url: z.string() }),
  z.looseObject({ type: z.literal("file"), file_id: z.string() }),
]);

const block = z.discriminatedUnion("type", [
  textBlock,
  z.looseObject({ type: z.literal("image"), source: imageSource }),
  z.looseObject({ type: z.literal("document"), source: object }),
  z.looseObject({ type: z.literal("search_result"), source: z.string(), title: z.string() }),
  z.strictObject({ type: z.literal("thinking"), thinking: z.string(), signature: z.string() }),
  z.strictObject({ type: z.literal("redacted_thinking"), data: z.string() }),
  z.strictObject({
    type: z.literal("tool_use"),
    id,
    name,
    input: object,
    caller: object.optional(),
    toolset_name: z.string().nullish(),
    cache_control: cacheControl,
  }),
  z.strictObject({
    type: z.literal("tool_result"),
    tool_use_id: id,
    content: z.union([z.string(), z.array(resultPart)]).optional(),
    is_error: z.boolean().optional(),
    toolset_name: z.string().nullish(),
    cache_control: cacheControl,
  }),
  z.strictObject({
    type: z.literal("server_tool_use"),
    id,
    name: z.enum(
      ["tool_search_tool_regex", "tool_search_tool_bm25"],
      ownWording("only tool search is rehearsed."),
    ),
    input: object,
    caller: object.optional(),
    cache_control: cacheControl,
  }),
  z.strictObject({
    type: z.literal("tool_search_tool_result"),
    tool_use_id: id,
    content: z.discriminatedUnion("type", [
      z.strictObject({
        type: z.literal("tool_search_tool_search_result"),
        tool_references: z.array(reference),
      }),
      z.looseObject({ type: z.literal("tool_search_tool_result_error"), error_code: z.string() }),
    ]),
    cache_control: cacheControl,
  }),
  z.strictObject({
    type: z.literal("mcp_tool_use"),
    id,
    name: z.string().min(1),
    server_name: z.string().min(1),
    input: z.unknown(),
    cache_control: cacheControl,
  }),
  z.strictObject({
    type: z.literal("mcp_tool_result"),
    tool_use_id: id,
    content: z.union([z.string(), z.array(resultPart)]).optional(),
    is_error: z.boolean().optional(),
    cache_control: cacheControl,
  }),
  z.strictObject({
    type: z.literal("mcp_tool_listing"),
    mcp_server_name: z.string().min(1),
    tools: z.array(listedTool),
  }),
]);

/** A string is short for one text block, an empty one for none. */
const content = z.preprocess(
  (value) =>
    typeof value === "string" ? (value === "" ? [] : [{ type: "text", text: value }]) : value,
  z.array(block),
);

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

const allowedCallers = z
  .array(z.literal("direct", ownWording("calls by code are not rehearsed.")))
  .optional();
const customTool = z.strictObject({
  type: z.literal("custom"),
  name,
  description: z.string().optional(),
  input_schema: z.looseObject({ type: z.literal("object") }).superRefine((schema, context) => {
    const fault = schemaFault(schema);
    if (fault !== undefined) context.addIssue({ code: "custom", ...fault });
  }),
  cache_control: cacheControl,
  defer_loading: z.boolean().optional(),
  strict: z.boolean().optional(),
  input_examples: z.array(object).optional(),
  eager_input_streaming: z.boolean().nullish(),
  allowed_callers: allowedCallers,
});
const searchTool = z.strictObject({
  type: z.enum([
    "tool_search_tool_regex",
    "tool_search_tool_regex_20251119",
    "tool_search_tool_bm25",
    "tool_search_tool_bm25_20251119",
  ]),
  name: z.enum(["tool_search_tool_regex", "tool_search_tool_bm25"]),
  cache_control: cacheControl,
  defer_loading: z.boolean().optional(),
  strict: z.boolean().optional(),
  allowed_callers: allowedCallers,
});
const tool = z.preprocess(
  withToolType,
  z
    .discriminatedUnion("type", [
      customTool,
      searchTool,
      z.strictObject({
        type: z.literal("mcp_toolset"),
        mcp_server_name: z.string().min(1),
        default_config: toolOptions.optional(),
        configs: z.record(z.string(), toolOptions).nullish(),
        cache_control: cacheControl,
        tools: z.array(listedTool).nullish(),
      }),
    ])
    .superRefine((one, context) => {
      if (one.type !== "custom" || one.strict !== true) return;
      if (one.input_schema["additionalProperties"] === false) return;
      context.addIssue({
        code: "custom",
        message: "For 'object' type, 'additionalProperties' must be explicitly set to false",
      });
    }),
);

const parallel = z.boolean().optional();
const toolChoice = z.discriminatedUnion("type", [
  z.strictObject({ type: z.enum(["auto", "any"]), disable_parallel_tool_use: parallel }),
  z.strictObject({
    type: z.literal("tool"),
    name: z.string(),
    disable_parallel_tool_use: parallel,
  }),
  z.strictObject({ type: z.literal("none") }),
]);

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

/** The body of `POST /v1/messages/count_tokens`; what passes is a {@link MessagesRequest}. */
export const countSchema: z.ZodType<MessagesRequest> = z.strictObject(counted);

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

/** The body of `POST /v1/messages`; what passes is a {@link MessagesRequest}. */
export const messagesSchema: z.ZodType<MessagesRequest> = z.strictObject({
  ...created,
  // Only the API version 2023-06-01 has these; the SDK has dropped them.
  temperature: sampled,
  top_p: sampled,
  top_k: z.number().int().min(0).optional(),
});

type Block = BetaContentBlockParam["type"];
type Tool = NonNullable<BetaToolUnion["type"]>;

/** Kinds of blocks and tools that the API documents and the rehearsal does not implement. */
export const UNREHEARSED_KINDS: ReadonlySet<string> = new Set<Block | Tool>([
  "advisor_tool_result",
  "bash_code_execution_tool_result",
  "code_execution_tool_result",
  "compaction",
  "container_upload",
  "fallback",
  "text_editor_code_execution_tool_result",
  "tool_addition",
  "tool_removal",
  "web_fetch_tool_result",
  "web_search_tool_result",
  "advisor_20260301",
  "bash_20241022",
  "bash_20250124",
  "browser_toolset_20260801",
  "code_execution_20250522",
  "code_execution_20250825",
  "code_execution_20260120",
  "code_execution_20260521",
  "computer_20241022",
  "computer_20250124",
  "computer_20251124",
  "computer_toolset_20260801",
  "memory_20250818",
  "text_editor_20241022",
  "text_editor_20250124",
  "text_editor_20250429",
  "text_editor_20250728",
  "web_fetch_20250910",
  "web_fetch_20260209",
  "web_fetch_20260309",
  "web_fetch_20260318",
  "web_search_20250305",
  "web_search_20260209",
  "web_search_20260318",
]);
