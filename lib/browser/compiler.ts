/**
 * The compiler's worker: TypeScript cells in, what tslab's converter makes of them out. It runs no cell,
 * and stays warm when the cells' worker is ended.
 */
import "./platform/globals.ts";
import * as typescript from "@tslab/typescript-for-tslab/lib/typescript.js";
import { prepareCompiler } from "../notebook/process/compiler.ts";
import { cellConverter, type CreateConverter } from "../notebook/process/convert-cell.ts";
import { labConverter } from "../notebook/process/lab-converter.ts";
import { SETUP_IMPORTS } from "../notebook/process/setup-imports.ts";
import type { CodeMetadata, Conversion } from "../notebook/process/messages.ts";
import type { Converter } from "../notebook/process/tslab.ts";
import { answerCalls } from "./calls.ts";
import type { Completions, Inspection } from "./kernel.ts";
import { createRequire, provide } from "./platform/module.ts";
import { CELLS, COURSE } from "./platform/process.ts";
import { type TypeFiles, typeSystem } from "./type-files.ts";

/** A place of a cell: what was declared before it, its source, and an offset. */
type Place = [prevDecl: string, src: string, offset: number];

/** What this worker is asked for: what it is given, and what it answers. */
export interface CompilerCalls {
  convert: { given: [prevDecl: string, src: string]; answer: Conversion };
  complete: { given: Place; answer: Completions | undefined };
  inspect: { given: Place; answer: Inspection | undefined };
}

/** As TypeScript says it. */
interface QuickInfo {
  textSpan: { start: number; length: number };
  displayParts?: readonly { text: string }[];
  documentation?: readonly { text: string }[];
}

/** tslab's converter with what its kernel asks it besides. */
interface FullConverter extends Converter {
  complete(prevDecl: string, src: string, offset: number): Completions;
  inspect(prevDecl: string, src: string, offset: number): QuickInfo | undefined;
}

const COMPILER = "@tslab/typescript-for-tslab";

const types: TypeFiles = await (await fetch(new URL("types.json", import.meta.url))).json();
const place = `${COURSE}/node_modules/${COMPILER}/lib/typescript.js`;
setSystem(typeSystem(types, CELLS, place));
provide("tslab", () => ({}));
provide(COMPILER, () => typescript);
const require = createRequire();
prepareCompiler(require);

/** What its types do not say is there: it has no system of its own where there is no Node. */
function setSystem(system: object): void {
  const set: unknown = Reflect.get(typescript, "setSys");
  if (typeof set === "function") set(system);
}

// tslab's modules ask for the compiler's system when they are loaded.
for (const [name, part] of [
  ["converter", await import("tslab/dist/converter.js")],
  ["metadata", await import("tslab/dist/metadata.js")],
] as const) {
  provide(`tslab/dist/${name}.js`, () => part);
}
const {
  createConverter,
}: { createConverter: CreateConverter<FullConverter> } = require("tslab/dist/converter.js");
const {
  getCodeMetadata,
}: { getCodeMetadata: (src: string) => CodeMetadata } = require("tslab/dist/metadata.js");

const convert = cellConverter<FullConverter>({
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

/** The same in words. */
function inspection(info: QuickInfo | undefined): Inspection | undefined {
  if (info === undefined) return undefined;
  const { textSpan, displayParts, documentation } = info;
  const { start, length } = textSpan;
  const declaration = textOf(displayParts);
  return { start, end: start + length, declaration, comment: textOf(documentation) };
}

function textOf(parts: QuickInfo["displayParts"] = []): string {
  return parts.map(({ text }) => text).join("");
}

// While the learner still reads.
convert("", SETUP_IMPORTS);
