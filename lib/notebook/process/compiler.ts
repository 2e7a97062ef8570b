import { createRequire, Module } from "node:module";
import {
  type Builder,
  type Checking,
  type CompilerHost,
  type CreateBuilder,
  isSource,
  type Program,
  type SourceFile,
} from "./checking.ts";
import { SharedChecker } from "./shared-checker.ts";
import { addYoungTypes } from "./young-types.ts";

/** The parts of tslab's TypeScript (a fork of 5.0) that are used here, typed as its sources are. */
interface Compiler extends Checking {
  sys: {
    watchFile: unknown;
    watchDirectory: unknown;
    readFile: (path: string, encoding?: string) => string | undefined;
  };
  createAbstractBuilder: CreateBuilder;
  createEmitAndSemanticDiagnosticsBuilderProgram: (program: Program, host: unknown) => Builder;
  createWatchCompilerHost: (
    rootNames: unknown,
    options: unknown,
    system: unknown,
    createProgram: CreateBuilder | null,
    ...rest: unknown[]
  ) => unknown;
}

/**
 * A comment of a declaration. They are half of the packages' declarations and take a fifth of the time in
 * which the compiler starts, which parses them; no conversion shows one.
 */
const COMMENT = /^[ \t]*\/\*\*[^]*?\*\//gm;

type Rest = [old: Builder | undefined, ...rest: unknown[]];

/** As long as the text, so that everything keeps its place. */
const blank = (text: string): string => text.replaceAll(/[^\n]/g, " ");

/**
 * Loads tslab's compiler as its converter is to get it: without what a short run does not need. Call
 * it before anything of tslab is loaded.
 *
 * @returns what has tslab's converter check cells with less work
 */
export function prepareCompiler(require: NodeJS.Require): SharedChecker {
  const path = createRequire(require.resolve("tslab")).resolve("@tslab/typescript-for-tslab");
  const compiler: Compiler = require(path);
  // A watched file that changes between two conversions makes tslab throw "Unexpected pending
  // rebuildTimer" (yunabe/tslab#97). A run is short; it needs no watching.
  compiler.sys.watchFile = () => ({ close: () => {} });
  compiler.sys.watchDirectory = () => ({ close: () => {} });
  addYoungTypes(compiler.sys);
  const { readFile } = compiler.sys;
  compiler.sys.readFile = (name, encoding) => {
    const text = readFile(name, encoding);
    return /\.d\.[cm]?ts$/.test(name) ? text?.replaceAll(COMMENT, blank) : text;
  };
  const shared = new SharedChecker(compiler, (...program) => leanBuilder(compiler, ...program));
  const createWatchCompilerHost: Compiler["createWatchCompilerHost"] = (
    rootNames,
    options,
    system,
    createProgram,
    ...rest
  ) =>
    compiler.createWatchCompilerHost(
      rootNames,
      options,
      system,
      createProgram ?? shared.createBuilder,
      ...rest,
    );
  const exports = { ...compiler, createWatchCompilerHost };
  require.cache[path] = Object.assign(new Module(path), { filename: path, loaded: true, exports });
  return shared;
}

/**
 * Takes the place of the builder that tslab's converter has by default, and gives it the same. That
 * one works out, for each of the two programs of a conversion, what every file of all packages depends
 * on; here that is done where a notebook has source files of its own beside the cell.
 */
function leanBuilder(
  compiler: Compiler,
  rootNames: readonly string[],
  options: { target?: unknown },
  host: CompilerHost,
  ...rest: Rest
): Builder {
  const builder = compiler.createAbstractBuilder(rootNames, options, host, ...rest);
  const { getProgram, getSourceFile } = builder;
  return Object.assign(builder, {
    getSourceFile(name: string) {
      const file = getSourceFile(name);
      // The converter reads a cell's names from its file, where only a type checker or this puts them.
      if (file !== undefined && isSource(file)) compiler.bindSourceFile(file, options);
      return file;
    },
    getAllDependencies(file: SourceFile) {
      const program = getProgram();
      // All that the converter takes from the list is source files.
      const isAlone = program.getSourceFiles().every((one) => one === file || !isSource(one));
      if (isAlone) return [file.fileName];
      const full = compiler.createEmitAndSemanticDiagnosticsBuilderProgram(program, host);
      return full.getAllDependencies(file);
    },
  });
}
