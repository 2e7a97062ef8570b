import type { Variables } from "@modelcontextprotocol/server";
import { resources } from "./catalog.ts";
import type { Context } from "./context.ts";

/**
 * The text of a Resource. Replace this by what your system says. Return undefined where there is nothing;
 * throw new ToolFailure(code) for an error of the sketch's table. What else is thrown only the operator sees.
 *
 * @param uri as the sketch has it, with {name} for what varies
 * @param address the URI that was asked for
 * @param variables what varies, by name: somebody else's text, so check it before you use it
 */
export async function readBody(
  uri: string,
  address: URL,
  _variables: Variables,
  _context: Context,
): Promise<string | undefined> {
  const resource = resources.find((one) => one.uri === uri);
  const title = resource?.title ?? uri;
  const note = "This is a stand-in. src/bodies.ts is where the real text comes from.";
  return resource?.mimeType.includes("json")
    ? JSON.stringify({ title, uri: address.href, note }, undefined, 2)
    : title + "\n\n" + note + "\n";
}
