import type { StandardSchemaWithJSON } from "@modelcontextprotocol/server";
import { z } from "zod";
import { toolError } from "./envelope.ts";

type Shown = StandardSchemaWithJSON<unknown, unknown>;

const accept = (value: unknown): { value: unknown } => ({ value });

/** Made once for each schema: servers register their tools again for each request over HTTP. */
function remembered<S extends z.core.$ZodType>(make: (schema: S) => object): (schema: S) => Shown {
  const made = new WeakMap<S, Shown>();
  return (schema) => {
    const known = made.get(schema);
    if (known !== undefined) return known;
    const shown = { ...make(schema) };
    const jsonSchema = { input: () => shown, output: () => shown };
    const fresh: Shown = {
      "~standard": { version: 1, vendor: "mcp-lab", validate: accept, jsonSchema },
    };
    made.set(schema, fresh);
    return fresh;
  };
}

/**
 * Shows the input schema to clients but lets every argument through to the tool, which checks them
 * itself: the SDK's own answer to wrong arguments is bare text without an envelope.
 */
export const shownInput: (input: z.core.$ZodType) => Shown = remembered((input: z.core.$ZodType) =>
  z.toJSONSchema(input, { target: "draft-2020-12", io: "input" }),
);

/**
 * The output schema that a tool must show when its errors are structured: either the result, or
 * `error`. Clients on SDK v1 check structured content against it even where `isError` is set, and
 * would otherwise turn the error into a schema failure that the model never sees. Checks nothing
 * itself; the tool's result is parsed before.
 */
export const outputOrError: (output: z.ZodObject) => Shown = remembered((output: z.ZodObject) => {
  const {
    properties,
    required = [],
    ...rest
  } = z.toJSONSchema(output, {
    target: "draft-2020-12",
    io: "output",
  });
  const { $schema: _, ...error } = z.toJSONSchema(toolError, { target: "draft-2020-12" });
  const anyOf = [{ required }, { required: ["error"] }];
  return { ...rest, properties: { ...properties, error }, anyOf };
});
