/** Whether two values are the same all the way down, as `isDeepStrictEqual` of Node's means it. */
export function isDeepStrictEqual(one: unknown, other: unknown): boolean {
  return isEqual(one, other, new Map());
}

function isEqual(one: unknown, other: unknown, seen: Map<object, object>): boolean {
  if (Object.is(one, other)) return true;
  if (typeof one !== "object" || typeof other !== "object") return false;
  if (one === null || other === null) return false;
  if (Object.getPrototypeOf(one) !== Object.getPrototypeOf(other)) return false;
  if (seen.get(one) === other) return true;
  seen.set(one, other);
  if (one instanceof Map && other instanceof Map) return isEqual([...one], [...other], seen);
  if (one instanceof Set && other instanceof Set) return isEqual([...one], [...other], seen);
  if (one instanceof Date && other instanceof Date && one.getTime() !== other.getTime())
    return false;
  if (one instanceof RegExp && other instanceof RegExp && String(one) !== String(other)) {
    return false;
  }
  const [names, others] = [own(one), own(other)];
  return (
    names.length === others.length &&
    names.every(
      (name) =>
        Object.hasOwn(other, name) &&
        isEqual(Reflect.get(one, name), Reflect.get(other, name), seen),
    )
  );
}

/** What of an object counts: what is listed, and of an error its message, too. */
function own(value: object): PropertyKey[] {
  const listed = Reflect.ownKeys(value).filter((name) =>
    Object.prototype.propertyIsEnumerable.call(value, name),
  );
  return value instanceof Error ? [...listed, "message"] : listed;
}
