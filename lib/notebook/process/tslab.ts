/**
 * The parts of tslab 1.0.22 that the two processes use, typed as its sources are
 * (tslab/dist/converter.js, executor.js, metadata.js).
 */
export type Diagnostic = {
  start: { offset: number; line: number; character: number };
  end: { offset: number; line: number; character: number };
  messageText: string;
  category: number;
  code: number;
  fileName?: string;
};

/** What tslab's converter makes of a cell's source and the declarations before it. */
export type ConvertResult = {
  output?: string;
  declOutput?: string;
  diagnostics: Diagnostic[];
  hasToplevelAwait?: boolean;
  sideOutputs?: { path: string; data: string }[];
  lastExpressionVar?: string;
};

/** What a cell's leading comments say: `@module name`, `@jsx`, `@browser`, `@node`. */
export type CodeMetadata = {
  module?: string;
  mode?: "node" | "browser";
  jsx?: boolean;
};

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
