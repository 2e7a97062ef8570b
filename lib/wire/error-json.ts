import { z } from "zod";
import type { Json } from "../base/json.ts";

/** Any value in a message that arrived as JSON text: whatever is there is JSON. */
export const jsonValue = z.custom<Json>((value) => value !== undefined);

/** An error as it crosses the pipe. */
export const errorJson = z.object({
  name: z.string(),
  message: z.string(),
  /** The error's own enumerable fields, as far as they are JSON. */
  fields: z.record(z.string(), jsonValue),
});

export type ErrorJson = z.infer<typeof errorJson>;

/** Turns anything thrown into JSON: `{name, message, …own fields}`, never the stack. */
export function errorToJson(thrown: unknown): ErrorJson {
  try {
    if (!(thrown instanceof Error)) {
      return {
        name: "Thrown",
        message: `a value that is not an Error: ${String(thrown)}`,
        fields: {},
      };
    }
    const fields: { [key: string]: Json } = {};
    for (const [key, value] of Object.entries(thrown)) {
      const json = toJson(value);
      if (json !== undefined) fields[key] = json;
    }
    const { name, message }: { name: unknown; message: unknown } = thrown;
    return { name: String(name), message: String(message), fields };
  } catch {
    return { name: "Thrown", message: "a value that throws when it is read", fields: {} };
  }
}

/** The error on this side: same name, message and fields. */
export function errorFromJson(json: ErrorJson): Error {
  return Object.assign(new Error(json.message), json.fields, { name: json.name });
}

/** A copy through JSON text; undefined for what JSON cannot hold (functions, cycles, BigInt). */
export function toJson(value: unknown): Json | undefined {
  try {
    const text: string | undefined = JSON.stringify(value);
    if (text === undefined) return undefined;
    const json: Json = JSON.parse(text);
    return json;
  } catch {
    return undefined;
  }
}
