import { errorToJson, toJson } from "../wire/error-json.ts";
import type { CallEnd, Unsent } from "./protocol.ts";

/**
 * Runs a function and says how it ended, as JSON. `undefined` stays undefined; what JSON cannot hold
 * is `not-json`, with a word for what it was.
 */
export async function endCall(call: number, run: () => unknown): Promise<CallEnd> {
  try {
    const value = await run();
    if (value === undefined) return { type: "returned", call };
    const json = toJson(value);
    return json === undefined
      ? { type: "not-json", call, found: describe(value) }
      : { type: "returned", call, value: json };
  } catch (thrown) {
    return { type: "threw", call, error: errorToJson(thrown) };
  }
}

/** A word or two for a value that cannot cross a pipe, such as "a function". */
export function describe(value: unknown): Unsent {
  if (value === null) return "null";
  const kind = typeof value;
  if (kind === "undefined") return kind;
  return kind === "object" ? "an object that JSON cannot hold" : `a ${kind}`;
}
