/**
 * The executor process: runs converted cells. It runs foreign code; nothing in it is to be trusted.
 */
import { Socket } from "node:net";
import { streamPipe } from "../../wire/stream-pipe.ts";
import { blockingOutput } from "./blocking-output.ts";
import { serveCells } from "./serve-cells.ts";

const pipe = streamPipe(new Socket({ fd: 3, readable: true, writable: false }), blockingOutput(3));
const { error } = console;
serveCells(pipe);

// tslab/dist/main.js, startKernel
process.on("uncaughtException", (reason) => error("UncaughtException:", reason));
process.on("unhandledRejection", (reason) => error("UnhandledPromiseRejection:", reason));
// The process that started this one is gone or has finished.
void pipe.closed.then(() => process.exit());
