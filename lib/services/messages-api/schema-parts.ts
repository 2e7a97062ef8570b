import { z } from "zod";
import { TOOL_NAME } from "../../subjects/server-rules/api-schema.ts";
import { ownWording } from "./api-error.ts";

/** A field that the API documents and the rehearsal does not implement. Null is as good as absent. */
export const notRehearsed = z.null(ownWording("this field is not rehearsed.")).optional();

export const cacheControl = z
  .strictObject({ type: z.literal("ephemeral"), ttl: z.enum(["5m", "1h"]).optional() })
  .nullish();
export const object = z.record(z.string(), z.unknown());
/** The name of a tool, or an id. */
export const name = z
  .string()
  .min(1)
  .regex(TOOL_NAME, `String should match pattern '${TOOL_NAME.source}'`);
export const id = z
  .string()
  .min(1)
  .regex(/^[a-zA-Z0-9_-]+$/, "String should match pattern '^[a-zA-Z0-9_-]+$'");
/** A tool as an MCP server lists it. */
export const listedTool = z.strictObject({
  name: z.string().min(1),
  description: z.string().nullish(),
  input_schema: object,
});
