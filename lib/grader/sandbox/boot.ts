/**
 * Runs the bundle beside it, compiled as far as V8 kept it. With the word `record` it loads all that
 * cells may import, and keeps what was compiled by then.
 */
import { existsSync, readFileSync, writeFileSync } from "node:fs";
import { createRequire, Module } from "node:module";
import { fileURLToPath } from "node:url";
import { constants, Script } from "node:vm";

const file = fileURLToPath(new URL("cells.cjs", import.meta.url));
const cache = fileURLToPath(new URL("cells.cache", import.meta.url));
const isRecording = process.argv[2] === "record";

// The bundle is plain ASCII, which V8 takes without decoding it.
const script = new Script(Module.wrap(readFileSync(file, "latin1")), {
  filename: file,
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  ...(existsSync(cache) ? { cachedData: readFileSync(cache) } : {}),
});
const bundle = { exports: {} };
const run: (...context: unknown[]) => void = script.runInThisContext();
run(
  bundle.exports,
  createRequire(file),
  bundle,
  file,
  fileURLToPath(new URL(".", import.meta.url)),
  isRecording,
);
if (isRecording) writeFileSync(cache, script.createCachedData());
