import type { StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import { z } from "zod";
import { onceForEach } from "./compiled.ts";
import { toolError } from "./envelope.ts";

type Shown = StandardSchemaWithJSON<unknown, unknown>;

const accept = (value: unknown): { value: unknown } => ({ value });

/** Made once for each schema: servers register their tools again for each request over HTTP. */
const shownAs = <S extends z.core.$ZodType>(make: (schema: S) => object): ((schema: S) => Shown) =>
  onceForEach((schema) => {
    const shown = { ...make(schema) };
    const jsonSchema = { input: () => shown, output: () => shown };
    return { "~standard": { version: 1, vendor: "mcp-lab", validate: accept, jsonSchema } };
  });

/**
 * Shows the input schema to clients but lets every argument through to the tool, which checks them
 * itself: the SDK's own answer to wrong arguments is bare text without an envelope.
 */
export const shownInput: (input: z.core.$ZodType) => Shown = shownAs((input: z.core.$ZodType) =>
  z.toJSONSchema(input, { target: "draft-2020-12", io: "input" }),
);

/**
 * The output schema that a tool must show when its errors are structured: either the result, or
 * `error`. Clients on SDK v1 check structured content against it even where `isError` is set, and
 * would otherwise turn the error into a schema failure that the model never sees. Checks nothing
 * itself; the tool's result is parsed before.
 */
export const outputOrError: (output: z.ZodObject) => Shown = shownAs((output: z.ZodObject) => {
  const shown = z.toJSONSchema(output, { target: "draft-2020-12", io: "output" });
  const { properties, required = [], ...rest } = shown;
  const { $schema: _, ...error } = z.toJSONSchema(toolError, { target: "draft-2020-12" });
  const anyOf = [{ required }, { required: ["error"] }];
  return { ...rest, properties: { ...properties, error }, anyOf };
});
