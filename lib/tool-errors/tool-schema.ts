import type { StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import { z } from "zod";
import { toolError } from "./envelope.ts";

type JsonSchema = Record<string, unknown>;

/** A schema that shows one thing in tools/list and checks another when a tool is called. */
function schema<T>(
  shown: JsonSchema,
  check: (value: unknown) => { value: T } | { issues: { message: string }[] },
): StandardSchemaWithJSON<T, T> {
  const jsonSchema = { input: () => shown, output: () => shown };
  return { "~standard": { version: 1, vendor: "mcp-lab", validate: check, jsonSchema } };
}

/**
 * Shows the input schema to clients but lets every argument through to the tool, which checks them
 * itself: the SDK's own answer to wrong arguments is bare text without an envelope.
 */
export function shownInput(input: z.ZodType): StandardSchemaWithJSON<unknown, unknown> {
  const shown = z.toJSONSchema(input, { target: "draft-2020-12", io: "input" });
  return schema<unknown>({ ...shown }, (value) => ({ value }));
}

/**
 * The output schema that a tool must show when its errors are structured: either the result, or
 * `error`. Clients on SDK v1 check structured content against it even where `isError` is set, and
 * would otherwise turn the error into a schema failure that the model never sees.
 */
export function outputOrError(output: z.ZodObject): StandardSchemaWithJSON<unknown, unknown> {
  const {
    $schema,
    properties,
    required = [],
    ...rest
  } = z.toJSONSchema(output, {
    target: "draft-2020-12",
    io: "output",
  });
  const { $schema: _, ...error } = z.toJSONSchema(toolError, { target: "draft-2020-12" });
  const shown = {
    $schema,
    ...rest,
    properties: { ...properties, error },
    anyOf: [{ required }, { required: ["error"] }],
  };
  const either = z.union([output, z.object({ error: toolError })]);
  return schema<unknown>(shown, (value) => {
    const parsed = either.safeParse(value);
    return parsed.success ? { value } : { issues: [{ message: parsed.error.message }] };
  });
}
