/** What can cross the pipe between the learner's side and the judging side. */
export type Json = null | boolean | number | string | Json[] | { [key: string]: Json };

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
