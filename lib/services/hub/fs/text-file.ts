import type { FsCommand } from "./command.ts";
import { FsError } from "./fs-error.ts";
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

/**
 * Runs an operation on a text that stands in no repository: a guide, a paper, a page.
 *
 * @throws FsError for anything but cat and stat
 */
export function runOnText(
  command: FsCommand,
  path: string,
  text: string,
  contentType: FsResult["content_type"] = "text/markdown",
): FsResult {
  if (command.op === "cat") return readText(command, path, text, contentType);
  if (command.op === "stat") {
    const size = new TextEncoder().encode(text).length;
    const file = { exists: true, type: "file" as const, path, content_type: contentType, size };
    return { uri: command.uri, op: "stat", ...file };
  }
  if (command.op === "attach") throw notAttachable();
  throw new FsError("HF_FS_NOT_A_DIRECTORY", "ENOTDIR: not a directory");
}

/** Refuses to attach what is no file of a repository. */
export function notAttachable(): FsError {
  return new FsError("HF_FS_NOT_A_FILE", "attach requires a direct repository or bucket file URI.");
}

function continuesCharacter(byte: number | undefined): boolean {
  return byte !== undefined && (byte & 0xc0) === 0x80;
}
