/**
 * The executor process: runs converted cells. It runs foreign code; nothing in it is to be trusted.
 */
import { writeSync } from "node:fs";
import { Socket } from "node:net";
import { Writable } from "node:stream";
import { streamPipe } from "../../wire/stream-pipe.ts";
import { serveCells } from "./serve-cells.ts";

const pause = new Int32Array(new SharedArrayBuffer(4));

const pipe = streamPipe(new Socket({ fd: 3, readable: true, writable: false }), blockingOutput(3));
const { error } = console;
serveCells(pipe);

// tslab/dist/main.js, startKernel
process.on("uncaughtException", (reason) => error("UncaughtException:", reason));
process.on("unhandledRejection", (reason) => error("UnhandledPromiseRejection:", reason));
// The process that started this one is gone or has finished.
void pipe.closed.then(() => process.exit());

/**
 * A stream that has written when `write` returns, to a descriptor that may be non-blocking: what a
 * cell printed before it blocks the process or ends it has then arrived.
 */
function blockingOutput(fd: number): Writable {
  return new Writable({
    decodeStrings: true,
    write(chunk: Buffer, _encoding, done) {
      try {
        writeAll(fd, chunk);
        done();
      } catch (reason) {
        done(reason instanceof Error ? reason : new Error(String(reason)));
      }
    },
  });
}

function writeAll(fd: number, chunk: Buffer): void {
  let offset = 0;
  while (offset < chunk.length) {
    try {
      offset += writeSync(fd, chunk, offset);
    } catch (reason) {
      if (!(reason instanceof Error && "code" in reason && reason.code === "EAGAIN")) throw reason;
      Atomics.wait(pause, 0, 0, 1);
    }
  }
}
