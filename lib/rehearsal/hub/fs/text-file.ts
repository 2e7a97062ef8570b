import type { FsCommand } from "./command.ts";
import type { FsResult } from "./schema.ts";

const DEFAULT_BYTES = 20_000;
const MOST_BYTES = 80_000;

/**
 * The answer of cat: a byte range of a text, 20,000 bytes unless told, never cutting a character.
 *
 * @param path - as the answer names the file
 */
export function readText(
  command: FsCommand,
  path: string,
  text: string,
  contentType?: FsResult["content_type"],
): FsResult {
  const bytes = new TextEncoder().encode(text);
  const most = command.maxBytes === 0 ? MOST_BYTES : (command.maxBytes ?? DEFAULT_BYTES);
  let start = Math.min(command.offset ?? 0, bytes.length);
  while (continuesCharacter(bytes[start])) start -= 1;
  let end = Math.min(start + most, bytes.length);
  while (continuesCharacter(bytes[end])) end += 1;
  const truncated = end < bytes.length;
  return {
    uri: command.uri,
    op: "cat",
    path,
    content: new TextDecoder().decode(bytes.subarray(start, end)),
    ...(contentType === undefined ? {} : { content_type: contentType }),
    bytes: end - start,
    truncated,
    ...(truncated ? { truncation_reason: "max_bytes", next_offset: end } : {}),
  };
}

/** The size of a text in UTF-8 bytes. */
export function byteLength(text: string): number {
  return new TextEncoder().encode(text).length;
}

function continuesCharacter(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
