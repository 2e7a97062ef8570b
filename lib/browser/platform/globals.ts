/*
 * What a cell, the library and its packages find in Node without an import. Imported before them all.
 */
import { Buffer } from "node:buffer";
import { nodeConsole } from "./console.ts";
import process from "./process.ts";
import * as timers from "./timers.ts";

const { setTimeout, setInterval, setImmediate, clearTimeout, clearInterval, clearImmediate } =
  timers;

Object.assign(globalThis, {
  global: globalThis,
  process,
  Buffer,
  setTimeout,
  setInterval,
  setImmediate,
  clearTimeout,
  clearInterval,
  clearImmediate,
});

/** From now on what is printed goes where a cell's output goes. */
export function printAsNode(): void {
  Object.assign(globalThis, { console: nodeConsole });
}
