import { createRequire } from "node:module";
import type { RolldownPlugin } from "rolldown";

/** Parts of Node, and a package, that take long to load and that most notebooks never use. */
const SLOW = new Set(["node:http", "node:http2", "node-sqlite3-wasm"]);

const PREFIX = "\0lazy:";
const require = createRequire(import.meta.url);

/** Has a slow module loaded when something of it is first used: that saves a quarter of a process's start. */
export const lazyModules: RolldownPlugin = {
  name: "lazy-modules",
  resolveId(id, importer) {
    if (!SLOW.has(id)) return undefined;
    return importer?.startsWith(PREFIX) === true ? { id, external: true } : PREFIX + id;
  },
  load(id) {
    if (!id.startsWith(PREFIX)) return undefined;
    const name = id.slice(PREFIX.length);
    const exported: object = require(name);
    return `
      let loaded;
      const load = () => (loaded ??= require(${JSON.stringify(name)}));
      for (const name of ${JSON.stringify(Object.keys(exported))}) {
        Object.defineProperty(exports, name, { enumerable: true, get: () => load()[name] });
      }`;
  },
};
