/*
 * oxc-parser, as its WebAssembly build. The package has it for Cloudflare alone; it is the same parser, of
 * the same version. Its tree and its visitors are JavaScript, and as they are in Node.
 */
import { createContext } from "@emnapi/runtime";
import { instantiateNapiModule, WASI } from "@napi-rs/wasm-runtime";
import type { parseSync as ParseSync } from "oxc-parser";
import * as walk from "oxc-parser/src-js/generated/visit/walk.js";
import * as visitors from "oxc-parser/src-js/visit/visitor.js";
import { wrap } from "oxc-parser/src-js/wrap.js";

export { default as visitorKeys } from "oxc-parser/src-js/generated/visit/keys.js";

/** In pages of 64 KiB: more than a cell needs, and it can grow. */
const MEMORY = { initial: 1024, maximum: 65_536 };

const WASM = new URL("oxc-parser.wasm", import.meta.url);

const { napiModule } = await instantiateNapiModule(fetch(WASM), {
  context: createContext(),
  asyncWorkPoolSize: 0,
  wasi: new WASI({ version: "preview1" }),
  overwriteImports(imports) {
    const memory = new WebAssembly.Memory(MEMORY);
    return { ...imports, env: { ...imports.env, ...imports.napi, ...imports.emnapi, memory } };
  },
  beforeInit({ instance }) {
    for (const [name, register] of Object.entries(instance.exports)) {
      if (name.startsWith("__napi_register__") && typeof register === "function") register();
    }
  },
});

export const parseSync: typeof ParseSync = (...words) =>
  wrap(napiModule.exports.parseSync(...words));

/** The package's own class loads these two with `require`; this does what it does. */
export class Visitor {
  #compiled: unknown;

  constructor(visitor: object) {
    this.#compiled = visitors.createCompiledVisitor();
    visitors.addVisitorToCompiled(visitor);
    if (!visitors.finalizeCompiledVisitor()) this.#compiled = undefined;
  }

  visit(program: object): void {
    if (this.#compiled !== undefined) walk.walkProgram(program, this.#compiled);
  }
}
