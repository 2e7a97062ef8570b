/**
 * Runs the bundle beside it, compiled as far as V8 kept it. With the word `record` it loads all that
 * cells may import, and keeps what was compiled by then. It is CommonJS, because Node's loader of
 * other modules takes a tenth of a process's start.
 */
const { existsSync, readFileSync, writeFileSync } = process.getBuiltinModule("node:fs");
const { createRequire, Module } = process.getBuiltinModule("node:module");
const { constants, Script } = process.getBuiltinModule("node:vm");

const file = `${__dirname}/cells.cjs`;
const cache = `${__dirname}/cells.cache`;
const isRecording = process.argv[2] === "record";

// The bundle is plain ASCII, which V8 takes without decoding it.
const script = new Script(Module.wrap(readFileSync(file, "latin1")), {
  filename: file,
  importModuleDynamically: constants.USE_MAIN_CONTEXT_DEFAULT_LOADER,
  ...(existsSync(cache) ? { cachedData: readFileSync(cache) } : {}),
});
const bundle = { exports: {} };
const run: (...context: unknown[]) => void = script.runInThisContext();
run(bundle.exports, createRequire(file), bundle, file, __dirname, isRecording);
if (isRecording) writeFileSync(cache, script.createCachedData());
