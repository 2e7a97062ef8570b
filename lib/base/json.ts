/** What can cross the pipe between the learner's side and the judging side. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

/** How deep foreign JSON may be nested: many times what any message needs, far less than any stack holds. */
export const DEEPEST = 200;

/** Whether a value that came as JSON is nested deeper; looked at no further, so that no depth ends the stack. */
export function isDeep(json: unknown, deepest: number = DEEPEST): boolean {
  if (typeof json !== "object" || json === null) return false;
  return deepest === 0 || Object.values(json).some((one) => isDeep(one, deepest - 1));
}

/**
 * A value from its JSON text, which may be anybody's: what walks the value needs no bound of its own.
 *
 * @throws SyntaxError where it is none, RangeError where it is nested too deep
 */
export function parseJson(text: string, deepest: number = DEEPEST): Json {
  const json: Json = JSON.parse(text);
  if (isDeep(json, deepest)) throw new RangeError(`JSON nested more than ${deepest} levels deep`);
  return json;
}

/** The same, for a text that need not be JSON: undefined where `parseJson` throws. */
export function safeParseJson(text: string): Json | undefined {
  try {
    return parseJson(text);
  } catch {
    return undefined;
  }
}

/** Whether two values are equal, whatever the order of their fields. */
export function sameJson(one: Json | undefined, other: Json | undefined): boolean {
  if (typeof one !== "object" || typeof other !== "object" || one === null || other === null) {
    return one === other;
  }
  const names = Object.keys(one);
  return (
    Array.isArray(one) === Array.isArray(other) &&
    names.length === Object.keys(other).length &&
    names.every((name) => sameJson(Reflect.get(one, name), Reflect.get(other, name)))
  );
}

/** A JSON object. */
export type JsonObject = { [key: string]: Json };

/** Whether a value, which came as JSON, is an object and no list. */
export function isObject(value: unknown): value is JsonObject {
  return typeof value === "object" && value !== null && !Array.isArray(value);
}
