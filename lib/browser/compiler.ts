/**
 * The compiler's worker: TypeScript cells in, what tslab's converter makes of them out. It runs no cell,
 * and stays warm when the cells' worker is ended.
 */
import "./platform/globals.ts";
import * as typescript from "@tslab/typescript-for-tslab/lib/typescript.js";
import { prepareCompiler } from "../notebook/process/compiler.ts";
import { cellConverter } from "../notebook/process/convert-cell.ts";
import { labConverter } from "../notebook/process/lab-converter.ts";
import { answerCalls } from "./calls.ts";
import type { CompilerCalls } from "./compiler-calls.ts";
import { inspection } from "./inspection.ts";
import { createRequire, provide } from "./platform/module.ts";
import process, { COURSE } from "./platform/process.ts";
import { type TypeFiles, typeSystem } from "./type-files.ts";

const COMPILER = "@tslab/typescript-for-tslab";

const types: TypeFiles = await (await fetch(new URL("types.json", import.meta.url))).json();
const place = `${COURSE}/node_modules/${COMPILER}/lib/typescript.js`;
typescript.setSys(typeSystem(types, process.cwd(), place));
provide("tslab", () => ({}));
provide(COMPILER, () => typescript);
prepareCompiler(createRequire());

// tslab's modules ask for the compiler's system when they are loaded.
const { createConverter } = await import("tslab/dist/converter.js");
const { getCodeMetadata } = await import("tslab/dist/metadata.js");

const convert = cellConverter({
  createConverter: (options) => labConverter(() => createConverter(options)),
  getCodeMetadata,
});

answerCalls<CompilerCalls>({
  convert: ([prevDecl, src]) => convert(prevDecl, src),
  complete: ([prevDecl, src, offset]) => {
    const { start, end, candidates } = convert.node.complete(prevDecl, src, offset);
    return { start, end, candidates };
  },
  inspect: ([prevDecl, src, offset]) => inspection(convert.node.inspect(prevDecl, src, offset)),
});
