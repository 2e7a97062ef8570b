import { z } from "zod";
import { ownWording } from "./api-error.ts";
import { cacheControl, listedTool, name, object } from "./schema-parts.ts";
import { schemaFault } from "../../subjects/server-rules/api-schema.ts";

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
    if (fault === undefined) return;
    context.addIssue({ code: "custom", path: fault.path, message: fault.message });
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
/** An entry of `tools`. */
export const tool = z.preprocess(
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
/** How a request may steer the choice among them. */
export const toolChoice = z.discriminatedUnion("type", [
  z.strictObject({ type: z.enum(["auto", "any"]), disable_parallel_tool_use: parallel }),
  z.strictObject({
    type: z.literal("tool"),
    name: z.string(),
    disable_parallel_tool_use: parallel,
  }),
  z.strictObject({ type: z.literal("none") }),
]);
