import type { Settings } from "./catalog.ts";

/**
 * What a variable of a Resource's URI may be, for clients that complete while somebody types. Replace
 * this by what your system knows; nothing is a good answer, too.
 *
 * @param uri as the sketch has it
 * @param variable the name of the variable
 * @param typed how the value begins
 */
export async function complete(
  _uri: string,
  _variable: string,
  _typed: string,
  _settings: Settings,
): Promise<string[]> {
  return [];
}
