import type { StandardSchemaWithJSON } from "@modelcontextprotocol/server";

/**
 * The same schema, converted to JSON Schema once instead of for every `tools/list`: a server is
 * made per request, and converting is what costs most there.
 */
export function convertedOnce<Input, Output>(
  schema: StandardSchemaWithJSON<Input, Output>,
): StandardSchemaWithJSON<Input, Output> {
  const standard = schema["~standard"];
  return {
    "~standard": {
      ...standard,
      jsonSchema: {
        input: once(standard.jsonSchema.input),
        output: once(standard.jsonSchema.output),
      },
    },
  };
}

function once<Options, Result>(
  convert: (options: Options) => Result,
): (options: Options) => Result {
  let converted: { result: Result } | undefined;
  return (options) => {
    converted ??= { result: convert(options) };
    return converted.result;
  };
}
