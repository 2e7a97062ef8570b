/*
 * What the library and tslab use of `node:module`: `require`, and modules that a cell defines. What can be
 * required is what `provide` was given.
 */

type Load = () => unknown;

const provided = new Map<string, Load>();

/** Lets `require` find a module by this name. It is loaded when it is first asked for. */
export function provide(name: string, load: Load): void {
  provided.set(name, load);
}

/** Of a module that `require` has loaded. */
class Module {
  id: string;
  filename: string;
  loaded = false;
  paths: string[] = [];
  exports: unknown = {};
  require: (id: string) => unknown = require;

  constructor(id: string) {
    this.id = id;
    this.filename = id;
  }

  /** Runs the JavaScript of a module, as tslab asks for it for cells with `@module`. */
  _compile(code: string, filename: string): void {
    // oxlint-disable-next-line no-eval -- cells are code
    const run: unknown = (0, eval)(
      `(function (exports, require, module, __filename) {${code}\n})\n//# sourceURL=${filename}`,
    );
    if (typeof run !== "function") throw new TypeError(`${filename} is no module`);
    Reflect.apply(run, this.exports, [this.exports, this.require, this, filename]);
    this.loaded = true;
  }

  static readonly createRequire = createRequire;
  static readonly builtinModules: readonly string[] = [];
  static readonly _nodeModulePaths = (): string[] => [];
}

interface Require {
  (id: string): unknown;
  resolve: (id: string) => string;
  cache: Record<string, Module | undefined>;
}

const cache: Require["cache"] = {};

/** Wherever it is asked for: there is one set of modules. */
export function createRequire(): NodeJS.Require {
  // oxlint-disable-next-line typescript/no-unsafe-type-assertion -- it has what is used of Node's
  return require as unknown as NodeJS.Require;
}

const require: Require = Object.assign((id: string): unknown => required(id).exports, {
  resolve: (id: string): string => {
    if (cache[id] === undefined && !provided.has(id)) throw notFound(id);
    return id;
  },
  cache,
});

function required(id: string): Module {
  const name = id.replace(/^node:/, "");
  const known = cache[name];
  if (known !== undefined) return known;
  const load = provided.get(name);
  if (load === undefined) throw notFound(id);
  const module = new Module(name);
  module.exports = load();
  module.loaded = true;
  cache[name] = module;
  return module;
}

/** As Node puts it, with what is different here. */
function notFound(id: string): Error {
  const message = `Cannot find module '${id}'. The course in a browser has the packages that its lessons use.`;
  return Object.assign(new Error(message), { code: "MODULE_NOT_FOUND" });
}

export { Module };
export const builtinModules = Module.builtinModules;
export default Module;
