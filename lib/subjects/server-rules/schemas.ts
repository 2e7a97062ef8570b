import { isObject } from "../../base/json.ts";
import { PROPERTY_NAME, ROOT_UNIONS } from "../hosts/tool-limits.ts";
import { type SchemaFault, schemaFault } from "./api-schema.ts";
import { place, type Place, RESTS, type ServerRule } from "./rule.ts";
import type { Observations } from "./observations.ts";
import { toolsIn } from "./seen.ts";

/** Looks at the input schemas that are an object's, of tools without such a fault before. */
function faulty(
  seen: Observations,
  kind: SchemaFault["kind"],
  words: (schema: Record<string, unknown>) => string,
): Place[] {
  return toolsIn(seen).flatMap(({ name, inputSchema }) => {
    if (!isObject(inputSchema) || !isObjects(inputSchema)) return [];
    return schemaFault(inputSchema)?.kind === kind ? [place(name, words(inputSchema))] : [];
  });
}

/** A combinator at the root may say in its branches what the root leaves open. */
const isObjects = (schema: Record<string, unknown>): boolean =>
  schema["type"] === "object" ||
  (schema["type"] === undefined && ROOT_UNIONS.some((word) => word in schema));

export const schemaRules: readonly ServerRule[] = [
  {
    id: "schema-not-object",
    severity: "error",
    title: "An input schema is missing, or its type is not object",
    concerns: "Messages API; MCP clients",
    rests: `${RESTS.spec2025}; the Messages API asks for type object`,
    happens: "Clients drop the whole list of tools, and the API refuses the request.",
    todo: 'Give the tool { "type": "object" }, with properties where it takes any.',
    look: (seen) =>
      toolsIn(seen).flatMap(({ name, inputSchema }) => {
        if (!isObject(inputSchema)) return [place(name, "there is no input schema")];
        const type = JSON.stringify(inputSchema["type"]) ?? "missing";
        return isObjects(inputSchema) ? [] : [place(name, `its type is ${type}`)];
      }),
  },
  {
    id: "schema-root-union",
    severity: "error",
    title: "An input schema has anyOf, oneOf or allOf at the root",
    concerns: "Messages API; Claude Code flattens it",
    rests:
      "Messages API, 400 (langchain-ai/langchain#39271, 2026-08-05); Claude Code 2.1.332, run 2026-11-29",
    happens: "A client that passes the schema on gets 400 for the whole request.",
    todo: "Make it one object with optional properties, and say in the description which belong together.",
    look: (seen) =>
      faulty(seen, "combinator", (schema) => {
        const there = ROOT_UNIONS.filter((keyword) => keyword in schema);
        return `${there.join(" and ")} at the root`;
      }),
  },
  {
    id: "schema-property-name",
    severity: "error",
    title: "A property's name has characters or a length that the API refuses",
    concerns: "Messages API",
    rests: "Messages API, 400 (modelcontextprotocol/go-sdk#169), read 2026-11-30",
    happens: "A client that passes the schema on gets 400 for the whole request.",
    todo: "Use 1 to 64 letters, digits, _, . and - in the names of the root's properties.",
    look: (seen) =>
      faulty(seen, "property-name", (schema) => {
        const names = isObject(schema["properties"]) ? Object.keys(schema["properties"]) : [];
        const bad = names.find((name) => !PROPERTY_NAME.test(name));
        return `the property ${JSON.stringify(bad)}`;
      }),
  },
  {
    id: "schema-invalid",
    severity: "error",
    title: "An input schema is no JSON Schema",
    concerns: "Messages API; MCP clients",
    rests: "Messages API, 400 (kintone/mcp-server#553), read 2026-11-30",
    happens: "A client that passes the schema on gets 400 for the whole request.",
    todo: "Look at type, required, properties and enum, in nested schemas as well.",
    look: (seen) =>
      faulty(seen, "no-schema", () => "a keyword holds what JSON Schema does not allow there"),
  },
  {
    id: "schema-ref",
    severity: "note",
    title: "An input schema has a $ref",
    concerns: "Claude Code; Messages API",
    rests: `${RESTS.claudeCodeRun}: sent as it is`,
    happens: "The model sees the reference, and some endpoints refuse it.",
    todo: "Write the schema out where it is used.",
    look: (seen) =>
      toolsIn(seen).flatMap(({ name, inputSchema }) => {
        const found = /"\$ref":"([^"]{0,100})"/.exec(JSON.stringify(inputSchema) ?? "");
        return found === null ? [] : [place(name, `a reference to ${found[1]}`)];
      }),
  },
];
