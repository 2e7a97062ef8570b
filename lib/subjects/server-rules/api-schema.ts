import { isObject } from "../../base/json.ts";
import { PROPERTY_NAME, ROOT_UNIONS } from "../hosts/tool-limits.ts";

type Schema = Readonly<Record<string, unknown>>;

/** A fault in a tool's `input_schema`: of which kind, where below it, and the API's words. */
export interface SchemaFault {
  kind: "combinator" | "property-name" | "no-schema";
  path: string[];
  message: string;
}

/** What the API takes as the name of a tool. */
export const TOOL_NAME: RegExp = /^[a-zA-Z0-9_-]{1,128}$/;

const TYPES: ReadonlySet<unknown> = new Set(
  "array boolean integer null number object string".split(" "),
);
/** Schemas beyond this many are taken as they are: a check must end. */
const MOST_SCHEMAS = 10_000;

/**
 * What the API refuses of a schema whose root is an object's. Sources: langchain#39271 (2026-08-05) and
 * claude-code#5973 for the root, go-sdk#169 for names, kintone/mcp-server#553 for what is no schema.
 */
export function schemaFault(schema: Schema): SchemaFault | undefined {
  if (ROOT_UNIONS.some((keyword) => keyword in schema)) {
    return {
      kind: "combinator",
      path: [],
      message: "input_schema does not support oneOf, allOf, or anyOf at the top level",
    };
  }
  const names = isObject(schema["properties"]) ? Object.keys(schema["properties"]) : [];
  if (!names.every((name) => PROPERTY_NAME.test(name))) {
    return {
      kind: "property-name",
      path: ["properties"],
      message: `Property keys should match pattern '${PROPERTY_NAME.source}'`,
    };
  }
  if (isSchema(schema)) return undefined;
  return {
    kind: "no-schema",
    path: [],
    message:
      "JSON schema is invalid. It must match JSON Schema draft 2020-12 " +
      "(https://json-schema.org/draft/2020-12). Learn more about tool use at " +
      "https://docs.claude.com/en/docs/tool-use.",
  };
}

/** Whether the keywords that hold types, names and other schemas hold such. */
function isSchema(root: unknown): boolean {
  const open: unknown[] = [root];
  for (let seen = 0; open.length > 0 && seen < MOST_SCHEMAS; seen += 1) {
    const schema = open.pop();
    if (typeof schema === "boolean") continue;
    if (!isObject(schema) || !hasRightKeywords(schema)) return false;
    open.push(...partsOf(schema));
  }
  return true;
}

/** Null counts as absent: the SDK's own helper for MCP tools sends `properties` and `required` so. */
function hasRightKeywords({ type, required, properties, enum: values }: Schema): boolean {
  const types = Array.isArray(type) ? type : [type];
  const names = required ?? [];
  return (
    (type === undefined || types.every((one) => TYPES.has(one))) &&
    Array.isArray(names) &&
    names.every((name) => typeof name === "string") &&
    isObject(properties ?? {}) &&
    Array.isArray(values ?? [])
  );
}

function partsOf(schema: Schema): unknown[] {
  const { properties, items, additionalProperties } = schema;
  const choices = ROOT_UNIONS.flatMap((keyword): unknown[] => {
    const value = schema[keyword];
    return value === undefined ? [] : Array.isArray(value) ? value : [value];
  });
  return [
    ...(isObject(properties) ? Object.values(properties) : []),
    ...[items, additionalProperties].filter((part) => part !== undefined),
    ...choices,
  ];
}
