import { resources } from "./catalog.ts";

/**
 * The text of a Resource. Replace this by what your system says; throw nothing that holds a path, a
 * query or a key, since clients see the message.
 *
 * @param uri as the sketch has it, with {name} for what varies
 * @param address the URI that was asked for
 */
export async function readBody(uri: string, address: URL): Promise<string> {
  const resource = resources.find((one) => one.uri === uri);
  const title = resource?.title ?? uri;
  const note = "This is a stand-in. src/bodies.ts is where the real text comes from.";
  return resource?.mimeType.includes("json")
    ? JSON.stringify({ title, uri: address.href, note }, undefined, 2)
    : title + "\n\n" + note + "\n";
}
