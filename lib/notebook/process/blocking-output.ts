import { writeSync } from "node:fs";
import { Writable } from "node:stream";

const pause = new Int32Array(new SharedArrayBuffer(4));

/**
 * A stream that has written when `write` returns, to a descriptor that may be non-blocking: what a
 * cell printed before it blocks the process or ends it has then arrived.
 */
export function blockingOutput(fd: number): Writable {
  return new Writable({
    decodeStrings: true,
    write(chunk: Buffer, _encoding, done) {
      try {
        writeAll(fd, chunk);
        done();
      } catch (error) {
        done(error instanceof Error ? error : new Error(String(error)));
      }
    },
  });
}

function writeAll(fd: number, chunk: Buffer): void {
  let offset = 0;
  while (offset < chunk.length) {
    try {
      offset += writeSync(fd, chunk, offset);
    } catch (error) {
      if (!(error instanceof Error && "code" in error && error.code === "EAGAIN")) throw error;
      Atomics.wait(pause, 0, 0, 1);
    }
  }
}
