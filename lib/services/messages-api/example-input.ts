import { slug } from "./argument-text.ts";
import { isObject, safeParseJson } from "../../base/json.ts";
import { typeOf } from "./json-schema.ts";
import type { JsonObject } from "./request-types.ts";
import { stems } from "./words.ts";

/** Whether a required field is more than a plain value, so that an example says more than its type. */
export function needsExample(schema: JsonObject): boolean {
  const properties = isObject(schema["properties"]) ? schema["properties"] : {};
  const required = requiredOf(schema);
  return required.some((name) => {
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
    .filter((line) => line.trim().startsWith("{"))
    .map(safeParseJson)
    .filter(isObject)
    .filter((example) => required.every((name) => Object.hasOwn(example, name)))
    .map((example) => ({
      example,
      score: stems(JSON.stringify(example)).filter((word) => asked.has(word)).length,
    }));
  return examples.toSorted((a, b) => b.score - a.score)[0]?.example;
}

function requiredOf(schema: JsonObject): string[] {
  const names: unknown[] = Array.isArray(schema["required"]) ? schema["required"] : [];
  return names.filter((name) => typeof name === "string");
}

/** An example with its placeholders, such as OWNER, filled in with what the question is about. */
export function fillPlaceholders(example: JsonObject, subject: string): JsonObject {
  if (subject === "") return example;
  const filled: JsonObject = JSON.parse(JSON.stringify(example), (_, value: unknown) =>
    typeof value === "string" ? value.replaceAll(/\b[A-Z]{3,}\b/g, slug(subject)) : value,
  );
  return filled;
}
