/** The body of a request or a reply as text; undefined when it has more than `most` bytes. */
export async function boundedText(
  { body }: Request | Response,
  most: number,
): Promise<string | undefined> {
  const decoder = new TextDecoder();
  let [text, length] = ["", 0];
  for await (const chunk of body ?? []) {
    length += chunk.byteLength;
    if (length > most) return undefined;
    text += decoder.decode(chunk, { stream: true });
  }
  return text + decoder.decode();
}
