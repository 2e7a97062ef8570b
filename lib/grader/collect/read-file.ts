import { createHash } from "node:crypto";
import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import type { Reason } from "../report.ts";
import { type Decoded, decode } from "../../notebook/decode.ts";

/** The largest notebook that is read, in bytes: the solved ones with all their pictures have a tenth. */
export const MAX_NOTEBOOK_BYTES = 20_000_000;

/** The text of a file with the digest of its bytes, or why it is not read. */
export type FileText =
  | ({ status: "read"; sha256: string } & Decoded)
  | { status: "refused"; reason: Reason };

/** Reads a plain file up to a size, and nothing that a link leads to. */
export function readPlainFile(path: string, maxBytes: number = MAX_NOTEBOOK_BYTES): FileText {
  let descriptor: number | undefined;
  try {
    descriptor = openPlain(path);
    const stat = fstatSync(descriptor);
    const { size } = stat;
    if (!stat.isFile()) return refuse("not-a-file", "This is not a file but something else.");
    if (size > maxBytes)
      return refuse(
        "too-large",
        `This file has ${size} bytes; more than ${maxBytes} are not read.`,
      );
    const bytes = Buffer.alloc(size);
    let read = 0;
    while (read < size) {
      const more = readSync(descriptor, bytes, read, size - read, read);
      if (more === 0) break;
      read += more;
    }
    const content = bytes.subarray(0, read);
    const sha256 = createHash("sha256").update(content).digest("hex");
    return { status: "read", sha256, ...decode(content) };
  } catch {
    return refuse("not-readable", "This file cannot be read.");
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

/** Opens without following a link, and without waiting: opening a named pipe would, for ever. */
export function openPlain(path: string): number {
  return openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
}

function refuse(code: string, sentence: string): FileText {
  return { status: "refused", reason: { code, sentence } };
}
