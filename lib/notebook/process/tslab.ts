import type { CodeMetadata, ConvertResult, Diagnostic } from "./messages.ts";

/*
 * The parts of tslab 1.0.22 that the two processes use, typed as its sources are
 * (tslab/dist/converter.js, executor.js, metadata.js).
 */

/** One of tslab's converters, for Node or for the browser. */
export interface Converter {
  convert(prevDecl: string, src: string): ConvertResult;
  addModule(name: string, src: string, meta: CodeMetadata): Diagnostic[];
  close(): void;
}

/** tslab's executor: `execute` prints what a cell prints and says whether it succeeded. */
export interface Executor {
  execute(src: string): Promise<boolean>;
}
