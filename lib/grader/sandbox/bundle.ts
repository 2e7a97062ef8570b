import { spawnSync } from "node:child_process";
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import { join } from "node:path";
import type { RolldownPlugin } from "rolldown";
import { LabError } from "../../base/lab-error.ts";
import { stateFolder } from "../../base/project.ts";
import { makeLibrary } from "./library.ts";
import { NODE_FLAGS } from "./node-flags.ts";
import { learnersSide } from "./learners-side.ts";
import { isBundled, oneFile } from "./one-file.ts";
import { LIBRARY } from "./view.ts";

/** The file of a bundle that Node is started with. */
export const BOOT = "boot.cjs";

/**
 * Makes, once for each state of the project, one file of what every notebook's process loads: the
 * executor, the learner's side of the library and the packages that the lessons import, compiled ahead;
 * and beside it what replaces the library's build.
 * Starting a process takes a third of the time then.
 *
 * @param digest names the state of the project
 * @returns the folder of the bundle
 * @throws LabError `bundle-failed`
 */
export async function makeBundle(root: string, dist: string, digest: string): Promise<string> {
  const folder = keptFor(root, digest);
  if (existsSync(folder)) return folder;
  const beside = `${folder}.${process.pid}`;
  mkdirSync(beside, { recursive: true });
  try {
    writeFileSync(join(beside, "cells.cjs"), ascii(await bundle(root, dist)));
    await makeLibrary(join(beside, LIBRARY), root, dist);
    copyFileSync(join(dist, "grader/sandbox/boot.cjs"), join(beside, BOOT));
    const recorded = spawnSync(process.execPath, [...NODE_FLAGS, join(beside, BOOT), "record"], {
      env: {},
      encoding: "utf8",
      timeout: 60_000,
    });
    if (recorded.status !== 0) throw new Error(recorded.stderr);
    if (!existsSync(folder)) renameSync(beside, folder);
    return folder;
  } catch (cause) {
    throw new LabError("bundle-failed", {
      what: "What notebooks load could not be put into one file.",
      where: folder,
      remedy: "Run `npm ci` and try again.",
      cause,
    });
  } finally {
    rmSync(beside, { recursive: true, force: true });
  }
}

/** Where what is made once for a state of the project, on this Node, is kept. */
export function keptFor(root: string, digest: string): string {
  return join(stateFolder(root), "grader", `${digest.slice(0, 16)}-${process.version}`);
}

async function bundle(root: string, dist: string): Promise<string> {
  const entry = join(dist, "cells.cjs");
  const cells: RolldownPlugin = {
    name: "cells",
    resolveId: (id) => (id === entry ? entry : undefined),
    load: (id) => (id === entry ? entrySource(root, dist) : undefined),
  };
  return await oneFile(root, dist, {
    input: entry,
    format: "cjs",
    plugins: [cells, learnersSide(dist), lazyModules, fewValidators],
  });
}

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

/** What is changed in a module of the MCP SDK that holds all of the first ones. */
type Edit = readonly [is: string, becomes: string];

/**
 * A client compiles the schema of a tool's output when that tool is first called. By itself it compiles
 * those of all tools at the first call of any.
 */
const WHEN_CALLED: readonly Edit[] = [
  ["const compiled = compile(tool);", "const compiled = tool;"],
  [
    "return this._toolOutputValidatorIndex.byName.get(name);",
    `const made = (this._toolOutputValidatorIndex.made ??= new Map());
     const tool = this._toolOutputValidatorIndex.byName.get(name);
     if (tool !== void 0 && !made.has(name)) made.set(name, compile(tool));
     return made.get(name);`,
  ],
];

/** A schema is compiled once in a process, whichever clients ask for it; one with a name (`$id`) by each. */
const ONCE: readonly Edit[] = [
  [
    "getValidator(schema) {\n\t\tconst engine",
    `getValidator(schema) {
       const key = JSON.stringify(schema);
       if (this._userAjv || key.includes('"$id"')) return this._newValidator(schema);
       const kept = (AjvJsonSchemaValidator.kept ??= new Map());
       if (!kept.has(key)) kept.set(key, this._newValidator(schema));
       return kept.get(key);
     }
     _newValidator(schema) {
       const engine`,
  ],
];

/** Has the MCP SDK compile a schema when it is needed, and once. */
export const fewValidators: RolldownPlugin = {
  name: "few-validators",
  transform(code) {
    const edits = [WHEN_CALLED, ONCE].find((all) =>
      all.every(([is]) => code.split(is).length === 2),
    );
    return edits?.reduce((text, [is, becomes]) => text.replace(is, () => becomes), code);
  },
};

/** What is asked for by name always comes from the bundle: there must not be two of a package. */
function entrySource(root: string, dist: string): string {
  const names = importedByLessons(root, dist);
  const rows = names.map((name) => {
    const from = name === "mcp-lab" ? join(dist, "index.js") : name;
    return `${JSON.stringify(name)}: () => require(${JSON.stringify(from)})`;
  });
  return `
    const table = { ${rows.join(", ")} };
    const { Module } = require("node:module");
    const load = Module._load;
    Module._load = function (name, ...rest) {
      return Object.hasOwn(table, name) ? table[name]() : Reflect.apply(load, this, [name, ...rest]);
    };
    // A submission's process ends before code that Zod makes for each schema would pay for itself.
    require("zod/v4/core").config({ jitless: true });
    if (arguments[5]) for (const get of Object.values(table)) get();
    else require(${JSON.stringify(join(dist, "notebook/process/executor.js"))});`;
}

/** What answers in another style import: what they make goes into the copy of the SDK that lessons use. */
const OTHER_STYLES = [
  "@anthropic-ai/sdk/helpers/beta/json-schema",
  "@anthropic-ai/sdk/helpers/beta/zod",
];

/** The packages that the lessons' cells import, and those that the library loads as cells do. */
function importedByLessons(root: string, dist: string): string[] {
  const cellModules = readFileSync(join(dist, "base/cell-modules.js"), "utf8");
  const asCells = [...cellModules.matchAll(/require\("([^"]+)"\)/g)].map(([, from = ""]) => from);
  const folder = join(root, "solutions");
  const sources = readdirSync(folder).filter((name) => name.endsWith(".ts"));
  const names = sources.flatMap((name) =>
    [...readFileSync(join(folder, name), "utf8").matchAll(/ from "([^".][^"]*)";/g)].map(
      ([, from = ""]) => from,
    ),
  );
  return [...new Set([...names, ...asCells, ...OTHER_STYLES])].filter(isBundled).toSorted();
}

function ascii(code: string): string {
  return code.replaceAll(
    /[^\0-\x7f]/g,
    (unit) => `\\u${unit.charCodeAt(0).toString(16).padStart(4, "0")}`,
  );
}
