import { z } from "zod";
import { ownWording } from "./api-error.ts";
import { cacheControl, id, listedTool, name, object } from "./schema-parts.ts";

export const textBlock = z.strictObject({
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
export const content = z.preprocess(
  (value) =>
    typeof value === "string" ? (value === "" ? [] : [{ type: "text", text: value }]) : value,
  z.array(block),
);
