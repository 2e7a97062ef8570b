import { z } from "zod";

const compiledOf = new WeakMap<z.ZodType, z.ZodType>();

/**
 * The same schema, compiled when it is first used: for what every call of a tool is parsed with. See
 * https://zod.dev/compile.
 */
export function compiled<S extends z.ZodType>(schema: S): S {
  const known = compiledOf.get(schema);
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- kept under its own schema
  if (known !== undefined) return known as S;
  const fresh = z.compile(schema);
  compiledOf.set(schema, fresh);
  return fresh;
}
