import { isObject } from "../../base/json.ts";
import type { JsonObject } from "./request-types.ts";

const DEEPEST = 6;

/** The type a value of this schema has: the first one named that is not null, or what it implies. */
export function typeOf(schema: JsonObject): string {
  const type = Array.isArray(schema["type"])
    ? schema["type"].find((one) => one !== "null")
    : schema["type"];
  if (typeof type === "string") return type;
  if (isObject(schema["properties"])) return "object";
  return "items" in schema ? "array" : "string";
}

/** The properties that a schema names. */
export function propertiesOf({ properties }: JsonObject): JsonObject {
  return isObject(properties) ? properties : {};
}

/** The names of the properties that a schema requires. */
export function requiredOf({ required }: JsonObject): string[] {
  const names: unknown[] = Array.isArray(required) ? required : [];
  return names.filter((name) => typeof name === "string");
}

/** A keyword's value where it is a finite number, else `fallback`. */
export function numberOr(value: unknown, fallback: number): number {
  return typeof value === "number" && Number.isFinite(value) ? value : fallback;
}

/** A number for a schema: the one in the question, or 1, moved into the bounds and onto the step. */
export function numberFor(schema: JsonObject, question: string): number {
  const whole = schema["type"] === "integer";
  const step = Math.max(numberOr(schema["multipleOf"], 0), 0) || (whole ? 1 : 0);
  const margin = step === 0 ? Number.EPSILON : step;
  const low = Math.max(
    numberOr(schema["minimum"], -Infinity),
    numberOr(schema["exclusiveMinimum"], -Infinity) + margin,
  );
  const high = Math.min(
    numberOr(schema["maximum"], Infinity),
    numberOr(schema["exclusiveMaximum"], Infinity) - margin,
  );
  const asked = Number(/(?<![\p{L}\p{N}.-])\d{1,9}(?![\p{L}\p{N}-])/u.exec(question)?.[0] ?? 1);
  const value = Math.max(low, Math.min(high, asked));
  if (step === 0) return value;
  const stepped = Math.floor(value / step) * step;
  return stepped < low ? stepped + step : stepped;
}

/**
 * A schema with its local reference followed, its `allOf` merged and the first alternative of
 * `anyOf` or `oneOf` taken, to a bounded depth.
 * @param budget counted down for every schema looked at; at 0 nothing more is looked at
 */
export function resolveSchema(
  root: JsonObject,
  schema: JsonObject,
  budget: { left: number },
  depth = 0,
): JsonObject {
  budget.left -= 1;
  if (depth > DEEPEST || budget.left <= 0) return schema;
  const reference = schema["$ref"];
  if (typeof reference === "string") {
    const target = lookUp(root, reference);
    return target === undefined ? {} : resolveSchema(root, target, budget, depth + 1);
  }
  const { anyOf, oneOf, allOf, ...own } = schema;
  const alternatives = [anyOf, oneOf].find((value) => Array.isArray(value)) ?? [];
  const chosen = objectsOf(alternatives).find((one) => one["type"] !== "null");
  const parts = chosen === undefined ? objectsOf(allOf) : [...objectsOf(allOf), chosen];
  if (parts.length === 0) return schema;
  return parts.map((part) => resolveSchema(root, part, budget, depth + 1)).reduce(merge, own);
}

function objectsOf(value: unknown): JsonObject[] {
  return Array.isArray(value) ? value.filter(isObject) : [];
}

function merge(base: JsonObject, part: JsonObject): JsonObject {
  const properties = [base["properties"], part["properties"]].filter(isObject);
  const required = [base["required"], part["required"]].flatMap((names: unknown) =>
    Array.isArray(names) ? names : [],
  );
  return {
    ...part,
    ...base,
    ...(properties.length === 0 ? {} : { properties: Object.assign({}, ...properties) }),
    ...(required.length === 0 ? {} : { required }),
  };
}

function lookUp(root: JsonObject, reference: string): JsonObject | undefined {
  if (!reference.startsWith("#")) return undefined;
  let found: unknown = root;
  for (const step of reference.slice(1).split("/").slice(1)) {
    const key = step.replaceAll("~1", "/").replaceAll("~0", "~");
    found = isObject(found) && Object.hasOwn(found, key) ? found[key] : undefined;
  }
  return isObject(found) ? found : undefined;
}
