/** Parts of packages that come without types, as far as they are used here. */
declare module "@napi-rs/wasm-runtime" {
  interface Imports {
    env?: WebAssembly.ModuleImports;
    napi?: WebAssembly.ModuleImports;
    emnapi?: WebAssembly.ModuleImports;
  }
  interface WasiInstance {
    readonly wasiImport: object;
  }
  export const WASI: new (options: { version: "preview1" }) => WasiInstance;
  export function instantiateNapiModule(
    wasm: Promise<Response>,
    options: {
      context: unknown;
      asyncWorkPoolSize: number;
      wasi: WasiInstance;
      overwriteImports: (imports: Imports) => object;
      beforeInit: (created: { instance: WebAssembly.Instance }) => void;
    },
  ): Promise<{ napiModule: { exports: { parseSync: (...words: readonly unknown[]) => unknown } } }>;
}

declare module "oxc-parser/src-js/wrap.js" {
  export function wrap(result: unknown): import("oxc-parser").ParseResult;
}

declare module "oxc-parser/src-js/generated/visit/keys.js" {
  const keys: typeof import("oxc-parser").visitorKeys;
  export default keys;
}

declare module "oxc-parser/src-js/generated/visit/walk.js" {
  export function walkProgram(program: object, compiled: unknown): void;
}

declare module "oxc-parser/src-js/visit/visitor.js" {
  export function createCompiledVisitor(): unknown;
  export function addVisitorToCompiled(visitor: object): void;
  export function finalizeCompiledVisitor(): boolean;
}
