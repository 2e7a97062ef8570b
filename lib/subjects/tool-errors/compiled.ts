import { z } from "zod";

/** The same function, whose result is made once for each object that it is given. */
export function onceForEach<Key extends object, Made>(
  make: (key: Key) => Made,
): (key: Key) => Made {
  const made = new WeakMap<Key, Made>();
  return (key) => {
    const known = made.get(key) ?? make(key);
    made.set(key, known);
    return known;
  };
}

const compiledOf = onceForEach((schema: z.ZodType) => z.compile(schema));

/**
 * The same schema, compiled when it is first used: for what every call of a tool is parsed with. See
 * https://zod.dev/compile.
 */
export function compiled<S extends z.ZodType>(schema: S): S {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it is of the schema that was given
  return compiledOf(schema) as S;
}
