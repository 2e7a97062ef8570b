import { slug } from "./argument-text.ts";
import { isObject, safeParseJson } from "../../base/json.ts";
import { propertiesOf, requiredOf, typeOf } from "./json-schema.ts";
import type { JsonObject } from "./request-types.ts";
import { stems } from "./words.ts";

/** Whether a required field is more than a plain value, so that an example says more than its type. */
export function needsExample(schema: JsonObject): boolean {
  const properties = propertiesOf(schema);
  return requiredOf(schema).some((name) => {
    const property = Object.hasOwn(properties, name) ? properties[name] : undefined;
    if (!isObject(property)) return false;
    const items = property["items"];
    return typeOf(property) === "object" || (isObject(items) && typeOf(items) === "object");
  });
}

/** The JSON example in a description that shares most words with the question. */
export function exampleInput(
  description: string,
  schema: JsonObject,
  question: string,
): JsonObject | undefined {
  const required = requiredOf(schema);
  const asked = new Set(stems(question));
  const examples = description
    .slice(0, 20_000)
    .split("\n")
    .map((line) => line.trim())
    .filter((line) => line.startsWith("{"))
    .map(safeParseJson)
    .filter(isObject)
    .filter((example) => required.every((name) => Object.hasOwn(example, name)))
    .map((example) => ({
      example,
      score: stems(JSON.stringify(example)).filter((word) => asked.has(word)).length,
    }));
  return examples.toSorted((a, b) => b.score - a.score)[0]?.example;
}

/** An example with its placeholders, such as OWNER, filled in with what the question is about. */
export function fillPlaceholders(example: JsonObject, subject: string): JsonObject {
  if (subject === "") return example;
  const filled: JsonObject = JSON.parse(JSON.stringify(example), (_, value: unknown) =>
    typeof value === "string" ? value.replaceAll(/\b[A-Z]{3,}\b/g, slug(subject)) : value,
  );
  return filled;
}
