import { closeSync, constants, fstatSync, openSync, readSync } from "node:fs";
import type { Reason } from "../report.ts";

/** The largest notebook that is read, in bytes: the solved ones with all their pictures have a tenth. */
const MAX_NOTEBOOK_BYTES = 20_000_000;

/** The text of a file, or why it is not read. */
export type FileText = { status: "read"; text: string } | { status: "refused"; reason: Reason };

/** Reads a plain file up to a size, and nothing that a link leads to. */
export function readPlainFile(path: string, maxBytes: number = MAX_NOTEBOOK_BYTES): FileText {
  let descriptor: number | undefined;
  try {
    // Without waiting: opening a named pipe would, for ever.
    descriptor = openSync(path, constants.O_RDONLY | constants.O_NOFOLLOW | constants.O_NONBLOCK);
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
    return { status: "read", text: bytes.toString("utf8", 0, read) };
  } catch {
    return refuse("not-readable", "This file cannot be read.");
  } finally {
    if (descriptor !== undefined) closeSync(descriptor);
  }
}

function refuse(code: string, sentence: string): FileText {
  return { status: "refused", reason: { code, sentence } };
}
